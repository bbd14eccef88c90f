"""What a first visit costs, as it goes over the wire."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.journey

FIRST_VIEW = 150 * 1024
SCRIPTS = 60 * 1024
PAGES = [
    "",
    "practices/",
    "practices/micro-gardening-dakar/",
    "members/",
    "members/dakar/",
    "resources/",
    "territories/africa-middle-east/",
    "topics/",
    "search/?q=coop",
]


@pytest.mark.parametrize("path", PAGES)
def test_first_view_is_light(open_page, path):
    page = open_page("/healthz")
    weights = weigh(page)

    page.goto(f"/fr/{path}", wait_until="networkidle")

    photos = sum(size for kind, url, size in weights if kind == "image" and "/media/" in url)
    assert sum(size for _kind, _url, size in weights) - photos <= FIRST_VIEW, weights
    assert sum(size for kind, _url, size in weights if kind == "script") <= SCRIPTS


def test_second_view_fetches_the_page_alone(open_page):
    page = open_page("/fr/")
    page.wait_for_load_state("networkidle")
    weights = weigh(page)

    page.goto("/fr/about/", wait_until="networkidle")

    assert [url for kind, url, size in weights if kind in ("stylesheet", "script", "font") and size > 0] == []


def weigh(page: Page) -> list[tuple[str, str, int]]:
    """Kind, address and bytes of every answer from now on, headers and all, compressed as they came."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, tuple[str, str]] = {}
    weights: list[tuple[str, str, int]] = []
    session.on(
        "Network.responseReceived", lambda event: kinds.update({event["requestId"]: (event["type"].lower(), event["response"]["url"])})
    )
    session.on(
        "Network.loadingFinished", lambda event: weights.append((*kinds.get(event["requestId"], ("", "")), int(event["encodedDataLength"])))
    )
    return weights
