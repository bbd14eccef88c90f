"""Words that were never published are nowhere: not on a page, in a list, a search, a feed, a header."""

import json
import re

import pytest
from django.test import Client
from django.utils import translation

from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.core.actions import publish_record, save_draft, withdraw_record
from cities.translation.actions import write_text
from cities.translation.models import TextState
from tests.factories import PracticeFactory
from tests.security.addresses import named_addresses
from tests.security.arguments import path_of
from tests.security.crawling import crawl, read
from tests.security.planting import LANGUAGES, OPEN, REASON, SECRETS, extra_open_practice, plant
from tests.security.world import STATES, World

QUESTIONS = (
    "members?membership=all",
    "members?membership=all&format=geojson",
    "members?sort=-updated",
    "practices?sort=title",
    "practices?format=geojson",
    "practices?concept=themes:microcredit",
    "practices?updated_since=2020-01-01T00:00:00Z",
    "resources?sort=created",
    "resources?concept=themes:microcredit",
    "concepts",
    "territories",
    "territories?format=geojson",
    "search?q=zqopeneverywhere",
)

SECRET = re.compile("|".join(SECRETS), re.IGNORECASE)
COLLECTIONS = {"members": Organisation, "practices": Practice, "resources": Resource}
DOORS = ("/robots.txt", "/sitemap.xml", "/.well-known/security.txt", "/api/v1/openapi.json", "/api/v1/docs", "/healthz", "/readyz")


@pytest.fixture
def planted(world: World) -> World:
    extra_open_practice()
    plant(world)
    return world


@pytest.fixture
def reader() -> Client:
    return Client(raise_request_exception=False)


def secrets_in(text: str) -> list[str]:
    return sorted({text[max(0, match.start() - 60) : match.end() + 30] for match in SECRET.finditer(text)})


def every_public_path(world: World) -> list[str]:
    """Every address outside the back office, for records in every state, in every language."""
    paths = []
    for address in named_addresses():
        if not address.is_a_page_or_feed:
            continue
        for state in STATES:
            for language in LANGUAGES:
                with translation.override(language):
                    paths.append(path_of(address, world, state=state))
    return list(dict.fromkeys(paths))


def test_no_page_that_can_be_reached_tells_a_secret(planted, reader):
    pages = crawl(reader, [*(f"/{language}/" for language in LANGUAGES), *DOORS, *every_public_path(planted)])

    leaks = {path: secrets_in(page.everything) for path, page in pages.items() if SECRET.search(page.everything)}
    tell_reason = {path: page.status for path, page in pages.items() if REASON in page.everything}

    assert leaks == {}
    assert tell_reason == dict.fromkeys(tombstones(planted), 410)
    assert len([page for page in pages.values() if page.status == 200 and OPEN in page.everything]) > 40
    assert [path for path, page in pages.items() if page.status >= 500] == []


@pytest.mark.parametrize("role", ["reader", "translator"])
def test_space_tells_nobody_else_a_secret(planted, role):
    """Neither who acts for another organisation, nor who has an account, nor who works here."""
    spaces = [address for address in named_addresses() if "/my/<slug:code>" in address.route]
    client = planted.client(role)

    pages = [read(client, path_of(address, planted, state="published")) for address in spaces]

    assert {(page.status, tuple(secrets_in(page.everything))) for page in pages} <= {(404, ()), (405, ())}
    assert len(pages) > 20


def tombstones(world: World) -> list[str]:
    gone = {name: world.records[model]["withdrawn"] for name, model in COLLECTIONS.items()}
    pages = [f"/{language}/{name}/{record.code}/" for language in LANGUAGES for name, record in gone.items()]
    return [*pages, f"/id/{gone['practices'].pk}"]


def test_search_finds_no_secret(planted, reader):
    for secret in SECRETS:
        for words in (f"{secret}title", f"{secret}everywhere", secret):
            # In quotes: a word nobody has used is otherwise taken for a mistyped one that is public.
            answer = json.loads(read(reader, f"/api/v1/search?q=%22{words}%22").body)
            pages = [read(reader, f"/{language}/search/?q={words}") for language in LANGUAGES]

            assert (answer["total"], answer["results"]) == (0, [])
            assert [secrets_in(page.everything.replace(words, "")) for page in pages] == [[], [], []]
    assert json.loads(read(reader, f"/api/v1/search?q={OPEN}everywhere").body)["total"] == 3


