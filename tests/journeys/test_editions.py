"""The secretariat makes a yearbook: sections, message, warnings, a figure that disagrees, preview, publication; a reader takes it along."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_accessibility import RULES, faults

pytestmark = pytest.mark.journey

MESSAGE = "Dear readers, {members} members act in {countries} countries."
CODE = "yearbook-2022"


def test_editor_makes_a_yearbook_and_a_reader_takes_it_along(editor, open_page):
    make_edition(editor)
    choose_sections(editor)
    write_message(editor)

    editor.get_by_role("link", name="Overview").click()
    expect(editor.get_by_role("main")).to_contain_text("French: “Message” is not written yet.")
    hold_a_printed_figure(editor)
    preview = editor.request.get(f"/admin/editions/edition/{CODE}/preview/en.pdf")
    assert (preview.headers["content-type"], preview.body()[:5]) == ("application/pdf", b"%PDF-")

    publish(editor)
    reader = open_page("/en/editions/")
    reader.get_by_role("link", name="Yearbook of the journey").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Yearbook of the journey")
    reader.get_by_role("link", name="Foreword").click()
    expect(reader.get_by_role("main")).to_contain_text(re.compile(r"Dear readers, 75 members act in \d+ countries\."))
    assert violations(reader) == []

    printed = reader.request.get(f"/en/editions/{CODE}/files/en.pdf")
    data = reader.request.get(f"/en/editions/{CODE}/files/en.zip")
    assert (printed.status, printed.body()[:5], data.body()[:2]) == (200, b"%PDF-", b"PK")


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_published_yearbook_is_read_in_every_language_on_a_phone(open_page, language):
    page = open_page(f"/{language}/editions/yearbook-2021/", viewport={"width": 320, "height": 700})
    assert violations(page) == []

    page.goto(f"/{language}/editions/yearbook-2021/read/{language}/glance/")

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def make_edition(editor: Page) -> None:
    editor.goto("/admin/editions/")
    editor.get_by_role("link", name="New edition").click()
    editor.get_by_label("Year", exact=True).fill("2022")
    editor.get_by_label("Code", exact=True).fill(CODE)
    editor.get_by_role("button", name="Save").click()
    editor.wait_for_url(f"**/editions/edition/{CODE}/")


def choose_sections(editor: Page) -> None:
    editor.get_by_role("link", name="Sections").click()
    editor.get_by_label("Survey", exact=True).uncheck()
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_label("Survey", exact=True)).not_to_be_checked()
    editor.get_by_role("button", name="Move “Directory of members” up").click()
    expect(editor.get_by_role("listitem").filter(has_text="Directory of members")).to_be_visible()


def write_message(editor: Page) -> None:
    editor.get_by_role("link", name="Words", exact=True).click()
    editor.get_by_label("Title", exact=True).fill("Yearbook of the journey")
    editor.get_by_label("Message", exact=True).fill(MESSAGE)
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_label("Message", exact=True)).to_have_value(MESSAGE)


def hold_a_printed_figure(editor: Page) -> None:
    """One that disagrees stops the publication until it is explained."""
    editor.goto(f"/admin/editions/edition/{CODE}/figures/")
    editor.get_by_label("What it counts").select_option("members")
    editor.get_by_label("Value").last.fill("80")
    editor.get_by_role("button", name="Add").click()
    expect(editor.get_by_role("main")).to_contain_text("disagrees")
    editor.goto(f"/admin/editions/edition/{CODE}/")
    editor.get_by_role("button", name="Publish").click()
    expect(editor.locator("body")).to_contain_text("1 figure disagrees with the count.")
    editor.goto(f"/admin/editions/edition/{CODE}/figures/")
    editor.get_by_label("English").first.fill("Five joined after the book was closed.")
    editor.get_by_role("button", name="Save").first.click()


def publish(editor: Page) -> None:
    editor.goto(f"/admin/editions/edition/{CODE}/")
    editor.get_by_role("button", name="Publish").click()
    expect(editor.locator("body")).to_contain_text("The edition is public.")


def violations(page: Page) -> list[str]:
    return faults(page, {"type": "tag", "values": RULES})
