import posixpath
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from cities.archive.actions import freeze_site
from cities.archive.faults import ArchiveFault
from cities.commons.practices.models import Practice

TODAY = date(2026, 11, 22)
STARTS = ["/", "/en/", "/fr/", "/es/", "/sitemap.xml"]


@pytest.fixture
def frozen(network, tmp_path):
    return freeze_site(tmp_path / "site", starts=STARTS, today=TODAY)


def pages(folder):
    return {path.relative_to(folder).as_posix(): html.fromstring(path.read_bytes()) for path in folder.rglob("*.html")}


def dead_links(folder):
    """Links to files that are not there, as seen from the file they stand in."""
    dead = []
    for name, page in pages(folder).items():
        for element, _, link, _ in page.iterlinks():
            target = urlsplit(link)
            if target.scheme or target.netloc or not target.path:
                continue
            file = Path(posixpath.normpath(posixpath.join(folder, posixpath.dirname(name), unquote(target.path))))
            if target.path.startswith("/") or not file.is_file():
                dead.append((name, element.tag, link))
    return dead


def test_every_public_page_is_there_in_every_language_and_leads_nowhere_dead(frozen, network):
    assert dead_links(frozen.folder) == []
    assert frozen.pages > 30
    for language in ("en", "fr", "es"):
        assert (frozen.folder / language / "practices" / "credit" / "index.html").is_file()
        assert (frozen.folder / language / "territories" / "sn-dakar" / "index.html").is_file()
    assert "Crédit 🌍" in (frozen.folder / "fr" / "practices" / "credit" / "index.html").read_text()


def test_permanent_addresses_lead_on_and_tombstones_stay(frozen, network):
    page = html.fromstring((frozen.folder / "id" / str(network.pk) / "index.html").read_bytes())
    gone = Practice.objects.withdrawn().get()

    assert page.find(".//meta[@http-equiv='refresh']").get("content") == "0; url=../../en/practices/credit/index.html"
    assert [link.get("hreflang") for link in page.iterfind(".//li/a")] == ["en", "fr", "es"]
    assert "en/index.html" in (frozen.folder / "index.html").read_text()
    assert (frozen.folder / "id" / str(gone.pk) / "index.html").is_file()


def test_pages_say_that_they_are_a_copy_ask_nothing_and_tell_nothing_private(frozen):
    kept = {path.relative_to(frozen.folder).as_posix() for path in frozen.folder.rglob("*") if path.is_file()}
    top = {name.partition("/")[0] for name in kept}

    assert {"static/css/cities.css", "static/fonts/petrona-latin.woff2", "static/icons.svg", "static/icons.svg.js", "frozen.js"} <= kept
    assert top <= {"en", "fr", "es", "id", "static", "media", "documents", "index.html", "frozen.js"}
    for name, page in pages(frozen.folder).items():
        assert page.find(".//form") is None, name
        assert page.find(".//main") is None or page.find(".//main/p[@role='note']") is not None, name
    told = "".join(path.read_text() for path in frozen.folder.rglob("*.html"))
    assert not [word for word in ("awa@example.org", "contact@example.org", "editor@example.org", "Quillmaster") if word in told]


@pytest.fixture
def small(db, place, settings, tmp_path):
    settings.ROOT_URLCONF = "tests.archive.small_site"
    (place.media / "pictures").mkdir(parents=True)
    (place.media / "pictures" / "one.png").write_bytes(b"png")
    place.secret_key.write_text("key")
    lines = []
    frozen = freeze_site(tmp_path / "small", starts=["/"], today=TODAY, progress=lines.append)
    page = html.fromstring((frozen.folder / "fr" / "index.html").read_bytes())
    return frozen, {element.get("id"): element for element in page.iter() if element.get("id")}


def test_downloads_and_pictures_are_kept_under_names_that_open(small):
    frozen, parts = small

    assert (frozen.folder / "download.pdf").read_bytes() == b"%PDF"
    assert (frozen.folder / "notes.txt").read_bytes() == b"notes"
    assert (frozen.folder / "media" / "pictures" / "one.png").read_bytes() == b"png"
    assert [parts[name].get("href") for name in ("file", "named", "next")] == ["../download.pdf", "../notes.txt", "../next/index.html"]
    assert parts["picture"].get("src") == "../media/pictures/one.png"


def test_links_that_end_nowhere_here_are_plain_text_and_told(small):
    frozen, parts = small

    assert [parts[name].tag for name in ("out", "gone", "loop", "admin")] == ["span"] * 4
    assert {"missing", "sly"} & set(parts) == set()
    assert frozen.broken == ("/gone", "/media/..%2f..%2fsecret-key", "/media/pictures/none.png", "/static/gone.css")
    assert not [path for path in frozen.folder.rglob("*") if "admin" in path.name or "secret" in path.name]


def test_chain_of_redirects_ends_at_its_page(small):
    frozen, _ = small

    assert 'url=../fr/index.html"' in (frozen.folder / "next" / "index.html").read_text()
    assert dead_links(frozen.folder) == []


def test_folder_with_something_in_it_is_refused(db, tmp_path):
    (tmp_path / "kept.txt").write_text("kept")

    with pytest.raises(ArchiveFault, match="is not empty"):
        freeze_site(tmp_path, starts=STARTS, today=TODAY)

    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]
