"""An editor makes a kit and publishes it; a reader takes it along and opens it where there is no network."""

import io
import re
import zipfile
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import AXE
from tests.journeys.test_accessibility import RULES, faults

pytestmark = pytest.mark.journey

DEMO = "youth-co-operative-summer"


def test_editor_makes_a_kit_and_a_reader_opens_it_from_a_memory_stick(editor, open_page, browser, tmp_path):
    # Another each time: a journey that is tried once more finds the first try's kit there.
    code = f"kit-{uuid4().hex[:6]}"
    make_kit(editor, code)
    choose_contents(editor)
    write_introduction(editor, title=f"Journey {code}")

    editor.get_by_role("link", name="Overview").click()
    expect(editor.get_by_role("main")).to_contain_text("French: “Introduction” is not written yet.")
    expect(editor.get_by_role("main")).to_contain_text("1 practice, 1 transfer, 1 resource, 0 files passed on")
    assert violations(editor) == []
    editor.get_by_role("button", name="Publish").click()
    expect(editor.locator("body")).to_contain_text("The edition is public.")

    reader = open_page("/en/resources/")
    reader.get_by_role("link", name=re.compile("^Kits bring")).click()
    reader.get_by_role("link", name=f"Journey {code}").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(f"Journey {code}")
    assert violations(reader) == []
    printed = reader.request.get(f"/en/editions/{code}/files/en.pdf")
    assert (printed.status, printed.body()[:5]) == (200, b"%PDF-")
    book = taken(reader, re.compile("^EPUB.*English$"))
    assert book[30:58] == b"mimetypeapplication/epub+zip"
    folder = zipfile.ZipFile(io.BytesIO(taken(reader, re.compile("^Offline folder"))))
    folder.extractall(tmp_path)
    opened_without_network(browser, tmp_path / code)

    editor.reload()
    expect(editor.get_by_role("main")).to_contain_text("offline folder")
    editor.get_by_role("button", name="Begin the next version").click()
    expect(editor.locator("body")).to_contain_text("Version 2 is in preparation")


def test_what_a_kit_holds_is_put_in_order_with_the_keyboard(editor):
    editor.goto(f"/admin/editions/edition/{DEMO}/contents/")
    chosen = editor.locator(".desk-picker").first.locator("li > span")
    before = chosen.all_inner_texts()

    editor.get_by_role("button", name=re.compile("^Move down")).first.focus()
    editor.keyboard.press("Enter")

    assert chosen.all_inner_texts() == [before[1], before[0], *before[2:]]
    for _ in before:
        editor.keyboard.press("Enter")

    # One press too many moves nothing.
    assert chosen.all_inner_texts() == [*before[1:], before[0]]
    expect(editor.locator(":focus")).to_have_attribute("aria-label", re.compile(f"^Move down: {re.escape(before[0].rpartition(' ')[0])}$"))
    expect(editor.locator(":focus")).to_have_attribute("aria-disabled", "true")
    assert violations(editor) == []


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_kits_are_read_in_every_language_on_a_phone(open_page, language):
    page = open_page(f"/{language}/kits/", viewport={"width": 320, "height": 700})
    assert violations(page) == []

    for address in (f"kits/{DEMO}/", f"editions/{DEMO}/read/{language}/lessons/", f"editions/{DEMO}/read/{language}/questions/"):
        page.goto(f"/{language}/{address}")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def make_kit(editor: Page, code: str) -> None:
    editor.goto("/admin/editions/")
    editor.get_by_role("link", name="New kit").click()
    editor.get_by_label("Code", exact=True).fill(code)
    editor.get_by_role("button", name="Save").click()
    editor.wait_for_url(f"**/editions/edition/{code}/")


def choose_contents(editor: Page) -> None:
    editor.get_by_role("link", name="Contents").click()
    picks = (
        ("Practices", "youth service cooperatives in brit"),
        ("Transfers", "from quebec to brittany"),
        ("Resources and tools", "tiess"),
    )
    for label, typed in picks:
        box = editor.get_by_role("combobox", name=label)
        box.fill(typed)
        editor.get_by_role("option", name=re.compile(typed, re.IGNORECASE)).first.click()
        # An answer that comes late opens the list once more.
        editor.wait_for_load_state("networkidle")
        box.press("Escape")
    editor.get_by_role("button", name="Save").click()
    expect(editor.locator("body")).to_contain_text("The contents were saved.")


def write_introduction(editor: Page, *, title: str) -> None:
    editor.get_by_role("link", name="Words", exact=True).click()
    editor.get_by_label("Title", exact=True).fill(title)
    editor.get_by_label("Introduction", exact=True).fill("A summer, and **{practices}** practice to begin with.")
    editor.get_by_label("How to use this kit", exact=True).fill("- Read\n- Talk")
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_label("Title", exact=True)).to_have_value(title)


def taken(reader: Page, name: re.Pattern[str]) -> bytes:
    """The file a link leads to, as the browser takes it."""
    with reader.expect_download() as download:
        reader.get_by_role("link", name=name).click()
    return Path(download.value.path()).read_bytes()


def opened_without_network(browser: Browser, folder: Path) -> None:
    """From a file, without a server, on a narrow screen; then without JavaScript."""
    context = browser.new_context(offline=True, viewport={"width": 320, "height": 700})
    context.add_init_script(path=AXE)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Journey")
    assert violations(page) == []
    page.get_by_role("searchbox").fill("quimper")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_contain_text("Pages found:")
    page.locator("#results").get_by_role("link").first.click()
    expect(page.get_by_role("main")).to_contain_text("Quimper")
    assert violations(page) == []
    page.get_by_role("link", name="français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert [url for url in asked if not url.startswith("file:")] == []
    context.close()

    plain = browser.new_context(offline=True, java_script_enabled=False)
    page = plain.new_page()
    page.goto((folder / "en" / "search.html").as_uri())
    assert page.locator("noscript p").is_visible()
    plain.close()


def violations(page: Page) -> list[str]:
    return faults(page, {"type": "tag", "values": RULES})
