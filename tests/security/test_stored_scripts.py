"""What runs in no field: words stay words on every page, whoever brought them."""

import json
import re

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import URLField
from django.urls import reverse
from django.utils import translation
from lxml import html

from cities.commons.members.models import Organisation, Website
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource, ResourceFile
from cities.transfer.projects.models import Deliverable
from tests.factories import (
    ApplicationFactory,
    ConceptFactory,
    OrganisationFactory,
    OutputFactory,
    ResourceFactory,
    SourceFactory,
    TransferFactory,
)
from tests.security.addresses import named_addresses
from tests.security.arguments import path_of
from tests.security.crawling import crawl, read
from tests.security.planting import LANGUAGES
from tests.security.poisoning import poison, poisoned_fields, runs
from tests.security.world import World

RECORD_PAGES = {"members": Organisation, "practices": Practice, "resources": Resource}


@pytest.fixture
def poisoned(world: World) -> World:
    poison(world)
    return world


@pytest.fixture
def links(db):
    source = SourceFactory(url="https://example.org/")
    OrganisationFactory(websites=[Website(url="https://example.org/")])
    ResourceFactory(files=[ResourceFile(language="en", url="https://example.org/")])
    ApplicationFactory(website="https://example.org/")
    kind = ConceptFactory(scheme__code="deliverable-types")
    Deliverable.objects.create(transfer=TransferFactory(), kind=kind, title="Guide", url="https://example.org/")
    OutputFactory(url="https://example.org/")
    return source


def test_fields_are_found_by_themselves():
    assert {field.name for field in poisoned_fields(Practice.text_model)} == set(Practice.text_model.words)
    assert "acronym" in {field.name for field in poisoned_fields(Organisation)}


def test_no_page_runs_what_a_record_says(poisoned):
    reader = poisoned.client("anonymous")
    starts = [f"/{language}/" for language in LANGUAGES]
    for address in named_addresses():
        if address.is_a_page_or_feed:
            for language in LANGUAGES:
                with translation.override(language):
                    starts.append(path_of(address, poisoned, state="published"))
    starts += [f"/en/search/?q={words}" for words in ("onerror", "%22%3E%3Cscript%3Ewindow.__xss%3D1%3C/script%3E", "{{7*7}}")]
    starts += ["/en/practices/?theme=%22%3E%3Cimg%20src=x%20onerror=1%3E&sort=%22onfocus=1"]

    pages = crawl(reader, list(dict.fromkeys(starts)))

    shown = {path: page for path, page in pages.items() if page.content_type.startswith("text/html") and page.body}
    running = {path: found for path, page in shown.items() if (found := runs(page.body, is_ours=True))}
    assert running == {}
    assert len([path for path, page in shown.items() if "__xss" in page.everything]) > 20
    assert [path for path, page in pages.items() if page.status >= 500] == []


@pytest.mark.parametrize("name", RECORD_PAGES)
def test_description_for_machines_is_whole_json_and_cannot_end_its_element(poisoned, name):
    page = read(poisoned.client("anonymous"), f"/en/{name}/{poisoned.records[RECORD_PAGES[name]]['published'].code}/")

    (data,) = html.fromstring(page.body).xpath("//script[@type='application/ld+json']/text()")
    assert "__xss" in json.dumps(json.loads(data))
    assert not re.search("[<>&]", data)


def test_api_answers_words_as_json_that_no_browser_shows_as_a_page(poisoned):
    reader = poisoned.client("anonymous")
    for name, model in RECORD_PAGES.items():
        answer = read(reader, f"/api/v1/{name}/{poisoned.records[model]['published'].pk}")

        assert answer.content_type == "application/json; charset=utf-8"
        assert "__xss" in json.dumps(json.loads(answer.body))


URL_FIELDS = [
    (model, field.name)
    for model in apps.get_models()
    if model.__module__.startswith("cities.")
    for field in model._meta.concrete_fields
    if isinstance(field, URLField)
]


@pytest.mark.parametrize(("model", "field"), URL_FIELDS, ids=lambda value: getattr(value, "__name__", value))
@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", " javascript:alert(1)", "www.example.org"]
)
def test_database_keeps_no_address_that_could_run(links, model, field, address):
    """Where links are stored, so that whoever shows them need not look."""
    with pytest.raises(IntegrityError), transaction.atomic():
        assert model.objects.update(**{field: address}) > 0


@pytest.mark.parametrize("ending", ["bib", "ris", "json"])
def test_citation_is_a_download_of_text(poisoned, ending):
    response = poisoned.client("anonymous").get(f"/en/feeds/cite/{poisoned.records[Practice]['published'].pk}.{ending}")

    assert response.headers["Content-Disposition"].startswith("attachment; ")
    assert not re.search("html|xml|javascript", response.headers["Content-Type"])


def test_no_screen_of_the_desk_runs_what_a_record_says(poisoned):
    client = poisoned.client("administrator")
    running, shown = {}, 0
    for address in named_addresses():
        if address.is_a_page_or_feed or address.name in ("wagtailadmin_logout", "wagtailadmin_error_test"):
            continue
        page = read(client, path_of(address, poisoned, state="published"))
        if page.status == 200 and page.content_type.startswith("text/html") and page.body.strip():
            shown += "__xss" in page.everything
            if found := runs(page.body, is_ours=False):
                running[address.name] = found

    assert running == {}
    assert shown > 30


def test_messages_of_the_desk_are_words(poisoned):
    """A title comes back in what the desk says after an act."""
    client = poisoned.client("administrator")
    section = Practice.snippet_viewset
    practice = poisoned.records[Practice]["published"]

    page = client.post(reverse(section.get_url_name("unpublish"), args=[practice.pk]), {"reason": "<img src=x onerror=1>"}, follow=True)

    assert page.status_code == 200
    assert [found for found in runs(page.content, is_ours=False) if "__xss" in found or "onerror" in found or "src=x" in found] == []
    assert b"onerror" in page.content
