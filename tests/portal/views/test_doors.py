from uuid import uuid4

import pytest
from lxml import etree

from cities.core.actions import withdraw_record
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.mark.parametrize(
    ("accepted", "home"), [("fr-CA,fr;q=0.9,en;q=0.5", "/fr/"), ("es", "/es/"), ("ko", "/en/"), ("", "/en/"), ("xx;;q=,", "/en/")]
)
def test_front_door_leads_to_the_readers_language(client, accepted, home):
    response = client.get("/", headers={"Accept-Language": accepted})

    assert (response.status_code, response["Location"]) == (302, home)
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize(
    ("name", "page"), [("practice", "/fr/practices/fodem/"), ("dakar", "/fr/members/dakar/"), ("resource", "/fr/resources/guide/")]
)
def test_permanent_address_of_a_record_leads_to_its_page(client, network, name, page):
    response = client.get(f"/id/{getattr(network, name).pk}", headers={"Accept-Language": "fr"})

    assert response["Location"] == page


def test_permanent_address_of_a_territory_or_topic_leads_to_its_page(client, places, concepts):
    territory, topic = (client.get(f"/id/{identifier}") for identifier in (places.senegal.pk, concepts.microcredit.uuid))

    assert territory["Location"] == "/en/territories/sn/"
    assert topic["Location"] == "/en/topics/themes/microcredit/"


def test_permanent_address_of_a_withdrawn_record_says_it_is_gone_in_the_readers_language(client, network):
    withdraw_record(network.practice, reason="Wrong.", by=None)

    response = client.get(f"/id/{network.practice.pk}", headers={"Accept-Language": "es"})

    assert response.status_code == 410
    assert '<html lang="es">' in response.content.decode()
    assert "Wrong." in response.content.decode()


def test_permanent_address_of_a_draft_or_of_nothing_is_not_found(client, concepts):
    identifiers = (PracticeFactory().pk, uuid4(), concepts.partner.uuid)

    assert [client.get(f"/id/{identifier}").status_code for identifier in identifiers] == [404, 404, 404]


def test_robots_are_told_where_the_sitemap_is(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://localhost:8000/sitemap.xml" in lines


def test_researchers_are_told_whom_to_write_to(client):
    response = client.get("/.well-known/security.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == "http://localhost:8000/en/about/#security"
    assert fields["Canonical"] == "http://localhost:8000/.well-known/security.txt"


def test_sitemap_index_leads_to_every_kind_of_page(client, network):
    tree = etree.fromstring(client.get("/sitemap.xml").content)

    kinds = {address.split("kind=")[1].split("&")[0] for address in tree.xpath("s:sitemap/s:loc/text()", namespaces=NAMES)}
    assert kinds == {"pages", "practices", "members", "resources", "territories", "topics"}


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("pages", "/es/about/"),
        ("practices", "/en/practices/fodem/"),
        ("members", "/fr/members/dakar/"),
        ("resources", "/en/resources/guide/"),
        ("territories", "/en/territories/sn/"),
        ("topics", "/en/topics/themes/microcredit/"),
    ],
)
def test_sitemap_of_one_kind_lists_its_pages_in_every_language(client, network, kind, path):
    tree = etree.fromstring(client.get(f"/sitemap.xml?kind={kind}&part=0").content)

    addresses = tree.xpath("s:url/s:loc/text()", namespaces=NAMES)
    assert f"http://localhost:8000{path}" in addresses
    assert len(addresses) % 3 == 0


def test_sitemap_leads_only_to_pages_that_answer(client, network):
    PracticeFactory(code="draft")
    parts = etree.fromstring(client.get("/sitemap.xml").content).xpath("s:sitemap/s:loc/text()", namespaces=NAMES)
    pages = [loc for part in parts for loc in etree.fromstring(client.get(part).content).xpath("s:url/s:loc/text()", namespaces=NAMES)]

    assert [page for page in pages if client.get(page).status_code != 200] == []
    assert not any("draft" in page for page in pages)


def test_sitemap_of_an_unknown_kind_is_not_found(client):
    assert client.get("/sitemap.xml?kind=secrets").status_code == 404
    assert client.get("/sitemap.xml?kind=practices&part=x").status_code == 200
