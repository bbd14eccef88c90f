"""The folder that opens from a memory stick: whole, without a link out of itself that is not an address of the web, the same every time."""

import io
import json
import shutil
import zipfile
from posixpath import dirname, join, normpath

import pytest
from lxml import html

from cities.editions.actions import fill_kit, publish_edition
from cities.editions.exports import file_sizes, folder_of, preview_folder
from cities.editions.models import FrozenFile
from cities.editions.queries import freeze
from cities.editions.tasks import set_files
from tests.editions.exports.test_epub import EVIL
from tests.editions.filled import GUIDE, SECRET, WORDS, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def garden(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return filled()


def opened(data):
    pack = zipfile.ZipFile(io.BytesIO(data))
    return {entry.filename: pack.read(entry) for entry in pack.infolist()}


def pages(files):
    return {name: html.document_fromstring(data) for name, data in files.items() if name.endswith(".html")}


def faults(files):
    found = []
    for name, page in pages(files).items():
        for link in page.xpath("//@href | //@src | //@action"):
            target = link.partition("#")[0].partition("?")[0]
            if not link.startswith(("http://", "https://")) and normpath(join(dirname(name), target)) not in files:
                found.append(f"{name}: leads nowhere: {link}")
        loaded = page.xpath("//script/@src | //link/@href | //img/@src | //form/@action")
        found += [f"{name}: loads from elsewhere: {link}" for link in loaded if ":" in link or link.startswith("/")]
        found += [f"{name}: inline" for script in page.iter("script") if script.text]
        found += [f"{name}: listens" for each in page.iter() for attribute in each.attrib if attribute.startswith("on")]
    return found


def test_it_is_one_folder_with_a_door_and_every_page_in_every_language(garden):
    files = opened(preview_folder(freeze(garden.kit)))

    assert {name.partition("/")[0] for name in files} == {"garden"}
    own = {"index", "search", "introduction", "cases", "practice-roof-gardens", "transfer-gardens-travel", "resource-guide", "questions"}
    for language in ("en", "fr"):
        assert {f"garden/{language}/{name}.html" for name in own} <= set(files)
    assert faults(files) == []
    assert pages(files)["garden/index.html"].xpath("//ul//a/@href") == ["en/index.html", "fr/index.html"]


def test_every_page_leads_to_itself_in_the_other_languages(garden):
    page = pages(opened(preview_folder(freeze(garden.kit))))["garden/fr/practice-roof-gardens.html"]

    assert page.xpath("//nav[@class='tongues']//a/@href") == ["../en/practice-roof-gardens.html", "../fr/practice-roof-gardens.html"]
    assert page.xpath("//nav[@class='tongues']//a[@aria-current]/@hreflang") == ["fr"]
    assert (page.get("lang"), page.xpath("//h1/@lang")) == ("fr", [])


def test_files_that_may_be_passed_on_are_there_once_and_the_others_are_not(garden):
    files = opened(preview_folder(freeze(garden.kit)))

    assert files["garden/files/guide-en.pdf"] == GUIDE
    assert [name for name in files if name.startswith("garden/files/")] == ["garden/files/guide-en.pdf"]
    assert pages(files)["garden/fr/resource-guide.html"].xpath("//a[starts-with(@href, '../files/')]/@href") == ["../files/guide-en.pdf"]
    assert [name for name, data in files.items() if SECRET.encode() in data] == []


def test_a_file_lost_since_is_left_out_and_said(garden):
    publish_edition(garden.kit, by=None)
    FrozenFile.objects.all().delete()

    files = opened(folder_of(garden.kit.snapshot))

    assert [name for name in files if "/files/" in name] == []
    assert faults(files) == []


def test_the_search_knows_titles_and_texts_of_its_language(garden):
    files = opened(preview_folder(freeze(garden.kit)))

    stated = files["garden/fr/words.js"].decode()
    rows = json.loads(stated.removeprefix("window.kitWords=").removesuffix(";\n"))

    assert [row["page"] for row in rows][:2] == ["introduction.html", "how-to-use.html"]
    [practice] = [row for row in rows if row["page"] == "practice-roof-gardens.html"]
    assert (practice["title"], practice["under"]) == ("Jardins sur les toits", "Des pratiques en détail")
    assert "Les jardins poussent." in rows[0]["text"]
    search = pages(files)["garden/fr/search.html"]
    assert search.xpath("//script/@src") == ["words.js", "../search.js"]
    assert "JavaScript" in search.xpath("string(//noscript)")


def test_nothing_people_write_is_markup(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    evil = EVIL.replace("\x00", "")
    garden = filled(words={"en": {**WORDS["en"], "introduction": f"{evil} </script>", "title": evil[:190]}}, title=evil[:200])

    files = opened(preview_folder(freeze(garden.kit)))

    assert faults(files) == []
    links = [link for page in pages(files).values() for link in page.xpath("//@href")]
    assert [link for link in links if link.startswith(("javascript:", "file:"))] == []
    assert b"</script>" not in files["garden/en/words.js"]
    assert "<script>alert(1)</script>" in pages(files)["garden/en/introduction.html"].text_content()


def test_a_word_of_fifty_thousand_letters_is_carried_and_the_search_stays_small(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    garden = filled(words={"en": {**WORDS["en"], "introduction": "x" * 50_000}})

    files = opened(preview_folder(freeze(garden.kit)))

    assert "x" * 50_000 in pages(files)["garden/en/introduction.html"].text_content()
    assert len(files["garden/en/words.js"]) < 30_000


def test_the_same_snapshot_is_the_same_bytes(garden, tmp_path):
    publish_edition(garden.kit, by=None)
    made = folder_of(garden.kit.snapshot)
    shutil.rmtree(tmp_path / "editions")

    assert made == folder_of(garden.kit.snapshot)


def test_a_preview_says_on_every_page_that_it_is_one(garden):
    found = pages(opened(preview_folder(freeze(garden.kit))))

    assert {"Preview, not published" in page.text_content() for name, page in found.items() if name.startswith("garden/en/")} == {True}


def test_a_kit_without_files_or_resources_is_a_folder_too(garden):
    fill_kit(garden.kit, practices=[garden.practice], transfers=[], resources=[], by=None)

    files = opened(preview_folder(freeze(garden.kit)))

    assert faults(files) == []
    assert "garden/en/resources.html" not in files


def test_all_files_are_made_in_the_background_and_their_sizes_known(garden):
    publish_edition(garden.kit, by=None)
    assert file_sizes(garden.kit.snapshot, ["en", "fr"]) == {}

    set_files.call(garden.kit.snapshot.pk)

    sizes = file_sizes(garden.kit.snapshot, ["en", "fr"])
    assert set(sizes) == {("pdf", "en"), ("pdf", "fr"), ("epub", "en"), ("epub", "fr"), ("folder", "")}
    assert sizes["folder", ""] == len(folder_of(garden.kit.snapshot))
