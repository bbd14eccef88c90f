"""A reader finds who has solved something, on a small phone, by keyboard alone, and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import PHONE, fits

pytestmark = pytest.mark.journey


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_reader_in_french_goes_from_the_front_door_to_people_places_and_topics(open_page):
    page = open_page("/", locale="fr-FR", **PHONE)
    expect(page).to_have_url(re.compile("/fr/$"))
    assert fits(page)

    page.get_by_role("combobox").last.fill("micro-jardins Dakar")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/fr/search/\?q="))
    assert fits(page)

    page.get_by_role("main").get_by_role("link", name=re.compile("Micro-jardins de Dakar")).first.click()
    expect(page).to_have_title(re.compile("Micro-jardins de Dakar"))
    assert fits(page)

    page.get_by_role("article").get_by_role("link", name="Ville de Dakar").first.click()
    expect(page).to_have_url(re.compile("/fr/members/dakar/$"))
    assert (heading(page), fits(page)) == ("Ville de Dakar", True)

    page.get_by_role("complementary").get_by_role("link", name="Dakar").first.click()
    expect(page).to_have_url(re.compile("/fr/territories/"))
    assert fits(page)
    page.get_by_role("main").get_by_role("link", name=re.compile("Micro-jardins de Dakar")).first.click()

    page.get_by_role("link", name="Agriculture urbaine").first.click()
    expect(page).to_have_url(re.compile("/fr/topics/themes/urban-agriculture/$"))
    assert fits(page)


@pytest.mark.parametrize(
    "path",
    [
        "practices/micro-gardening-dakar/",
        "members/dakar/",
        "practices/?theme=solidarity-finance",
        "search/?q=coop",
        "territories/africa-middle-east/",
        "nothing-here/",
    ],
)
def test_other_language_is_the_same_page(open_page, path):
    page = open_page(f"/fr/{path}")

    page.get_by_role("navigation", name="Langue").get_by_role("link", name="Español").click()

    expect(page).to_have_url(re.compile(f"/es/{re.escape(path)}$"))
    assert page.locator("html").get_attribute("lang") == "es"


def test_words_in_another_language_say_so(open_page):
    page = open_page("/es/practices/seoul-sse-2-0/")

    assert page.locator("article .text > div[lang=en]").count() > 0
    expect(page.locator(".notice").first).to_contain_text("se muestran en inglés")
    expect(page.locator(".languages")).to_contain_text(re.compile(r"한국어\s+original"))


def test_keyboard_reaches_the_content_first(open_page):
    page = open_page("/en/practices/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").is_visible()
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"


def test_keyboard_narrows_the_list_and_keeps_its_place(open_page):
    page = open_page("/en/practices/")
    before = shown(page)
    page.get_by_role("group").filter(has_text="Theme").locator("summary").first.focus()
    box = page.get_by_role("checkbox", name=re.compile("Solidarity finance")).first
    open_all(page)

    box.focus()
    page.keyboard.press("Space")

    expect(page).to_have_url(re.compile("theme=solidarity-finance"))
    expect(page.locator("#results [role=status]")).not_to_have_text(before)
    assert page.evaluate("document.activeElement.value") == "solidarity-finance"
    assert box.is_checked()
    page.go_back()
    expect(page.locator("#results [role=status]")).to_have_text(before)


def test_keyboard_walks_the_map_beside_its_list(open_page):
    page = open_page("/en/members/")
    rows = page.locator("[data-places]").evaluate_all("rows => rows.flatMap((row) => row.dataset.places.split(' '))")
    place = next(place for place in rows if page.locator(f'a.point[data-place="{place}"]').count())
    point = page.locator(f'a.point[data-place="{place}"]')

    point.focus()

    assert point.get_attribute("aria-label")
    assert page.locator(f'[data-places~="{place}"].is-shown').count() > 0
    assert ring(page) != "none"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"territory={place}"))


def test_every_stop_of_the_keyboard_can_be_seen(open_page):
    page = open_page("/en/")
    hidden = []
    for _ in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.outerHTML.slice(0, 80)")
        if name.startswith("<body"):
            break
        if ring(page) == "none":
            hidden.append(name)

    assert hidden == []


def test_site_works_without_scripts(open_page):
    page = open_page("/fr/", java_script_enabled=False)

    page.get_by_role("searchbox").last.fill("coopérative")
    page.get_by_role("main").get_by_role("button", name="Rechercher").click()
    expect(page).to_have_url(re.compile("/fr/search/"))
    page.goto("/fr/practices/")
    page.locator('[value="solidarity-finance"]').check()
    page.get_by_role("button", name="Afficher les résultats").click()

    expect(page).to_have_url(re.compile("theme=solidarity-finance"))
    page.locator("#results").get_by_role("heading").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_page_prints_without_what_only_a_screen_needs(open_page):
    page = open_page("/en/practices/micro-gardening-dakar/")

    page.emulate_media(media="print")

    assert not page.locator(".masthead__nav").is_visible()
    assert page.get_by_role("heading", level=1).is_visible()


def shown(page: Page) -> str:
    return page.locator("#results [role=status]").inner_text()


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")


def ring(page: Page) -> str:
    """What marks the element the keyboard is at."""
    return str(
        page.evaluate(
            """() => {
                const style = getComputedStyle(document.activeElement);
                const marked = style.outlineStyle !== "none" || style.boxShadow !== "none" || style.textDecorationThickness !== "auto";
                return marked ? "shown" : "none";
            }"""
        )
    )
