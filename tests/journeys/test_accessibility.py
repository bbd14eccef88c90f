"""axe finds nothing, on any kind of page, in any language, by day and by night; and nothing sticks out on a small phone."""

import json
from collections.abc import Iterable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.browsing import AT_REST, PHONE, fits, sticking_out

pytestmark = pytest.mark.journey

PAGES = {
    "home": "",
    "library": "practices/",
    "library-narrowed": "practices/?theme=solidarity-finance&territory=africa-middle-east&theme=nonsense",
    "practice": "practices/micro-gardening-dakar/",
    "practice-in-korean": "practices/seoul-sse-2-0/",
    "directory": "members/",
    "directory-nothing": "members/?territory=oceania&category=research",
    "member": "members/dakar/",
    "resources": "resources/",
    "resource": "resources/urbact-transfer-guide/",
    "territories": "territories/",
    "territory": "territories/africa-middle-east/",
    "topics": "topics/",
    "topic": "topics/themes/solidarity-finance/",
    "search": "search/?q=coop",
    "search-narrowed": "search/?q=coop&kind=practice&territory=europe&theme=nonsense&from=1990&view=map",
    "search-nothing": "search/?q=zzzz&kind=resource&to=1000",
    "search-start": "search/",
    "sign-in": "account/login/",
    "join": "join/",
    "write": "members/dakar/write/",
    "about": "about/",
    "accessibility": "accessibility/",
    "privacy": "privacy/",
    "design": "design/",
    "not-found": "nothing-here/",
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NIGHT = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_axe_finds_nothing(open_page, language):
    page = open_page("/en/about/", **AT_REST)
    found: dict[str, list[str]] = {}
    for name, path in PAGES.items():
        page.emulate_media(color_scheme="light")
        response = page.goto(f"/{language}/{path}")
        assert (name, response.status) == (name, 404 if name == "not-found" else 200)
        found[name] = faults(page, {"type": "tag", "values": RULES})
        page.emulate_media(color_scheme="dark")
        # The colours are all that differs by night.
        found[f"{name}, dark"] = faults(page, NIGHT)

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_nothing_sticks_out_of_a_small_phone(open_page, language):
    page = open_page("/en/about/", **PHONE)
    wide: dict[str, list[str]] = {}
    for name, path in PAGES.items():
        page.goto(f"/{language}/{path}")
        if not fits(page):
            wide[name] = sticking_out(page)

    assert wide == {}


def test_axe_would_find_something(open_page):
    page = open_page("/en/about/")

    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/favicon.ico\"><a href=\"#\"></a>')")

    assert faults(page, {"type": "tag", "values": RULES}) != []


@pytest.mark.parametrize(
    "path",
    [
        "login/",
        "",
        "find/",
        "translations/",
        "imports/",
        "instruments/",
        "instruments/new/",
        "practices/",
        "members/",
        "resources/",
        "snippets/places/territory/",
    ],
)
def test_axe_finds_nothing_in_what_the_desk_adds(editor, path):
    """Wagtail answers for its own frame; the contents of our screens are ours."""
    editor.goto(f"/admin/{path}")

    assert desk_faults(editor) == []


@pytest.mark.parametrize(("path", "tabs"), [("practices/?q=phare", 5), ("members/?q=bilbao", 5), ("resources/?q=urbact", 4)])
def test_axe_finds_nothing_in_any_tab_of_a_record(editor, path, tabs):
    editor.goto(f"/admin/{path}")
    editor.locator("#main td a[href*='/edit/']").first.click()
    editor.wait_for_url("**/edit/**")
    found: dict[str, list[str]] = {}
    # The tabs of languages are inside the first.
    shown = [tab for tab in editor.locator("#main [role=tab]:not(.desk-texts__tab)").all() if tab.is_visible()]
    for tab in shown:
        tab.click()
        found[tab.inner_text()] = desk_faults(editor)

    assert len(shown) >= tabs
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_axe_finds_nothing_in_the_review_of_an_import(editor, site, tmp_path):
    table = tmp_path / "members.csv"
    table.write_text(
        "name,country,city,member since\nVille de Thiès,Sénégal,Thiès,2022\nCity of Dakar,Senegal,Dakar,2018\n", encoding="utf-8"
    )
    batch = json.loads(site.run("import", str(table), "--json"))["batch"]
    editor.goto(f"/admin/imports/{batch}/")
    on_batch = desk_faults(editor)
    editor.locator("#main a[href*='/items/']").first.click()
    editor.wait_for_url("**/items/**")

    assert (on_batch, desk_faults(editor)) == ([], [])


def desk_faults(page: Page) -> list[str]:
    return faults(page, {"type": "tag", "values": RULES}, within="#main")


def lacks(page: Page, paths: Iterable[str], *, opens_all: bool = False) -> dict[str, list[str]]:
    """What axe finds on each, by day and by night, and what sticks out of the screen; with `opens_all` what is folded up as well."""
    found: dict[str, list[str]] = {}
    for path in paths:
        page.emulate_media(color_scheme="light")
        page.goto(path)
        if opens_all:
            page.evaluate("document.querySelectorAll('details').forEach((group) => { group.open = true; })")
        found[path] = faults(page, {"type": "tag", "values": RULES}) + ([] if fits(page) else sticking_out(page))
        page.emulate_media(color_scheme="dark")
        # The colours are all that differs by night.
        found[f"{path}, dark"] = faults(page, NIGHT)
    return {name: wrong for name, wrong in found.items() if wrong}


def faults(page: Page, rules: dict[str, Any], within: str = "") -> list[str]:
    answer = page.evaluate(
        "([within, rules]) => axe.run(within && document.querySelector(within) || document, {runOnly: rules, resultTypes: ['violations']})",
        [within, rules],
    )
    return [f"{fault['id']}: {node['html'][:160]}" for fault in answer["violations"] for node in fault["nodes"][:3]]
