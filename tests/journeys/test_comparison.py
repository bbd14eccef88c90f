"""Two members compare practices: chosen, filled by both, shared by a link, published, read on a phone, in print, in three languages."""

import re
from secrets import token_hex

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from tests.journeys.browsing import AT_REST, fits, sticking_out
from tests.journeys.conftest import OpenPage
from tests.journeys.site import Site
from tests.journeys.test_accessibility import RULES, faults
from tests.journeys.test_space import PHONE, enter

pytestmark = pytest.mark.journey

SHARED = "comparisons/urban-commons-side-by-side/"
PAGES = ("comparisons/", SHARED, f"{SHARED}?show=differences&beside=2", "comparisons/new/", "my/dakar/comparisons/")


def begun(page: Page, name: str) -> None:
    """From the page of a practice, on a phone."""
    page.get_by_role("link", name="Compare it").click()
    page.get_by_label("What shall it be called?").fill(name)
    page.get_by_role("button", name="Choose what is compared").click()
    page.get_by_label("Find by words").fill("Naples")
    page.locator("main").get_by_role("button", name="Search").click()
    page.get_by_label("Civic use of public buildings in Naples").check()
    page.get_by_role("button", name="Add and go on").click()
    expect(page.get_by_text("Added.")).to_be_visible()
    assert fits(page), sticking_out(page)


def invited(page: Page, name: str) -> None:
    page.get_by_label("Invite another member to write along").select_option(label=name)
    page.get_by_role("button", name="Invite", exact=True).click()
    expect(page.get_by_text("Everybody who acts for this organisation can write along")).to_be_visible()


def cell(page: Page, group: str) -> Locator:
    return page.locator(".filling", has=page.get_by_role("group", name=group))


def state(page: Page, now: str) -> None:
    expect(page.locator("[data-state]")).to_have_attribute("data-now", now)


def typed(page: Page, ownership: str, source: str) -> None:
    """Nobody presses a button: it is saved as it is typed."""
    question = cell(page, "To whom it belongs")
    question.get_by_label(ownership).check()
    question.locator("summary").click()
    question.get_by_label("Title").fill(source)
    question.get_by_label("Page", exact=True).fill("page 3")


def decided(page: Page) -> None:
    """The other was quicker: theirs stands, answer and source, until this person has decided on both."""
    state(page, "conflict")
    assert faults(page, {"type": "tag", "values": RULES}) == []
    assert fits(page), sticking_out(page)
    question = cell(page, "To whom it belongs")
    expect(question.locator("fieldset.conflict")).to_have_count(2)
    for left in (1, 0):
        question.locator("fieldset.conflict").first.get_by_label("Theirs:").click()
        expect(question.locator("fieldset.conflict")).to_have_count(left)
    state(page, "saved")


def shared(page: Page) -> str:
    page.get_by_role("button", name="Share by a link").click()
    return page.get_by_label("Link to read the comparison").input_value()


def published(editor: Page, name: str) -> None:
    editor.get_by_role("link", name=name).first.click()
    editor.get_by_role("button", name="Publish", exact=True).click()
    expect(editor.get_by_text("The comparison is public.")).to_be_visible()


def test_dakar_and_seoul_compare_two_practices(open_page: OpenPage, site: Site):
    mark = token_hex(3)
    name, report = f"Lending and looking after {mark}", f"Example: a report {mark}"
    page = enter(open_page, site, "member@demo.example", "/en/practices/fodem-dakar/", **PHONE)
    begun(page, name)
    invited(page, "Seoul Metropolitan Government")
    page.get_by_role("link", name="Civic use of public buildings in Naples").click()
    expect(page.get_by_text("From the record, as long as you say nothing else").first).to_be_visible()
    assert fits(page), sticking_out(page)

    # Both have the page open.
    seoul = enter(open_page, site, "seoul@demo.example", page.url)
    typed(seoul, "to the city or another public body", report)
    state(seoul, "saved")
    typed(page, "to nobody", f"Example: a rumour {mark}")
    decided(page)
    expect(cell(page, "To whom it belongs").get_by_label("to the city or another public body")).to_be_checked()
    page.get_by_role("button", name="Save and finish").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()

    reader = open_page("/en/about/")
    reader.goto(shared(page))
    expect(reader.get_by_role("heading", name=name)).to_be_visible()
    expect(reader.locator("#c-ownership")).to_contain_text("to the city or another public body")
    expect(open_page("/en/comparisons/").get_by_text(name)).to_have_count(0)

    page.get_by_role("button", name="Ask to publish it").click()
    published(enter(open_page, site, "editor@demo.example", "/admin/comparisons/?state=waiting"), name)
    expect(open_page("/en/practices/civic-use-naples/").get_by_role("link", name=name)).to_be_visible()


