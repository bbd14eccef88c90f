"""From a need to the yearbook, as an official in Dakar goes the whole way in French: the chain the network exists for."""

import re
from secrets import token_hex

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import fits, sticking_out
from tests.journeys.conftest import OpenPage, signed_in
from tests.journeys.post import letter_to, words_of
from tests.journeys.site import Site
from tests.journeys.test_matching import SENTENCE, ask, card, decline, make_room, tell
from tests.journeys.test_space import PHONE, enter

pytestmark = pytest.mark.journey

PRACTICE = "kofip-haiti-solidarity-finance"


def introduced(site: Site, page: Page, open_page: OpenPage, question: str) -> None:
    """KOFIP has no account in the demo: the secretariat gets its letters."""
    link = re.search(r"http\S+/introduction/\S+", words_of(letter_to(site, "editor@demo.example", about=question)))
    assert link is not None
    open_page(link.group(0), **PHONE).locator("button[value=agree]").click()
    page.reload()


def save(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer").click()


def told(page: Page, name: str, mark: str) -> None:
    page.get_by_role("link", name="Titre, résumé, enseignements").click()
    page.get_by_label("Titre", exact=True).fill(name)
    page.get_by_label("Résumé en deux ou trois phrases").fill("Exemple : Dakar essaie ce qu’Haïti a fait avec ses mutuelles.")
    save(page)
    page.get_by_role("link", name="Noter une adaptation").click()
    page.get_by_label("Ce que c’était à l’origine").fill("Des mutuelles de village, sans la ville.")
    page.get_by_label("Ce que c’est devenu ici").fill(f"Exemple : un fonds de la ville, avec elles {mark}.")
    page.get_by_label("Pourquoi", exact=True).fill("La ville a un règlement pour ses fonds.")
    save(page)
    page.get_by_role("link", name="Raconter un essai").click()
    page.get_by_label("Comment il s’appelle, ou où c’était").fill(f"Exemple : Grand Yoff {mark}")
    page.get_by_label("Début").fill("2026-02")
    page.get_by_label("Fin", exact=True).fill("2026-06")
    page.get_by_label("Résultat").fill("Les prêts ont été rendus.")
    save(page)


def agreed(page: Page, editor: Page) -> None:
    """Dakar on its phone; for KOFIP the secretariat notes the letter it has."""
    agree = page.get_by_role("button", name="Nous sommes d’accord pour publier cette version")
    agree.click()
    expect(agree).to_have_count(0)
    editor.goto(page.url.replace("/fr/", "/en/").split("#")[0])
    editor.get_by_label("How do you know that this side agrees?").fill("A letter of KOFIP.")
    editor.get_by_role("button", name="Note the agreement").click()
    expect(editor.get_by_text("Both sides have agreed: it is public.")).to_be_visible()


def bound(editor: Page, code: str, name: str) -> None:
    """A yearbook of this year with the chapter of transfers alone."""
    editor.goto("/admin/editions/")
    editor.get_by_role("link", name="New edition").click()
    editor.get_by_label("Year", exact=True).fill("2026")
    editor.get_by_label("Code", exact=True).fill(code)
    editor.get_by_role("button", name="Save").click()
    editor.wait_for_url(f"**/editions/edition/{code}/")
    editor.get_by_role("link", name="Words", exact=True).click()
    editor.get_by_label("Title", exact=True).fill(name)
    editor.get_by_role("button", name="Save").click()
    editor.goto(f"/admin/editions/edition/{code}/")
    editor.get_by_role("button", name="Publish").click()
    expect(editor.locator("body")).to_contain_text("The edition is public.")


def test_need_becomes_an_adoption_that_the_yearbook_counts(open_page: OpenPage, site: Site):
    mark = token_hex(3)
    name, sentence = f"La finance solidaire d’Haïti à Dakar {mark}", f"{SENTENCE} ({mark})."
    make_room(site)
    page = enter(open_page, site, "member@demo.example", "/fr/my/dakar/needs/", **PHONE)
    tell(page, sentence)
    decline(page, card(page, sentence, "Seongdong").first)
    haitian = card(page, sentence, "KOFIP").first
    ask(page, haitian, f"Comment avez-vous commencé ? {mark}")
    introduced(site, page, open_page, mark)

    haitian.get_by_role("link", name="Ouvrir un transfert").click()
    page.get_by_label("Comment l’appeler ?").fill(name)
    page.get_by_role("button", name="Ouvrir le transfert").click()
    assert fits(page), sticking_out(page)
    told(page, name, mark)
    editor = signed_in(open_page, "editor@demo.example")
    agreed(page, editor)

    # The practice, both members, the lineage.
    reader = open_page(f"/fr/practices/{PRACTICE}/")
    expect(reader.locator("#travels")).to_contain_text("Dakar")
    reader.locator("#travels summary").click()
    expect(reader.locator("#travels table")).to_contain_text("Dakar")
    for path in ("/fr/members/dakar/", "/fr/members/kofip/", "/fr/transfers/"):
        reader.goto(path)
        reader.get_by_role("link", name=name).first.click()
        expect(reader.get_by_role("main")).to_contain_text(f"un fonds de la ville, avec elles {mark}")
        assert fits(reader), sticking_out(reader)

    # The dashboard, and the yearbook.
    editor.goto("/admin/transfers/")
    expect(editor.locator("#main")).to_contain_text("Haiti")
    bound(editor, f"yearbook-{mark}", f"Yearbook {mark}")
    reader.goto(f"/fr/editions/yearbook-{mark}/read/fr/transfers/")
    expect(reader.locator("table")).to_contain_text(name)
