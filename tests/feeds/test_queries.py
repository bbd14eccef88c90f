from uuid import uuid4

import pytest

from cities.commons.practices.models import Practice
from cities.core.actions import withdraw_record
from cities.feeds.queries import cited_work, work_of_practice
from tests.factories import OrganisationFactory, PracticeFactory, ResourceFactory

pytestmark = pytest.mark.django_db


def test_practice_is_cited_as_the_networks_work_in_the_readers_language():
    practice = PracticeFactory(published=True, texts={"fr": {"title": "Crédit"}, "en": {"title": "Credit"}})

    work = cited_work(practice.pk, language="en")

    assert (work.title, work.language, work.authors, work.languages) == ("Credit", "en", ("CITIES",), ("en", "fr"))
    assert work.url == f"http://localhost:8000/id/{practice.pk}"
    assert work.year == practice.first_published_at.year
    assert work.key == f"cities-{practice.code}"


def test_resource_is_cited_as_its_public_publishers_work():
    known = OrganisationFactory(published=True, texts={"fr": {"name": "TIESS"}})
    hidden = OrganisationFactory(texts={"fr": {"name": "Secret"}})
    resource = ResourceFactory(published=True, year=2020, publishers=[known, hidden])

    work = cited_work(resource.pk, language="en")

    assert (work.authors, work.year, work.kind) == (("TIESS",), 2020, "resource")


def test_resource_without_publishers_is_the_networks():
    resource = ResourceFactory(published=True)

    assert cited_work(resource.pk, language="en").authors == ("CITIES",)


def test_what_is_not_public_is_not_cited():
    draft = PracticeFactory()
    gone = withdraw_record(PracticeFactory(published=True), reason="wrong", by=None)

    assert [cited_work(identifier, language="en") for identifier in (draft.pk, gone.pk, uuid4())] == [None, None, None]


def test_draft_without_words_is_cited_by_its_code():
    practice = Practice(code="unwritten")

    assert work_of_practice(practice, language="es").title == "unwritten"
