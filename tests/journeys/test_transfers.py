"""Two members bring a practice from one to the other: opened from its page, adapted, tried, agreed by both, read by all."""

import re
from secrets import token_hex

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import AT_REST, fits, sticking_out
from tests.journeys.conftest import OpenPage
from tests.journeys.site import Site
from tests.journeys.test_accessibility import lacks
from tests.journeys.test_space import PHONE, enter

pytestmark = pytest.mark.journey

PAGES = ("transfers/", "transfers/youth-cooperatives-quebec-brittany/", "practices/cjs-quebec/", "members/la-fabrique/")


def opened(page: Page, name: str) -> None:
    """From the page of the practice, as a member on a phone."""
    page.get_by_role("link", name="Take this up").click()
    page.get_by_label("What shall it be called?").fill(name)
    page.get_by_role("button", name="Open the transfer").click()
    expect(page.get_by_text("Both sides can work on it from here.")).to_be_visible()
    assert fits(page), sticking_out(page)
    # Opened before on the same demo, it keeps its first name.
    page.get_by_role("link", name="Title, summary, lessons").click()
    page.get_by_label("Title", exact=True).fill(name)
    page.get_by_label("In two or three sentences").fill("Example: the districts of Dakar try what those of Seoul have done.")
    page.get_by_role("button", name="Save").click()


def told(page: Page, mark: str) -> None:
    """An adaptation, and a pilot that has ended."""
    page.get_by_role("link", name="Record an adaptation").click()
    page.get_by_label("What it was at the origin").fill("Districts of a metropolis with a law of their own.")
    page.get_by_label("What it became here").fill(f"Example: communes under one agreement {mark}.")
    page.get_by_label("Why", exact=True).fill("The law of Senegal knows communes.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Tell a pilot").click()
    page.get_by_label("What it is called, or where it was").fill(f"Example: Médina {mark}")
    page.get_by_label("Began").fill("2026-03")
    page.get_by_label("Ended").fill("2026-05")
    page.get_by_label("What came of it").fill("It held.")
    page.get_by_role("button", name="Save").click()


def noted(page: Page, words: str) -> None:
    page.get_by_role("link", name="Plan, journal, meetings, files").click()
    page.locator("#journal summary").click()
    page.get_by_label("What do you want to keep?").fill(words)
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text(words)).to_be_visible()


def test_practice_of_seoul_goes_to_dakar(open_page: OpenPage, site: Site):
    mark = token_hex(3)
    name = f"Special districts for Dakar {mark}"
    page = enter(open_page, site, "member@demo.example", "/en/practices/seoul-special-districts/", **PHONE)
    opened(page, name)
    table = page.url.replace("#", "")
    told(page, mark)
    noted(page, f"zqjournal{mark}")
    page.goto(table)
    page.get_by_role("button", name="We agree to publish this version").click()
    expect(page.get_by_text("It is public once the other side agrees too.")).to_be_visible()
    expect(open_page("/en/transfers/").get_by_text(name)).to_have_count(0)

    seoul = enter(open_page, site, "seoul@demo.example", "/en/my/seoul/transfers/")
    seoul.get_by_role("link", name=name).click()
    seoul.get_by_role("button", name="We agree to publish this version").click()
    expect(seoul.get_by_text("Both sides have agreed: it is public.")).to_be_visible()

    # A reader of their own: browsers keep pages for a minute.
    reader = open_page("/en/practices/seoul-special-districts/")
    expect(reader.locator("#travels")).to_contain_text("Dakar")
    for path in ("/en/members/dakar/", "/en/members/seoul/", "/en/transfers/"):
        reader.goto(path)
        reader.get_by_role("link", name=name).first.click()
        expect(reader.get_by_role("main")).to_contain_text(f"communes under one agreement {mark}")
        expect(reader.get_by_role("main")).to_contain_text("March 2026")
        expect(reader.get_by_text(f"zqjournal{mark}")).to_have_count(0)


def test_drawing_says_the_same_as_its_table(open_page: OpenPage):
    page = open_page("/en/practices/cjs-quebec/", viewport={"width": 1280, "height": 900})

    expect(page.locator("#travels svg.lineage--wide")).to_be_visible()
    expect(page.locator("#travels svg.lineage--narrow")).to_be_hidden()
    page.locator("#travels summary").click()
    expect(page.locator("#travels table")).to_contain_text(re.compile(r"2015: 21; 2018: ≈\s50 / 13"))


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_axe_finds_nothing_on_pages_of_transfers(open_page: OpenPage, site: Site, language: str):
    page = enter(
        open_page, site, "seoul@demo.example", f"/{language}/my/seoul/transfers/", **AT_REST, viewport={"width": 320, "height": 640}
    )
    link = page.locator(".rows .row__title a").first.get_attribute("href") or ""
    told = [f"/{language}/{path}" for path in (*PAGES, "my/seoul/transfers/")]

    assert lacks(page, [*told, link, *(f"{link}{name}/" for name in ("work", "frame", "figures", "words"))]) == {}
