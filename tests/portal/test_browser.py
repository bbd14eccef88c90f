"""The portal's pages in a real browser: what axe finds, what overflows, what leaves the machine, what scripts add."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from cities.core.actions import withdraw_record

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

AXE = Path(__file__).parent.parent / "journeys" / "vendor" / "axe.min.js"
CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome") if Path(path).exists()), "")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENS = {"desk in daylight": (1280, "light"), "phone at night": (320, "dark")}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    # Playwright's own loop runs in this thread while Django works in another.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("screen", SCREENS)
def test_page_of_what_was_withdrawn_is_accessible_fits_and_keeps_to_itself(browser, live_server, network, screen, language):
    withdraw_record(network.other, reason="Wrong.", by=None)
    width, colours = SCREENS[screen]
    opened = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=colours)
    outside, complaints = [], []
    opened.on("request", lambda request: outside.append(request.url) if not request.url.startswith(live_server.url) else None)
    opened.on("console", lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None)

    faults = _faults(opened, f"{live_server.url}/{language}/practices/depot/")

    assert (faults, outside, complaints) == ([], [], [])
    opened.close()


def test_library_answers_a_choice_at_once_and_keeps_the_focus(page, live_server, network):
    page.goto(f"{live_server.url}/en/practices/")

    page.get_by_label("Finance").check()
    page.wait_for_url("**/en/practices/?theme=finance")

    assert page.locator("#results h2").inner_text() == "1 practice"
    assert page.evaluate("document.activeElement.value") == "finance"


def test_library_can_be_narrowed_without_scripts(browser, live_server, network):
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{live_server.url}/en/practices/")

    plain.get_by_label("Finance").check()
    plain.get_by_role("button", name="Show results").click()

    assert plain.locator("#results h2").inner_text() == "1 practice"
    context.close()


def test_directory_keeps_list_and_map_in_step(page, live_server, network):
    page.goto(f"{live_server.url}/en/members/")

    page.get_by_role("link", name="City of Dakar").hover()

    assert page.locator('[data-place="sn-dakar"].is-shown').count() == 1
    page.locator('[data-place="ca-montreal"]').focus()
    assert page.locator('.row.is-shown[data-places="ca-montreal"]').count() == 1


def test_directory_map_leads_to_the_members_of_a_place(page, live_server, network):
    page.goto(f"{live_server.url}/en/members/")

    page.locator('[data-place="sn-dakar"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/members/?territory=sn-dakar")

    assert page.locator("#results h2").inner_text() == "1 member"


def test_citation_can_be_copied(browser, live_server, network):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    opened.goto(f"{live_server.url}/en/practices/fodem/")

    opened.get_by_role("button", name="Copy").click()
    opened.get_by_text("Copied").wait_for()

    assert opened.evaluate("navigator.clipboard.readText()").startswith("CITIES (")
    context.close()


def test_first_thing_the_keyboard_meets_leads_to_the_content(page, live_server, network):
    page.goto(f"{live_server.url}/en/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/#content")

    assert page.evaluate("document.activeElement.id") == "content"


def test_first_view_of_the_home_page_is_light(page, live_server, network):
    sizes = []
    page.on("response", lambda response: sizes.append(len(response.body())))

    page.goto(f"{live_server.url}/en/", wait_until="networkidle")

    # Uncompressed here; compressed on a real host to about a third.
    assert sum(sizes) < 260_000


def _faults(page: Page, address: str) -> list[str]:
    page.goto(address)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    named = [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in found]
    return named + ([f"{overflow} px too wide"] if overflow > 0 else [])
