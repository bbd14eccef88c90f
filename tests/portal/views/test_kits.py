import io
import zipfile

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from cities.editions.actions import begin_next_version, count_download, publish_edition, withdraw_edition, write_words
from cities.editions.models import DownloadCount
from cities.editions.tasks import set_files
from tests.editions.filled import SECRET, filled
from tests.factories.editions import KitFactory

pytestmark = pytest.mark.django_db
FIREFOX = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture
def garden(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    made = filled()
    publish_edition(made.kit, by=None)
    return made


def get(client, name, *arguments, **headers):
    return client.get(reverse(f"portal:{name}", args=arguments), headers=headers)


FILES = [("edition_pdf", ("en",), b"%PDF-"), ("kit_epub", ("fr",), b"PK"), ("kit_folder", (), b"PK"), ("edition_data", ("en",), b"PK")]


def test_list_names_the_newest_versions_with_what_they_hold(client, garden):
    KitFactory(code="draft", words={"en": {"title": "PLANTED draft"}})
    publish_edition(begin_next_version(garden.kit, by=None), by=None)

    page = get(client, "kits").content.decode()

    assert "PLANTED" not in page
    assert page.count("Begin a garden") == 1
    assert "1 practice, 1 transfer, 2 resources, 1 file" in page
    assert reverse("portal:kit", args=["garden-2"]) in page


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_long_it_is(client, garden, django_assert_num_queries, count):
    kit = garden.kit
    for _number in range(count - 1):
        kit = begin_next_version(kit, by=None)
        publish_edition(kit, by=None)
    get(client, "kits")

    with django_assert_num_queries(1):
        get(client, "kits")


def test_a_list_without_kits_says_so(client, db):
    assert "No kit has been published yet." in get(client, "kits").content.decode()


def test_a_kit_has_a_page_with_its_files_and_how_to_cite_it(client, garden):
    page = get(client, "kit", "garden").content.decode()

    for name, arguments, _begin in FILES[:3]:
        assert reverse(f"portal:{name}", args=["garden", *arguments]) in page
    assert "[kit, version 1]" in page
    assert f"/id/{garden.kit.pk}" in page
    assert "The size is told once the file is made" in page
    set_files.call(garden.kit.snapshot.pk)
    assert "The size is told once the file is made" not in get(client, "kit", "garden").content.decode()


def test_earlier_versions_stay_and_point_to_the_newest(client, garden):
    publish_edition(begin_next_version(garden.kit, by=None), by=None)

    earlier, newest = (get(client, "kit", code).content.decode() for code in ("garden", "garden-2"))

    assert "There is a newer version of this kit:" in earlier
    assert reverse("portal:kit", args=["garden-2"]) in earlier
    assert "There is a newer version" not in newest
    assert reverse("portal:kit", args=["garden"]) in newest


def test_a_kit_stands_among_kits_and_not_among_editions(client, garden):
    assert "Begin a garden" not in get(client, "editions").content.decode()
    assert get(client, "edition", "garden").url == reverse("portal:kit", args=["garden"])
    assert client.get(f"/id/{garden.kit.pk}").url.endswith("/kits/garden/")
    assert "/kits/garden/" in client.get("/sitemap.xml?kind=editions").content.decode() + client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("chapter", ["introduction", "how-to-use", "cases", "lessons", "resources", "questions", "colophon"])
def test_every_chapter_is_a_page(client, garden, chapter):
    response = get(client, "edition_chapter", "garden", "en", chapter)

    assert response.status_code == 200
    assert reverse("portal:kits") in response.content.decode()


def test_chapters_say_the_same_as_print(client, garden):
    lessons, resources, questions = (
        get(client, "edition_chapter", "garden", "en", chapter).content.decode() for chapter in ("lessons", "resources", "questions")
    )

    assert ("A habit" in lessons, "A contract" in lessons, "2011 – December 2012" in lessons, ">21<" in lessons) == (True,) * 4
    assert ("A copy is in the offline folder of this kit." in resources, "CC BY 4.0" in resources) == (True, True)
    assert "How sure?" in questions


@pytest.mark.parametrize(("name", "arguments", "begin"), FILES)
def test_files_are_what_they_say_and_each_is_counted_once(client, garden, name, arguments, begin):
    response = get(client, name, "garden", *arguments, **FIREFOX)
    get(client, name, "garden", *arguments, **{"user-agent": "Googlebot/2.1"})
    get(client, name, "garden", *arguments, **FIREFOX, range="bytes=1000-")
    client.head(reverse(f"portal:{name}", args=["garden", *arguments]), headers=FIREFOX)

    assert response.content.startswith(begin)
    [counted] = DownloadCount.objects.all()
    assert (counted.count, counted.language) == (1, arguments[0] if arguments else "")


def test_a_file_is_given_out_also_where_nothing_can_be_counted(client, garden, caplog):
    def full(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE")):
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(full):
        response = get(client, "edition_data", "garden", "en", **FIREFOX)

    assert (response.status_code, response.content[:2], DownloadCount.objects.count()) == (200, b"PK", 0)
    assert "garden was not counted" in caplog.text


def test_the_page_tells_how_often_it_was_taken_along_and_what_is_counted(client, garden):
    count_download(garden.kit, kind="epub", language="fr", agent="Firefox")

    page = get(client, "kit", "garden").content.decode()

    assert ("1 time: EPUB (French) 1." in page, "nothing about the reader" in page) == (True, True)


@pytest.mark.parametrize(("name", "arguments"), [("kit", ()), ("kit_epub", ("en",)), ("kit_folder", ()), ("edition_pdf", ("en",))])
def test_what_is_not_published_is_nowhere(client, garden, name, arguments):
    withdraw_edition(garden.kit, by=None)

    assert get(client, name, "garden", *arguments).status_code == 404
    assert client.get(f"/id/{garden.kit.pk}").status_code == 404


@pytest.mark.parametrize(("name", "arguments"), [("kit_epub", ("es",)), ("kit_epub", ("xx",))])
def test_a_language_it_has_not_is_not_found(client, garden, name, arguments):
    assert get(client, name, "garden", *arguments).status_code == 404


def test_private_words_and_files_are_in_no_file(client, garden):
    for name, arguments, _begin in FILES[1:]:
        pack = zipfile.ZipFile(io.BytesIO(get(client, name, "garden", *arguments).content))
        assert [entry for entry in pack.namelist() if SECRET.encode() in pack.read(entry)] == []


@pytest.mark.parametrize(("name", "record"), [("practice", "practice"), ("resource", "guide"), ("transfer", "transfer")])
def test_a_record_says_which_kits_tell_it_without_another_query(client, garden, name, record, django_assert_max_num_queries):
    address = reverse(f"portal:{name}", args=[getattr(garden, record).code])
    client.get(address)

    with django_assert_max_num_queries(12 if name == "resource" else 40):
        page = client.get(address).content.decode()

    assert f'Part of a kit: <a href="{reverse("portal:kit", args=["garden"])}">Begin a garden</a>' in page


def test_a_kit_is_called_what_it_was_published_as(client, garden):
    write_words(garden.kit, "en", {"title": "PLANTED"}, by=None)

    pages = [client.get(reverse("portal:practice", args=["roof-gardens"])), get(client, "kits"), get(client, "kit", "garden")]

    assert [("Begin a garden" in page.content.decode(), b"PLANTED" in page.content) for page in pages] == [(True, False)] * 3


def test_a_record_names_no_kit_in_preparation(client, garden):
    withdraw_edition(garden.kit, by=None)

    assert "Part of a kit" not in client.get(reverse("portal:practice", args=["roof-gardens"])).content.decode()


@pytest.mark.parametrize(("ending", "said"), [("bib", "version = {1}"), ("ris", "ET  - 1"), ("json", '"version": "1"')])
def test_a_citation_says_the_version(client, garden, ending, said):
    assert said in client.get(f"/en/feeds/cite/{garden.kit.pk}.{ending}").content.decode()


def test_the_api_lists_kits_with_their_files_and_versions(client, garden):
    following = publish_edition(begin_next_version(garden.kit, by=None), by=None)

    results = client.get("/api/v1/editions").json()["results"]

    [first] = [each for each in results if each["code"] == "garden"]
    assert (first["kind"], first["version"], first["newest"]) == ("kit", 1, str(following.pk))
    assert first["folder"].endswith("/en/kits/garden/files/folder.zip")
    assert [file["epub"].rsplit("/en/", 1)[1] for file in first["files"]] == ["kits/garden/files/en.epub", "kits/garden/files/fr.epub"]
    totals = client.get(f"/api/v1/editions/{garden.kit.pk}").json()["totals"]
    assert {each["subject"]: each["count"] for each in totals} == {"practices": 1, "transfers": 1, "resources": 2, "files": 1}
