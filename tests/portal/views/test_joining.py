"""Asking to become a member in the browser."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cities.commons.members.actions.applications import PURPOSE
from cities.commons.members.models import Application
from cities.core.keys import lasting_key
from tests.factories import ApplicationFactory, ConceptFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed():
    kind = ConceptFactory(scheme__code="organisation-kinds", code="network")
    category = ConceptFactory(scheme__code="member-categories", code="organisation")
    return {
        "name": "New Commons",
        "kind": kind.key,
        "actor_kind": "civil-society",
        "category": category.key,
        "place": "Sabadell, Spain",
        "statement": "We want to learn.",
        "contact_name": "Awa",
        "contact_address": "awa@example.org",
    }


def apply(typed, *files):
    return Client().post(reverse("portal:join"), {**typed, "documents": list(files)})


def test_an_application_is_taken_in_with_its_documents(typed):
    page = apply(typed, SimpleUploadedFile("statutes.pdf", b"%PDF-1.7"))

    application = Application.objects.get()
    assert "awa@example.org" in page.content.decode()
    assert (application.name, application.kind_id, application.language) == ("New Commons", typed["kind"], "en")
    assert [file.name for file in application.files.all()] == ["statutes.pdf"]


@pytest.mark.parametrize("name", ["run.exe", "page.html", "picture.svg", "statutes"])
def test_files_nobody_can_open_safely_are_refused(typed, name):
    page = apply(typed, SimpleUploadedFile(name, b"words"))

    assert "only PDF, Word, OpenDocument and pictures" in page.content.decode()
    assert Application.objects.count() == 0


def test_six_files_are_too_many(typed):
    page = apply(typed, *[SimpleUploadedFile(f"{number}.pdf", b"%PDF") for number in range(6)])

    assert "At most five files." in page.content.decode()


def test_what_was_typed_is_kept_when_something_is_wrong(typed):
    page = apply({**typed, "contact_address": "awa@"}).content.decode()

    assert "We want to learn." in page
    assert 'value="New Commons"' in page


def test_a_machine_is_told_the_same_and_nothing_happens(typed):
    assert apply({**typed, "fax": "12345"}).status_code == 200
    assert Application.objects.count() == 0


def test_the_applicant_comes_back_with_the_key_and_nobody_else():
    application = ApplicationFactory(state="asked", remark="Who are your members?")
    shown = reverse("portal:application", args=[application.pk])
    applicant = Client()
    applicant.get(reverse("portal:open_application", args=[application.pk, lasting_key(PURPOSE, str(application.pk))]))

    assert Client().get(shown).status_code == 404
    assert Client().get(reverse("portal:open_application", args=[application.pk, "guess"])).status_code == 404
    assert "Who are your members?" in applicant.get(shown).content.decode()
    applicant.post(shown, {"answer": "Forty co-operatives."})
    application.refresh_from_db()
    assert (application.state, application.answer) == ("new", "Forty co-operatives.")
