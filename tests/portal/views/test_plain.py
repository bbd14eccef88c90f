import pytest
from django.test import RequestFactory
from lxml import html

from cities.portal.views import server_error


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("page", ["about", "accessibility", "privacy", "design"])
def test_plain_page_needs_no_database(client, language, page):
    response = client.get(f"/{language}/{page}/")

    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.content.decode()


def test_gallery_shows_every_region_and_kind_of_actor(client):
    specimens = client.get("/en/design/").context["specimens"]

    assert len(specimens.regions) == 6
    assert specimens.kinds == ("public", "civil-society", "private", "research")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_no_link_of_the_gallery_is_dead(client, language):
    page = html.document_fromstring(client.get(f"/{language}/design/").content)

    links = {link.partition("#")[0] for link in page.xpath("//main//a/@href") if not link.startswith("#")}
    targets = {link.partition("#")[2] for link in page.xpath("//main//a/@href") if "#" in link}

    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)
    assert targets <= set(page.xpath("//@id"))


@pytest.mark.parametrize(("path", "language"), [("/es/nothing/", "es"), ("/nothing/", "fr")])
def test_missing_page_speaks_the_language_of_its_address_or_of_the_reader(client, path, language):
    response = client.get(path, headers={"Accept-Language": "fr"})

    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.content.decode()
    assert "Cache-Control" not in response


def test_failure_is_told_without_a_database_or_context():
    response = server_error(RequestFactory().get("/es/practices/"))

    assert response.status_code == 500
    assert '<html lang="es">' in response.content.decode()
