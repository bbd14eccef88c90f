"""A reader asks in her own language, finds what was written in another, and goes on from there; by keyboard, and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import AT_REST, PHONE, fits
from tests.journeys.test_accessibility import RULES, faults

pytestmark = pytest.mark.journey

NEED = "prendre soin des voisins âgés dans leur quartier"


def test_question_in_french_leads_to_a_practice_written_in_korean_and_on_to_others_like_it(open_page):
    page = open_page("/fr/", locale="fr-FR", **AT_REST)
    page.get_by_role("main").get_by_role("combobox").fill(NEED)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/fr/search/\?q=prendre"))

    korean = page.get_by_role("listitem").filter(has_text="original en coréen").first
    expect(korean).to_contain_text("Dit quelque chose de proche")
    assert faults(page, {"type": "tag", "values": RULES}) == []
    title = korean.get_by_role("heading").inner_text()
    korean.get_by_role("heading").get_by_role("link").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator(".languages")).to_contain_text(re.compile(r"한국어\s+original"))
    alike = page.locator("#more-like-this")
    expect(alike.get_by_role("heading", level=2)).to_have_text("Dans le même esprit")
    other = alike.get_by_role("heading", level=3).first
    name = other.inner_text()
    other.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_answers_come_while_typing_and_the_address_says_what_was_asked(open_page):
    page = open_page("/en/search/")

    page.locator("#words").press_sequentially("microcredit", delay=30)

    expect(page).to_have_url(re.compile(r"/en/search/\?q=microcredit$"))
    expect(page.get_by_role("status").first).to_have_text(re.compile(r"^\d+ results? for “microcredit”\s*$"))
    expect(page).to_have_title(re.compile("^microcredit"))
    assert page.evaluate("[document.activeElement.id, document.activeElement.selectionStart]") == ["words", len("microcredit")]


def test_filters_answer_to_the_keyboard_and_keep_their_place(open_page):
    page = open_page("/en/search/?q=credit")
    before = counted(page)
    box = page.get_by_role("checkbox", name=re.compile("^Practices"))

    box.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"/en/search/\?q=credit&kind=practice$"))
    expect(page.locator("#found-count")).not_to_have_text(before)
    expect(box).to_be_focused()

    page.locator("[data-facet=theme] summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"kind=practice&theme="))
    expect(page.locator("[data-facet=theme] input:focus")).to_be_checked()

    page.get_by_role("list", name="Narrowed by").get_by_role("link", name=re.compile("^Practices")).press("Enter")
    expect(page).to_have_url(re.compile(r"q=credit&theme=[a-z-]+$"))
    page.go_back()
    page.go_back()
    expect(page.locator("#found-count")).not_to_have_text(before)
    page.go_back()
    expect(page.locator("#found-count")).to_have_text(before)


def test_suggestions_are_walked_by_keyboard_and_lead_to_their_page(open_page):
    page = open_page("/en/")
    box = page.get_by_role("main").get_by_role("combobox")

    box.press_sequentially("dak", delay=30)
    expect(page.get_by_role("option").first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_contain_text("Dakar")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert faults(page, {"type": "tag", "values": RULES}) == []

    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("dak")
    box.press_sequentially("ar", delay=30)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/en/territories/sn-dakar/$"))


def test_list_and_map_of_answers_are_in_step(open_page):
    page = open_page("/en/search/?q=dakar&view=map")

    page.locator('a.point[data-place="sn-dakar"]').focus()
    assert page.locator('[data-places~="sn-dakar"].is-shown').count() > 0
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"q=dakar&territory=sn-dakar&view=map$"))


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_search_fits_a_small_phone(open_page, language):
    page = open_page(f"/{language}/search/?q=dakar&view=map&from=2010", **PHONE)

    page.locator("#narrow > summary").click()

    assert fits(page)


def test_search_works_without_scripts(open_page):
    page = open_page("/fr/search/", java_script_enabled=False)

    page.get_by_role("searchbox").fill("coopérative")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/fr/search/\?q=coop%C3%A9rative$"))
    page.get_by_role("checkbox", name=re.compile("^Pratiques")).check()
    page.get_by_label("Vos mots sont lus en").select_option("es")
    page.get_by_role("button", name="Afficher les résultats").click()

    expect(page).to_have_url(re.compile(r"\?q=coop%C3%A9rative&as=es&kind=practice$"))
    expect(page.get_by_role("heading", level=3).first).to_be_visible()


def counted(page: Page) -> str:
    return page.locator("#found-count").inner_text()
