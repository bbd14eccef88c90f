import pytest
from lxml import html


@pytest.mark.parametrize(("language", "title"), [("en", "Open data and API"), ("fr", None), ("es", None)])
def test_reference_is_a_page_of_its_own_without_foreign_or_inline_code(client, db, language, title):
    response = client.get("/api/v1/docs", {"lang": language})

    page = html.fromstring(response.content.decode())
    assert (response.status_code, page.get("lang"), response.headers["Content-Language"]) == (200, language, language)
    assert [script.get("src") for script in page.iter("script") if not (script.get("src") or "").startswith("/static/")] == []
    assert [link.get("href") for link in page.iter("link") if "//" in (link.get("href") or "")] == []
    assert title is None or page.findtext(".//h1") == title


def test_switch_leads_to_the_reference_in_each_language(client, db):
    page = html.fromstring(client.get("/api/v1/docs", {"lang": "fr"}).content.decode())

    links = {link.get("hreflang"): link.get("href") for link in page.xpath("//ul[@class='tongues']//a")}
    assert links == {"en": "/api/v1/docs?lang=en", "es": "/api/v1/docs?lang=es"}


def test_reference_leads_to_every_operation_and_type(client, db):
    page = html.fromstring(client.get("/api/v1/docs").content.decode())

    anchors = {element.get("id") for element in page.iter() if element.get("id")}
    targets = {link.get("href")[1:] for link in page.iter("a") if (link.get("href") or "").startswith("#")}
    assert targets - anchors == set()
    assert {"listMembers", "getPractice", "type-PracticeRecord"} <= anchors
