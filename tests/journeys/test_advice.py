"""Dakar asks in French on a phone; the secretariat asks Seoul, who accepts; they work, end, say how it was; a draft resource begins."""

import re
from secrets import token_hex

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import AT_REST, fits, sticking_out
from tests.journeys.conftest import OpenPage, signed_in
from tests.journeys.post import letter_to, link_in, words_of
from tests.journeys.site import Site
from tests.journeys.test_accessibility import lacks
from tests.journeys.test_space import PHONE, enter

pytestmark = pytest.mark.journey

ROOMS = 'from cities.transfer.needs.models import Offer; Offer.objects.filter(organisation__code="seoul").update(capacity=20)'


def ask(page: Page, question: str) -> None:
    page.get_by_role("link", name="Demander conseil").click()
    page.get_by_label("Sur quoi souhaitez-vous un conseil").fill(question)
    page.get_by_label(re.compile("peuvent lire cette question")).check()
    page.get_by_role("button", name="Demander conseil").click()
    # What it was understood to be about is confirmed, where it was.
    if page.get_by_role("heading", name=re.compile("S’agit-il de cela")).is_visible():
        page.get_by_role("button", name="Demander conseil").click()
    expect(page.get_by_role("status")).to_contain_text("Demande envoyée")


def propose(editor: Page, question: str, words: str) -> None:
    editor.goto("/admin/advice/")
    editor.get_by_role("link", name=re.compile(re.escape(question[:40]))).first.click()
    editor.get_by_role("button", name="Take it in hand").click()
    editor.locator("label", has_text="Ji-woo Demo").locator("input").check()
    editor.get_by_label("What you say to them").fill(words)
    editor.get_by_role("button", name="Ask them").click()
    expect(editor.locator("body")).to_contain_text("Asked by letter, in their language.")


def unfold(page: Page, button: str, **fields: str) -> None:
    """One of the small forms of the table: opened, filled by label, sent."""
    form = page.locator("details.disclosure").filter(has=page.locator("summary", has_text=re.compile(f"^{button}$")))
    form.locator("summary").click()
    for label, words in fields.items():
        form.get_by_label(label, exact=True).fill(words)
    form.get_by_role("button", name=button).click()


def work(seoul: Page, mark: str) -> None:
    """A step, an hour and a half, something made."""
    unfold(seoul, "Add a step", **{"What is to be done?": f"Talk online {mark}"})
    unfold(seoul, "Note hours", **{"Hours": "1.5", "On what?": f"Reading {mark}"})
    unfold(seoul, "Add an output", **{"Title": f"Notes {mark}", "Web address": "https://example.org/notes"})
    for told in (f"Talk online {mark}", f"Reading {mark}", f"Notes {mark}"):
        expect(seoul.get_by_role("main")).to_contain_text(told)


def end(dakar: Page) -> None:
    form = dakar.locator("#end details").last
    form.locator("summary").click()
    form.get_by_label("mené à bien comme convenu").check()
    form.get_by_role("button", name="Terminer cet accompagnement").click()
    expect(dakar.get_by_role("status")).to_contain_text("Terminé.")
    assert fits(dakar), sticking_out(dakar)


def learn(dakar: Page, title: str) -> None:
    form = dakar.locator("#learnt details")
    form.locator("summary").click()
    form.get_by_label("Ce qui a été appris, en un titre").fill(title)
    form.get_by_label("une ressource").check()
    form.locator("button[type=submit]").click()
    expect(dakar.locator("#learnt")).to_contain_text(title)


def test_question_from_dakar_is_answered_by_seoul(open_page: OpenPage, site: Site):
    mark = token_hex(3)
    question, words = f"Comment un centre d’appui travaille-t-il avec les quartiers ? {mark}", f"You run such a centre ({mark})."
    site.run("manage", "shell", "-v", "0", "-c", ROOMS)
    dakar = enter(open_page, site, "member@demo.example", "/fr/my/dakar/advice/", **PHONE)
    ask(dakar, question)
    assert fits(dakar), sticking_out(dakar)

    propose(signed_in(open_page, "editor@demo.example"), question, words)
    letter = words_of(letter_to(site, "seoul@demo.example", about=words))
    assert (mark in letter, "member@demo.example" in letter) == (True, False)
    seoul = enter(open_page, site, "seoul@demo.example", "/en/my/seoul/advice/")
    seoul.locator(".request", has_text=mark).get_by_role("button", name="Yes, I help").click()
    expect(seoul.get_by_role("status")).to_contain_text("You are introduced")

    dakar.reload()
    dakar.get_by_role("link", name="Y travailler ensemble").click()
    seoul.goto(dakar.url.replace("/fr/", "/en/"))
    work(seoul, mark)
    end(dakar)
    sheet = open_page(link_in(letter_to(site, "member@demo.example", about="six questions courtes"), "/answer/"), **PHONE)
    expect(sheet.get_by_role("main")).to_contain_text("Comment s’est passé l’accompagnement")
    learn(dakar, f"Un centre d’appui et ses quartiers {mark}")

    # Nothing of it is told to readers.
    expect(open_page("/en/advice/").get_by_text(mark)).to_have_count(0)


def test_collaboration_of_research_centres_is_read(open_page: OpenPage):
    page = open_page("/en/advice/")

    page.get_by_role("link", name=re.compile("UNRISD and GSEF draw guidelines")).click()

    expect(page.get_by_role("main")).to_contain_text("Collaboration of research centres")
    expect(page.get_by_role("link", name=re.compile("UNRISD|United Nations Research")).first).to_be_visible()


PAGES = ("advice/", "advice/guidelines-unrisd-gsef/", "my/dakar/advice/", "my/dakar/advice/ask/")


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_axe_finds_nothing_in_advice(open_page: OpenPage, site: Site, language: str):
    page = enter(open_page, site, "member@demo.example", f"/{language}/my/dakar/advice/", **AT_REST, viewport={"width": 320, "height": 640})
    engagement = page.locator("#engagements a").first.get_attribute("href")
    request = page.locator("#requests .row a").first.get_attribute("href")
    expert = page.locator("#roster .row a").first.get_attribute("href")

    paths = (*(f"/{language}/{one}" for one in PAGES), str(engagement), str(request), str(expert))
    assert lacks(page, paths, opens_all=True) == {}
