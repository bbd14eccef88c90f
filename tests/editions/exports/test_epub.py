"""The EPUB of a kit: whole, well-formed, the same every time, whatever people write."""

import io
import re
import shutil
import zipfile
from posixpath import normpath

import pytest
from lxml import etree

from cities.editions.actions import publish_edition
from cities.editions.exports import epub_of, preview_epub
from cities.editions.queries import freeze
from tests.editions.filled import SECRET, WORDS, filled

pytestmark = pytest.mark.django_db
OPF, DC, XHTML = "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}", "{http://www.w3.org/1999/xhtml}"
EVIL = "<script>alert(1)</script> & [x](javascript:alert(2)) [y](file:///etc/passwd) ]]> &nbsp; \x00\x07 \u202etxet \ud7ff <img src=x onerror=alert(3)>"


@pytest.fixture
def garden(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return filled()


def opened(data):
    pack = zipfile.ZipFile(io.BytesIO(data))
    return {entry.filename: pack.read(entry) for entry in pack.infolist()}


def pages(files):
    return {name: etree.fromstring(data) for name, data in files.items() if name.endswith(".xhtml")}


def faults(files):
    """What a reader's program would stumble over: our own check of what EPUB 3 asks for."""
    package = etree.fromstring(files["EPUB/package.opf"])
    items = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    held = {name.removeprefix("EPUB/") for name in files if name.startswith("EPUB/")} - {"package.opf"}
    found = [f"not in the manifest: {name}" for name in held - set(items.values())]
    found += [f"not in the file: {name}" for name in set(items.values()) - held]
    found += [f"no page {ref.get('idref')}" for ref in package.iter(f"{OPF}itemref") if ref.get("idref") not in items]
    for name, page in pages(files).items():
        keys = page.xpath("//@id")
        found += [f"{name}: id twice" for _once in [0] if len(keys) != len(set(keys))]
        for link in page.xpath("//@href | //@src"):
            if not re.match(r"https?://", link) and normpath(link.partition("#")[0]) not in held:
                found.append(f"{name}: leads nowhere: {link}")
        found += [
            f"{name}: loads from elsewhere: {src}"
            for src in page.xpath("//*[local-name()='img' or local-name()='link']/@src")
            if ":" in src
        ]
        found += [f"{name}: runs" for _each in page.iter(f"{XHTML}script", f"{XHTML}iframe", f"{XHTML}object")]
        found += [f"{name}: listens" for each in page.iter() for attribute in each.attrib if attribute.startswith("on")]
    return found


def test_it_is_whole_and_begins_with_what_it_is(garden):
    data = preview_epub(freeze(garden.kit), "en")
    files = opened(data)

    assert (next(iter(files)), files["mimetype"], data[30:58]) == ("mimetype", b"application/epub+zip", b"mimetypeapplication/epub+zip")
    assert faults(files) == []
    assert b'full-path="EPUB/package.opf"' in files["META-INF/container.xml"]
    assert [name for name in files if name.startswith("EPUB/pictures/")] != []


def test_it_says_what_it_is_in_which_language_and_how_it_can_be_read(garden):
    package = etree.fromstring(opened(preview_epub(freeze(garden.kit), "fr"))["EPUB/package.opf"])
    said = {element.get("property"): element.text for element in package.iter(f"{OPF}meta")}

    assert package.findtext(f".//{DC}language") == "fr"
    assert package.findtext(f".//{DC}title") == "Commencer un jardin"
    assert package.findtext(f".//{DC}identifier").startswith("urn:uuid:")
    assert package.findtext(f".//{DC}source").endswith(str(garden.kit.pk))
    assert "CITIES" in package.findtext(f".//{DC}rights")
    assert (said["schema:accessModeSufficient"], said["schema:version"]) == ("textual", "1")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", said["dcterms:modified"])


def test_pages_follow_the_order_of_the_kit_and_the_contents_name_them(garden):
    files = opened(preview_epub(freeze(garden.kit), "en"))
    package = etree.fromstring(files["EPUB/package.opf"])
    spine = [ref.get("idref") for ref in package.iter(f"{OPF}itemref")]

    assert spine[:5] == ["x-title-xhtml", "x-nav-xhtml", "x-introduction-xhtml", "x-how-to-use-xhtml", "x-cases-xhtml"]
    assert spine[5] == "x-practice-roof-gardens-xhtml"
    listed = pages(files)["EPUB/nav.xhtml"].xpath("//@href[contains(., 'xhtml')]")
    assert [f"x-{name.replace('.', '-')}" for name in listed] == spine[2:]


def test_languages_are_publications_of_their_own(garden):
    frozen = freeze(garden.kit)

    identifiers = {
        etree.fromstring(opened(preview_epub(frozen, language))["EPUB/package.opf"]).findtext(f".//{DC}identifier")
        for language in ("en", "fr")
    }

    assert len(identifiers) == 2


def test_foreign_words_are_marked_with_their_language(garden):
    page = pages(opened(preview_epub(freeze(garden.kit), "fr")))["EPUB/transfer-gardens-travel.xhtml"]

    heading = page.find(f".//{XHTML}h1")
    assert (heading.text, heading.get("lang"), heading.get("{http://www.w3.org/XML/1998/namespace}lang")) == ("Gardens travel", "en", "en")
    assert page.get("lang") == "fr"


def test_pictures_are_described(garden):
    page = pages(opened(preview_epub(freeze(garden.kit), "en")))["EPUB/practice-roof-gardens.xhtml"]

    assert [image.get("alt") for image in page.iter(f"{XHTML}img")] == ["A roof"]


def test_the_same_snapshot_is_the_same_bytes(garden, tmp_path):
    publish_edition(garden.kit, by=None)
    made = epub_of(garden.kit.snapshot, "en")
    shutil.rmtree(tmp_path / "editions")

    assert made == epub_of(garden.kit.snapshot, "en")


def test_a_preview_says_that_it_is_one(garden):
    title = pages(opened(preview_epub(freeze(garden.kit), "en")))["EPUB/title.xhtml"]

    assert "Preview, not published" in "".join(title.itertext())


def test_nothing_people_write_is_markup(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    evil = EVIL.replace("\x00", "")
    words = {"en": {**WORDS["en"], "title": evil[:190], "introduction": evil, "how_to_use": f"- {evil}"}}
    garden = filled(words=words, title=evil[:200])

    files = opened(preview_epub(freeze(garden.kit), "en"))

    assert faults(files) == []
    links = [link for page in pages(files).values() for link in page.xpath("//@href")]
    assert [link for link in links if link.startswith(("javascript:", "file:"))] == []
    text = "".join(pages(files)["EPUB/introduction.xhtml"].itertext())
    assert "<script>alert(1)</script>" in text
    assert ("\x07" in text, "\u202e" in text) == (False, False)


def test_a_word_of_fifty_thousand_letters_is_carried(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    garden = filled(words={"en": {**WORDS["en"], "introduction": "x" * 50_000}})

    files = opened(preview_epub(freeze(garden.kit), "en"))

    assert faults(files) == []
    assert "x" * 50_000 in "".join(pages(files)["EPUB/introduction.xhtml"].itertext())


def test_what_is_private_is_nowhere(garden):
    assert [name for name, data in opened(preview_epub(freeze(garden.kit), "en")).items() if SECRET.encode() in data] == []


def test_a_language_nobody_sets_is_refused(garden):
    publish_edition(garden.kit, by=None)

    with pytest.raises(ValueError, match="no word list"):
        epub_of(garden.kit.snapshot, "xx")
