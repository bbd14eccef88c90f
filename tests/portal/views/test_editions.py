import io
import zipfile

import pytest
from django.urls import reverse

from cities.editions.actions import publish_edition, withdraw_edition
from tests.factories import OrganisationFactory
from tests.factories.editions import EditionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    OrganisationFactory(code="dakar", since=2019, texts={"fr": {"name": "Ville de Dakar", "description": "Une **ville**."}}, published=True)
    words = {"en": {"title": "Yearbook", "message": "Welcome."}, "fr": {"title": "Annuaire"}}
    return publish_edition(EditionFactory(code="yearbook-2021", words=words), by=None)


def get(client, name, *arguments):
    return client.get(reverse(f"portal:{name}", args=arguments))


def test_list_names_what_is_published_with_its_files(client, edition):
    EditionFactory(code="next", words={"en": {"title": "PLANTED next"}})

    page = get(client, "editions").content.decode()

    assert "PLANTED" not in page
    assert "Yearbook" in page
    assert "1 member, 0 countries" in page
    assert reverse("portal:edition_pdf", args=["yearbook-2021", "fr"]) in page


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_long_it_is(client, edition, django_assert_num_queries, count):
    for number in range(count - 1):
        publish_edition(EditionFactory(code=f"y-{number}"), by=None)
    get(client, "editions")

    with django_assert_num_queries(1):
        get(client, "editions")


def test_page_of_an_edition_leads_to_chapters_files_and_a_citation(client, edition):
    page = get(client, "edition", "yearbook-2021").content.decode()

    for name in ("edition_pdf", "edition_data"):
        assert reverse(f"portal:{name}", args=["yearbook-2021", "en"]) in page
    assert reverse("portal:edition_chapter", args=["yearbook-2021", "en", "directory"]) in page
    assert f"/id/{edition.pk}" in page
    assert "[edition]" in page


def test_permanent_address_leads_to_the_page(client, edition):
    response = client.get(f"/id/{edition.pk}", headers={"accept-language": "fr"})

    assert response.status_code in (302, 303)
    assert response.url.endswith("/editions/yearbook-2021/")


@pytest.mark.parametrize("ending", ["bib", "ris", "json"])
def test_edition_is_cited_in_every_format(client, edition, ending):
    response = client.get(f"/en/feeds/cite/{edition.pk}.{ending}")

    assert response.status_code == 200
    assert "Yearbook" in response.content.decode()


def test_chapters_say_the_same_as_print_and_mark_what_is_foreign(client, edition):
    page = get(client, "edition_chapter", "yearbook-2021", "en", "directory").content.decode()

    assert '<h3 lang="fr">Ville de Dakar</h3>' in page
    assert "<strong>ville</strong>" in page
    assert "in French" in page
    assert 'id="m-dakar"' in page


def test_links_between_chapters_lead_to_their_pages(client, edition):
    page = get(client, "edition_chapter", "yearbook-2021", "en", "indexes").content.decode()

    assert f"{reverse('portal:edition_chapter', args=['yearbook-2021', 'en', 'directory'])}#m-dakar" in page


def test_every_chapter_is_a_page(client, edition):
    for chapter in ("message", "glance", "directory", "indexes", "colophon"):
        assert get(client, "edition_chapter", "yearbook-2021", "fr", chapter).status_code == 200


def test_files_are_what_they_say(client, edition):
    pdf, data, drawing = (get(client, name, "yearbook-2021", "fr") for name in ("edition_pdf", "edition_data")), None, None
    pdf, data = pdf
    drawing = get(client, "edition_drawing", "yearbook-2021", "fr", 0)

    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert (data["Content-Type"], "members.csv" in zipfile.ZipFile(io.BytesIO(data.content)).namelist()) == ("application/zip", True)
    assert (drawing["Content-Type"], drawing.content[:4]) == ("image/svg+xml; charset=utf-8", b"<svg")


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("edition", ()),
        ("edition_chapter", ("en", "message")),
        ("edition_pdf", ("en",)),
        ("edition_data", ("en",)),
        ("edition_drawing", ("en", 0)),
    ],
)
def test_what_is_not_published_is_nowhere(client, edition, name, arguments):
    withdraw_edition(edition, by=None)

    assert get(client, name, "yearbook-2021", *arguments).status_code == 404
    assert client.get(f"/id/{edition.pk}").status_code == 404


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("edition_chapter", ("en", "nothing")),
        ("edition_chapter", ("es", "message")),
        ("edition_pdf", ("es",)),
        ("edition_data", ("xx",)),
        ("edition_drawing", ("en", 99)),
    ],
)
def test_languages_chapters_and_drawings_there_are_not_are_not_found(client, edition, name, arguments):
    assert get(client, name, "yearbook-2021", *arguments).status_code == 404


def test_sitemap_names_editions(client, edition):
    assert (
        "editions/yearbook-2021/" in client.get("/sitemap.xml?kind=editions").content.decode() + client.get("/sitemap.xml").content.decode()
    )
