"""One demo network and one browser for all journeys; a fresh profile for each."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.browsing import AXE, SECONDS, Witness, browser_path, running_browser
from tests.journeys.site import PASSWORD, Site

OpenPage = Callable[..., Page]


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    browser_path()
    served = Site(tmp_path_factory.mktemp("journeys"))
    try:
        served.start()
        yield served
    finally:
        served.stop()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


@pytest.fixture
def witness(site: Site) -> Iterator[Witness]:
    """Looked at when the journey is over: it fails if a page asked another host, broke the policy, or missed a part."""
    seen = Witness(urlsplit(site.url).netloc)
    yield seen
    assert (seen.strangers, seen.complaints, seen.missing) == ([], [], [])


@pytest.fixture
def open_page(site: Site, browser: Browser, witness: Witness) -> Iterator[OpenPage]:
    """`open_page("/fr/", viewport=…)`: a page in a profile of its own."""
    contexts: list[BrowserContext] = []
    expect.set_options(timeout=SECONDS * 1000)

    def opened(path: str = "/en/", **options: Any) -> Page:
        context = browser.new_context(base_url=site.url, **{"locale": "en-GB", **options})
        context.set_default_timeout(SECONDS * 1000)
        context.add_init_script(path=AXE)
        contexts.append(context)
        context.on("page", witness.watch)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def editor(open_page: OpenPage) -> Page:
    return signed_in(open_page, "editor@demo.example")


def signed_in(open_page: OpenPage, address: str) -> Page:
    page = open_page("/admin/login/", viewport={"width": 1280, "height": 900})
    page.get_by_text("I have a password").click()
    page.locator("#id_login").fill(address)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("details button[type=submit]").click()
    page.wait_for_url("**/admin/")
    return page
