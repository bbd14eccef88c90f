"""An official in Dakar, on a phone, in French: tells a need, gets practices from Korea and Haiti with reasons, is introduced."""

import re
from secrets import token_hex

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import AT_REST, fits, sticking_out
from tests.journeys.conftest import signed_in
from tests.journeys.post import letter_to, words_of
from tests.journeys.site import Site
from tests.journeys.test_accessibility import lacks
from tests.journeys.test_space import PHONE, enter

pytestmark = pytest.mark.journey

# Near enough to both practices, whatever mark makes it one of its kind.
SENTENCE = "Nous voulons un fonds de la ville, inscrit dans un règlement, qui prête avec des mutuelles de solidarité"


def card(page: Page, sentence: str, title: str) -> Locator:
    need = page.locator(".need").filter(has_text=sentence)
    return need.locator(".match").filter(has=page.get_by_role("heading", name=re.compile(title)))


def make_room(site: Site) -> None:
    site.run("manage", "shell", "-v", "0", "-c", "from tests.journeys.planting import make_room; make_room('kofip')")


def tell(page: Page, sentence: str) -> None:
    """In two steps: the sentence, then what it was understood to be about."""
    page.get_by_role("link", name="Dire un besoin").first.click()
    page.get_by_label("En une ou deux phrases").fill(sentence)
    page.get_by_role("button", name="Dire ce besoin").click()
    expect(page.get_by_role("heading", name=re.compile("S’agit-il de cela"))).to_be_visible()
    page.get_by_role("button", name="Dire ce besoin").click()


def decline(page: Page, one: Locator) -> None:
    one.get_by_text("Non", exact=True).click()
    one.get_by_label("Cela ne marcherait pas chez nous").check()
    one.get_by_role("button", name="Mettre de côté").click()
    expect(page.get_by_role("status")).to_contain_text("Mis de côté")


def ask(page: Page, one: Locator, question: str) -> None:
    one.get_by_role("button", name="Oui, je retiens").click()
    one.get_by_role("link", name=re.compile("Entrer en contact avec")).click()
    page.get_by_label("Que voulez-vous dire ou demander").fill(question)
    page.get_by_label(re.compile("transmettez mon nom")).check()
    page.get_by_role("button", name="Demander cette mise en contact").click()
    expect(one).to_contain_text("La demande a été faite")


def test_need_told_on_a_phone_is_answered_and_leads_to_an_introduction(open_page, site):
    make_room(site)
    page = enter(open_page, site, "member@demo.example", "/fr/my/dakar/needs/", **PHONE)
    sentence, question = f"{SENTENCE} ({token_hex(2)}).", f"Comment choisissez-vous les caisses ? {token_hex(3)}"
    tell(page, sentence)

    korean, haitian = card(page, sentence, "Seongdong").first, card(page, sentence, "KOFIP").first
    for one in (korean, haitian):
        expect(one).to_be_visible()
        assert one.locator(".match__why li").count() >= 2
    assert fits(page), sticking_out(page)

    decline(page, korean)
    ask(page, haitian, question)

    # KOFIP has no account in the demo: the secretariat gets its letters.
    letter = letter_to(site, "editor@demo.example", about=question)
    link = re.search(r"http\S+/introduction/\S+", words_of(letter))
    assert link is not None
    assert "member@demo.example" not in words_of(letter)
    asked = open_page(link.group(0), **PHONE)
    expect(asked.get_by_text(sentence)).to_be_visible()
    asked.locator("button[value=agree]").click()
    expect(asked.locator(".notice--good")).to_be_visible()

    page.reload()
    haitian.get_by_role("link", name="Lire et écrire").click()
    expect(page.locator(".talk")).to_contain_text(question)
    expect(page.locator(".talk")).to_contain_text("Ceci est une mise en contact par le réseau")


def test_coordinator_sees_how_a_score_came_about_and_proposes_by_hand(open_page):
    editor = signed_in(open_page, "editor@demo.example")
    editor.goto("/admin/matching/")
    editor.get_by_role("link", name="Needs", exact=True).click()
    editor.locator("tbody th a").first.click()
    expect(editor.get_by_role("heading", name="How each score came about")).to_be_visible()

    editor.get_by_label("Look for").fill("circus")
    editor.get_by_role("button", name="Find").click()
    # Another one each time on the same demo: what was proposed stands above.
    words = f"They have done it before ({token_hex(3)})."
    editor.locator("input[name=subject]").first.check()
    editor.get_by_label("Why does it fit?").fill(words)
    editor.get_by_role("button", name="Propose it").click()

    expect(editor.locator(".desk-match-scores")).to_contain_text(words)


PAGES = ("my/dakar/matches/", "my/dakar/matches/capacity/", "my/dakar/needs/new/need/")


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_axe_finds_nothing_in_matches(open_page, site, language):
    page = enter(open_page, site, "member@demo.example", f"/{language}/my/", **AT_REST, viewport={"width": 320, "height": 640})

    assert lacks(page, [f"/{language}/{path}" for path in PAGES], opens_all=True) == {}
