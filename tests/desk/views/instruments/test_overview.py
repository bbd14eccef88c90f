import pytest
from django.urls import reverse

from cities.commons.instruments.actions import fill_draft, publish_version
from cities.commons.instruments.models import Instrument
from tests.commons.instruments.definitions import definition, item, section, words
from tests.desk.views.instruments.conftest import page
from tests.factories.instruments import InstrumentVersionFactory


def test_questionnaire_is_made_with_a_draft(editor):
    response = editor.post(reverse("desk:new_instrument"), {"title": "Enquête", "code": "enquete", "purpose": "survey", "language": "fr"})

    draft = Instrument.objects.get(code="enquete").versions.get()
    assert response.headers["Location"] == reverse("desk:instrument_outline", args=["enquete"])
    assert (draft.state, draft.language, draft.languages) == ("draft", "fr", ["fr", "en", "es"])


@pytest.mark.parametrize("code", ["member-survey", "new", "not a code", ""])
def test_code_that_cannot_be_is_refused(editor, draft, code):
    response = editor.post(reverse("desk:new_instrument"), {"title": "T", "code": code, "purpose": "survey", "language": "en"})

    assert response.status_code == 422
    assert Instrument.objects.count() == 1


def test_publishing_from_the_desk(editor, draft):
    response = editor.post(page("instrument"), {"do": "publish"}, follow=True)

    draft.refresh_from_db()
    assert (draft.state, draft.published_by) == ("published", editor.user)
    assert "Version 1 is published. It will not change any more." in response.content.decode()


def test_what_stands_against_publishing_is_listed_with_its_place(editor, draft):
    fill_draft(draft, definition(section("one", item("name", label=words()))), by=None)

    said = editor.get(page("instrument")).content.decode()
    editor.post(page("instrument"), {"do": "publish"})

    draft.refresh_from_db()
    assert draft.state == "draft"
    assert f'href="{page("instrument_section", "one")}">name: The question has no words' in said


def test_new_version_is_drafted_and_discarded(editor, draft):
    publish_version(draft, by=None)

    started = editor.post(page("instrument"), {"do": "start"})
    count = draft.instrument.versions.count()
    editor.post(page("instrument"), {"do": "discard"})

    assert (started.headers["Location"], count, draft.instrument.versions.count()) == (page("instrument_outline"), 2, 1)


def test_discarding_the_only_draft_leads_to_the_list(editor, draft):
    assert editor.post(page("instrument"), {"do": "discard"}).headers["Location"] == reverse("desk:instruments")


def test_version_is_retired(editor, draft):
    publish_version(draft, by=None)

    editor.post(page("instrument"), {"do": "retire", "number": "1"})

    draft.refresh_from_db()
    assert draft.state == "retired"


@pytest.mark.parametrize("sent", [{"do": "retire", "number": "x"}, {"do": "retire", "number": "1"}])
def test_draft_is_not_retired(editor, draft, sent):
    assert editor.post(page("instrument"), sent).status_code == 404


def test_unknown_act_does_nothing(editor, draft):
    assert editor.post(page("instrument"), {"do": "explode"}).status_code == 302


@pytest.mark.parametrize("role", ["Translators", "Facilitators", "nobody"])
def test_others_change_nothing(sign_in, draft, role):
    client = sign_in(role)

    client.post(page("instrument"), {"do": "discard"})
    client.post(page("instrument_section", "about"), {"do": "save"})
    client.post(page("instrument_upload"), {"content": "x", "apply": "1"})

    assert (draft.instrument.versions.count(), draft.items.count()) == (1, 6)


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_long_it_is(editor, count, django_assert_num_queries):
    InstrumentVersionFactory.create_batch(count)
    editor.get(reverse("desk:instruments"))

    with django_assert_num_queries(12):
        response = editor.get(reverse("desk:instruments"))

    assert len(response.context["rows"]) == count
