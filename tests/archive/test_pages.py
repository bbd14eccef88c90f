import pytest
from lxml import html

from cities.archive.pages import (
    Shelf,
    forwarding_page,
    frozen_page,
    links_of_asset,
    links_of_page,
    local_address,
    page_address,
    page_file,
    sheet_script,
)

SITE = "https://commons.example.org"
SHELF = Shelf(
    site=SITE,
    files={
        "/en/practices/": "en/practices/index.html",
        "/en/practices/?page=2": "en/practices/page-2/index.html",
        "/en/practices/credit/": "en/practices/credit/index.html",
        "/static/a b.css": "static/a b.css",
        "/static/icons.svg": "static/icons.svg",
    },
)


def frozen(body):
    text = f"<!doctype html><html lang=en><head></head><body><main>{body}</main></body></html>"
    return html.document_fromstring(frozen_page(text, address="/en/practices/", shelf=SHELF, notice="A copy."))


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/en/", "/en/"),
        ("credit/", "/en/practices/credit/"),
        ("?page=2", "/en/practices/?page=2"),
        ("../about/#top", "/en/about/"),
        (f"{SITE}/id/1", "/id/1"),
        (SITE, "/"),
        ("https://elsewhere.example/en/", None),
        ("//elsewhere.example/en/", None),
        ("http://commons.example.org/", None),
        ("mailto:somebody@example.org", None),
    ],
)
def test_local_address_of_a_link(link, expected):
    assert local_address(link, base="/en/practices/", site=SITE) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [("/en/", "/en/"), ("/en/?page=2", "/en/?page=2"), ("/en/?theme=work", None), ("/en/?page=2&theme=work", None), ("/en/?", "/en/")],
)
def test_only_next_pages_of_a_list_can_be_kept(address, expected):
    assert page_address(address) == expected


@pytest.mark.parametrize(
    ("address", "is_page", "expected"),
    [
        ("/", True, "index.html"),
        ("/en/practices/", True, "en/practices/index.html"),
        ("/en/practices/?page=2", True, "en/practices/page-2/index.html"),
        ("/id/1", True, "id/1/index.html"),
        ("/en/feeds/cite/1.bib", False, "en/feeds/cite/1.bib"),
        ("/documents/1/caf%C3%A9.pdf", False, "documents/1/café.pdf"),
        ("/../../etc/passwd", False, "etc/passwd"),
    ],
)
def test_file_an_address_is_kept_in(address, is_page, expected):
    assert page_file(address, is_page=is_page) == expected


def test_links_are_told_apart_from_what_a_page_shows():
    text = (
        '<link rel="stylesheet" href="/static/a.css?v=1"><a href="/en/?page=2">2</a><a href="?theme=work">Work</a><a href="#top">Top</a>'
        '<img src="/media/a.jpg"><script src="/static/a.js"></script><svg><use href="/static/icons.svg#next"/></svg>'
        '<a href="https://elsewhere.example/">Out</a>'
    )

    found = links_of_page(f"<html><body>{text}</body></html>", address="/en/practices/", site=SITE)

    assert found.pages == {"/en/?page=2"}
    assert found.assets == {"/static/a.css", "/media/a.jpg", "/static/a.js", "/static/icons.svg"}


def test_links_of_styles_and_scripts():
    style = "@font-face { src: url('../fonts/a.woff2') } .b { background: url(data:image/png;base64,AA) }"
    script = 'import { a } from "./a.js"; import("/static/js/b.js"); const text = "./c.js";'

    assert links_of_asset(style, address="/static/css/a.css", site=SITE) == {"/static/fonts/a.woff2"}
    assert links_of_asset(script, address="/static/js/x.js", site=SITE) == {"/static/js/a.js", "/static/js/b.js"}


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("credit/", "credit/index.html"),
        (f"{SITE}/en/practices/credit/#sources", "credit/index.html#sources"),
        ("?page=2", "page-2/index.html"),
        ("https://elsewhere.example/?a=b", "https://elsewhere.example/?a=b"),
        ("#top", "#top"),
        ("mailto:somebody@example.org", "mailto:somebody@example.org"),
    ],
)
def test_links_lead_to_files(link, expected):
    assert frozen(f'<a href="{link}">x</a>').find(".//a").get("href") == expected


def test_link_to_what_was_not_kept_is_plain_text():
    page = frozen('<a href="/en/gone/">Gone</a><a href="?theme=work">Work</a><img src="/media/gone.jpg">')

    assert (page.findall(".//a"), page.findall(".//img")) == ([], [])
    assert [span.text for span in page.iterfind(".//span")] == ["Gone", "Work"]


def test_names_of_files_are_quoted():
    assert frozen('<link rel="stylesheet" href="/static/a%20b.css">').findall(".//link") == []
    assert frozen('<img src="/static/a b.css">').find(".//img").get("src") == "../../static/a%20b.css"


def test_what_needs_a_server_is_taken_away():
    page = frozen(
        '<details><summary>Narrow</summary><form><input name="q"></form></details><p data-living>Sort by …</p>'
        '<details><summary>More</summary><p>Kept</p></details><p hx-get="/x">Text</p>'
    )

    assert (page.findall(".//form"), [details.findtext("summary") for details in page.iter("details")]) == ([], ["More"])
    assert [p.text for p in page.iter("p")] == ["A copy.", "Kept", "Text"]
    assert page.findall(".//*[@hx-get]") == []


def test_drawings_get_help_where_no_server_is():
    with_drawing = frozen('<svg><use href="/static/icons.svg#next"/></svg>')

    assert with_drawing.find(".//use").get("href") == "../../static/icons.svg#next"
    assert [script.get("src") for script in with_drawing.iter("script")] == ["../../frozen.js"]
    assert frozen('<svg><use href="#here"/></svg>').findall(".//script") == []


def test_sheet_of_drawings_hands_itself_over():
    assert sheet_script("icons.svg", '<svg xmlns="x"><symbol id="a"/></svg>').startswith('frozenSheet("icons.svg", "<svg width=')


def test_forwarding_page_escapes_and_offers_languages():
    text = forwarding_page('../a&"b/index.html', others={"fr": "../fr/index.html"})

    assert 'content="0; url=../a&amp;&quot;b/index.html"' in text
    assert '<a href="../fr/index.html" hreflang="fr" lang="fr">' in text
