"""Words that try to run, in a browser that would let them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.planting import PATHS
from tests.journeys.site import Site

pytestmark = pytest.mark.journey

DESK_PATHS = ["practices/?q=onerror", "members/?q=onerror", "find/?q=onerror", "translations/", ""]


@pytest.fixture(scope="module")
def planted(site: Site) -> Iterator[None]:
    site.run("manage", "shell", "-c", "from tests.journeys.planting import plant; plant()")
    yield
    site.run("manage", "shell", "-c", "from tests.journeys.planting import take_away; take_away()")


def test_readers_see_words_that_do_not_run(planted, open_page):
    page = open_page("/en/about/")
    for path in PATHS:
        page.goto(f"/en/{path}")
        touch_everything(page)

        assert "onerror" in page.content()
        assert page.evaluate("window.__xss") is None


def test_editors_see_words_that_do_not_run(planted, editor):
    for path in DESK_PATHS:
        editor.goto(f"/admin/{path}")
        assert editor.evaluate("window.__xss") is None

    editor.goto("/admin/practices/?q=onerror")
    editor.get_by_role("main").locator("td a").first.click()
    editor.wait_for_load_state("networkidle")
    editor.get_by_role("button", name="Toggle preview").click()
    editor.frame_locator("iframe").first.locator("h1").wait_for()
    assert editor.evaluate("window.__xss") is None
    assert [frame.evaluate("window.__xss") for frame in editor.frames] == [None] * len(editor.frames)
    editor.goto(editor.url.replace("/edit/", "/history/"))
    assert editor.evaluate("window.__xss") is None


def test_policy_would_stop_what_was_missed(site: Site, browser: Browser):
    """Were a word to reach a page as markup all the same."""
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    blocked: list[str] = []
    page.on("console", lambda message: blocked.append(message.text))
    page.goto("/en/about/")

    page.evaluate(
        'document.querySelector(\'main\').innerHTML += \'<img src="/favicon.svg" onload="window.__xss=1"><a id=run href="javascript:window.__xss=1">x</a>\''
    )
    page.evaluate("document.head.append(Object.assign(document.createElement('script'), {textContent: 'window.__xss=1'}))")
    page.evaluate("document.head.append(Object.assign(document.createElement('script'), {src: 'http://evil.example/x.js'}))")
    page.locator("#run").click()
    page.wait_for_timeout(300)

    assert page.evaluate("window.__xss") is None
    assert len([text for text in blocked if "Content Security Policy" in text]) >= 4
    context.close()


def touch_everything(page: Page) -> None:
    """Handlers that wait for a hand or a key get both."""
    page.mouse.move(400, 300)
    for _ in range(12):
        page.keyboard.press("Tab")