def test_line_breaks_while_cells_are_filled(open_page: OpenPage, site: Site):
    mark = token_hex(3)
    page = enter(open_page, site, "member@demo.example", "/en/practices/fodem-dakar/", **PHONE)
    begun(page, f"Over a weak line {mark}")
    page.get_by_role("link", name="Civic use of public buildings in Naples").click()
    filling = page.url
    question = cell(page, "To whom it belongs")

    # The script has come; what is typed before it has is saved when it comes.
    expect(page.locator("input[name=script]")).to_have_value("1")
    page.context.set_offline(True)
    question.get_by_label("to nobody").check()
    question.locator("summary").click()
    question.get_by_label("Page", exact=True).fill("page 3")
    state(page, "offline")
    with pytest.raises(Error):
        page.reload()

    page.context.set_offline(False)
    page.goto(filling)
    expect(question.get_by_label("to nobody")).to_be_checked()
    # A page of no document is no source yet: it stays on the device, and the rest is saved.
    state(page, "unfit")
    question.locator("summary").click()
    expect(question.get_by_label("Page", exact=True)).to_have_value("page 3")
    expect(question.get_by_text("In which document is this page?")).to_be_visible()
    question.get_by_label("Title").fill(f"Example: a report {mark}")
    state(page, "saved")
    assert page.evaluate("localStorage.length") == 0

    page.reload()
    expect(question.get_by_label("to nobody")).to_be_checked()
    expect(question.locator("summary")).to_contain_text(f"Example: a report {mark}")


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_axe_finds_nothing_on_pages_of_comparisons(open_page: OpenPage, site: Site, language: str):
    page = enter(
        open_page, site, "member@demo.example", f"/{language}/my/dakar/comparisons/", **AT_REST, viewport={"width": 320, "height": 640}
    )
    link = page.locator(".rows .row__title a").first
    own = [(link.get_attribute("href") or "").removeprefix(f"/{language}/")] if link.count() else []
    found: dict[str, list[str]] = {}
    for path in (*PAGES, *own, *(f"{address}{name}/" for address in own for name in ("words", "choose"))):
        page.emulate_media(color_scheme="light")
        page.goto(f"/{language}/{path}")
        found[path] = faults(page, {"type": "tag", "values": RULES}) + ([] if fits(page) else sticking_out(page))
        page.emulate_media(color_scheme="dark")
        found[f"{path}, dark"] = faults(page, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]})

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_phone_shows_two_sides(open_page: OpenPage):
    page = open_page(f"/en/{SHARED}", viewport={"width": 320, "height": 640})
    heads = page.locator(".sides thead th:visible")
    expect(heads).to_have_count(2)

    page.get_by_label("Read the others beside").select_option("3")
    page.get_by_label("Show", exact=True).select_option("4")
    page.locator(".comparison__tools").get_by_role("button", name="Show").click()

    expect(heads.nth(0)).to_contain_text("Huerto Roma Verde")
    expect(heads.nth(1)).to_contain_text("Locality")
    assert fits(page), sticking_out(page)


def test_print_shows_all_sides_without_controls(open_page: OpenPage):
    page = open_page(f"/en/{SHARED}", viewport={"width": 320, "height": 640})
    page.emulate_media(media="print")

    expect(page.locator(".sides thead th:visible")).to_have_count(5)
    expect(page.locator(".comparison__tools")).to_be_hidden()


def test_without_a_script_it_is_read_as_well(open_page: OpenPage):
    page = open_page(f"/fr/{SHARED}", java_script_enabled=False)
    page.locator("#show").check()
    page.locator(".comparison__tools").get_by_role("button").click()

    expect(page).to_have_url(re.compile("show=differences"))
    expect(page.locator("#c-ownership")).to_be_visible()
