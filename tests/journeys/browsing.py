"""A browser that tells when a page asks another host for something, breaks the site's own rules, or stumbles."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    # Whatever slips through finds nobody.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]
# Colours are measured when they have come to rest.
AT_REST = {"reduced_motion": "reduce"}
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
SECONDS = 15
# What a page needs besides itself.
PARTS = {"stylesheet", "script", "font", "image", "fetch", "xhr"}


def browser_path() -> str:
    """The system's Chromium: CITIES_TEST_BROWSER, or what it is called elsewhere."""
    wanted = [os.environ.get("CITIES_TEST_BROWSER", ""), "chromium", "chromium-browser", "google-chrome"]
    found = next((path for name in wanted if name and (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("No Chromium on this machine: install one (apt-get install chromium) or name one in CITIES_TEST_BROWSER")
    return found


@dataclass
class Witness:
    """What went on in the pages of one test."""

    host: str
    strangers: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("request", lambda request: self._ask(request.url))
        page.on("response", self._answer)
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _ask(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != self.host:
            self.strangers.append(url)

    def _answer(self, response: Any) -> None:
        if response.status >= 400 and response.request.resource_type in PARTS:
            self.missing.append(f"{response.status} {response.url}")

    def _hear(self, kind: str, text: str) -> None:
        # A page that answers 404 or 410 is said here too, and is often what a test asks for.
        if kind == "error" and "Failed to load resource" not in text:
            self.complaints.append(text)


@contextmanager
def running_browser() -> Iterator[Browser]:
    path = browser_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def fits(page: Page) -> bool:
    """Nothing to scroll sideways for."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def sticking_out(page: Page) -> list[str]:
    """What is wider than the screen, for the message of a failing test."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
            .map((element) => `${element.tagName.toLowerCase()}.${element.className} ${Math.round(element.getBoundingClientRect().right)}`)
            .slice(0, 8)"""
    )
    return found