def test_lists_cannot_be_asked_for_a_secret(planted, reader):
    for name in COLLECTIONS:
        for secret in SECRETS:
            answers = [read(reader, f"/api/v1/{name}?q={words}") for words in (f"{secret}everywhere", f"{secret}name", secret)]
            page = read(reader, f"/en/{name}/?q={secret}everywhere")

            assert [json.loads(answer.body)["total"] for answer in answers] == [0, 0, 0]
            assert secrets_in(page.everything.replace(f"{secret}everywhere", "")) == []


def test_lists_of_the_api_tell_no_secret(planted, reader):
    for question in QUESTIONS:
        answer = read(reader, f"/api/v1/{question}")

        assert (question, answer.status, secrets_in(answer.everything)) == (question, 200, [])


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_hidden_record_is_no_filter(planted, reader, state):
    """Else the list would tell whom it works with."""
    member, practice = planted.records[Organisation][state], planted.records[Practice][state]
    nobody = "00000000-0000-4000-8000-000000000000"
    for question in ("practices?organisation={member}", "resources?publisher={member}", "resources?practice={practice}"):
        answers = [
            read(reader, f"/api/v1/{question.format(member=member.code, practice=practice.code)}"),
            read(reader, f"/api/v1/{question.format(member=member.pk, practice=practice.pk)}"),
        ]
        unknown = read(reader, f"/api/v1/{question.format(member=nobody, practice=nobody)}")

        assert [(answer.status, secrets_in(answer.everything)) for answer in answers] == [(unknown.status, [])] * 2


def test_only_what_is_published_can_be_cited(planted, reader):
    for ending in ("bib", "ris", "json"):
        hidden = [planted.records[model][state] for model in COLLECTIONS.values() for state in ("draft", "withdrawn")]
        shown = read(reader, f"/en/feeds/cite/{planted.records[Practice]['published'].pk}.{ending}")

        assert {read(reader, f"/en/feeds/cite/{record.pk}.{ending}").status for record in hidden} == {404}
        assert (shown.status, "zqopentitle" in shown.everything, secrets_in(shown.everything)) == (200, True, [])


@pytest.mark.parametrize("path", ["/en/practices/garden/", "/api/v1/practices/{id}", "/en/practices/"])
def test_tag_of_an_answer_does_not_tell_that_a_draft_changed(db, reader, path):
    practice = PracticeFactory(code="garden", published=True)
    before = reader.get(path.format(id=practice.pk)).headers["ETag"]

    write_text(practice, "en", state=TextState.ORIGINAL, words={"title": "zqdrafttitle"})
    save_draft(practice, by=None)

    assert reader.get(path.format(id=practice.pk)).headers["ETag"] == before


@pytest.mark.parametrize("path", ["/en/practices/garden/", "/api/v1/practices/{id}", "/id/{id}"])
def test_withdrawn_record_is_gone_for_those_who_ask_whether_it_changed(db, reader, path):
    practice = PracticeFactory(code="garden", published=True)
    kept = reader.get(path.format(id=practice.pk))
    conditions = {"if-none-match": kept.headers.get("ETag", '"none"'), "if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"}

    withdraw_record(practice, reason="Outdated", by=None)

    assert reader.get(path.format(id=practice.pk), headers=conditions).status_code == 410


def test_draft_and_nothing_look_the_same(planted, reader):
    """Nobody learns from an answer that a draft exists."""
    for model, name in ((Practice, "practices"), (Organisation, "members"), (Resource, "resources")):
        draft = planted.records[model]["draft"]
        same = "0" * len(draft.code)
        nobody = "00000000-0000-4000-8000-000000000000"

        for path, asked, nothing in (
            (f"/en/{name}/%s/", draft.code, same),
            (f"/api/v1/{name}/%s", str(draft.pk), nobody),
            ("/id/%s", str(draft.pk), nobody),
        ):
            hidden, missing = read(reader, path % asked), read(reader, path % nothing)
            assert hidden.status == missing.status == 404
            assert hidden.body.replace(asked.encode(), nothing.encode()) == missing.body


def test_published_again_it_is_found(planted, reader):
    """The words are looked for rightly: once published they are there."""
    draft = Practice.objects.get(pk=planted.records[Practice]["draft"].pk)

    publish_record(draft.get_latest_revision_as_object(), by=None)

    assert "zqdrafttitle" in read(reader, "/en/practices/practice-draft/").everything
    assert json.loads(read(reader, "/api/v1/search?q=zqdrafttitle").body)["total"] == 1
