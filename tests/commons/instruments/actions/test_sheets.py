from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cities.commons.instruments.actions import (
    NotComplete,
    NotPublished,
    SheetClosed,
    add_repetition,
    open_sheet,
    prefill,
    renew_key,
    reopen_sheet,
    save_answers,
    submit_sheet,
)
from cities.commons.instruments.answering import Said
from cities.commons.instruments.models import Answer, AnswerSheet
from cities.commons.instruments.queries import answers_of, definition_of, last_answers, sheet_with_key
from tests.commons.instruments.sheets import change, make_sheet, make_survey
from tests.factories import UserFactory
from tests.factories.instruments import InstrumentVersionFactory, PresenceFactory
from tests.threads import all_at_once, database_on_disk, in_a_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return make_sheet()


def fill(made, *more):
    save_answers(made.sheet, [change("name", "Dakar"), change("has_plan", "no"), *more], by=made.awa, language="fr")


def logged(verb):
    return ModelLogEntry.objects.filter(action=verb)


def test_sheet_is_opened_with_a_key_that_is_not_kept():
    sheet, key = open_sheet(make_survey(), language="fr", by=None)

    assert (sheet.state, sheet.language, sheet.organisation, sheet.is_sample) == ("open", "fr", None, False)
    assert key not in str(vars(sheet))
    assert sheet_with_key(key) == sheet


def test_draft_is_not_answered():
    with pytest.raises(NotPublished):
        open_sheet(InstrumentVersionFactory(), language="en", by=None)


def test_fresh_link_ends_the_one_before(made):
    fresh = renew_key(made.sheet, by=made.awa)

    assert (sheet_with_key(made.key), sheet_with_key(fresh), sheet_with_key("")) == (None, made.sheet, None)


def test_submitting_freezes_what_was_asked(made):
    fill(
        made, change("members", absence="not-applicable"), change("plan", "typed before “no”"), change("words", "Ours", publication="named")
    )

    submit_sheet(made.sheet, by=made.awa)

    made.sheet.refresh_from_db()
    items = made.sheet.frozen["items"]
    assert (made.sheet.state, made.sheet.submitted_by) == ("submitted", made.awa)
    assert items["name"] == {"value": "Dakar", "absence": "", "publication": "", "language": "fr"}
    assert items["members"] == {"value": None, "absence": "not-applicable", "publication": "", "language": ""}
    assert items["founded"]["absence"] == "no-answer"
    assert items["words"]["publication"] == "named"
    assert "plan" not in items
    assert Answer.objects.filter(item__code="plan").exists()
    assert logged("sheet.submitted").count() == 1


def test_sheet_with_something_missing_or_wrong_is_not_submitted(made):
    save_answers(made.sheet, [change("has_plan", "yes"), change("members", {"typed": "some"})], by=None, language="en")

    with pytest.raises(NotComplete) as refusal:
        submit_sheet(made.sheet, by=None)

    made.sheet.refresh_from_db()
    assert [fault.place[0] for fault in refusal.value.faults] == ["name", "members", "plan"]
    assert (made.sheet.state, made.sheet.frozen) == ("open", None)


def test_submitting_twice_changes_nothing(made):
    fill(made)
    submit_sheet(made.sheet, by=made.awa)
    first = AnswerSheet.objects.get()

    submit_sheet(made.sheet, by=UserFactory())

    again = AnswerSheet.objects.get()
    assert (again.submitted_at, again.submitted_by, logged("sheet.submitted").count()) == (first.submitted_at, made.awa, 1)


def test_who_was_there_is_forgotten_when_it_is_submitted(made):
    fill(made)
    PresenceFactory(sheet=made.sheet, section=made.sheet.version.sections.first())

    submit_sheet(made.sheet, by=None)

    assert made.sheet.presences.count() == 0


def test_reopening_is_an_act_of_the_secretariat_with_its_reason(made):
    fill(made)
    submit_sheet(made.sheet, by=made.awa)
    staff = UserFactory(administrator=True)

    reopen_sheet(made.sheet, reason="A figure was wrong", by=staff)
    reopen_sheet(made.sheet, reason="Again", by=staff)

    [entry] = logged("sheet.reopened")
    assert (entry.user, entry.data["reason"], entry.formatter.format_comment(entry)) == (staff, "A figure was wrong", "A figure was wrong")
    assert (made.sheet.state, made.sheet.submitted_at, made.sheet.frozen) == ("open", None, None)
    submit_sheet(made.sheet, by=made.awa)
    assert made.sheet.frozen["items"]["name"]["value"] == "Dakar"


def test_last_answers_are_filled_in_where_the_instrument_says_so(made):
    fill(made, change("fields", ["red", "blue"]), change("members", "5"))
    submit_sheet(made.sheet, by=None)
    later, _key = open_sheet(made.sheet.version, organisation=made.organisation, language="en", by=None)
    save_answers(later, [change("name", "Ville de Dakar")], by=None, language="fr")

    prefill(later, made.sheet)

    present = answers_of(later, definition_of(later.version))
    assert {place: stored.said.value for place, stored in present.items()} == {
        ("name", 0): "Ville de Dakar",
        ("fields", 0): ["red", "blue"],
    }


def test_last_answer_is_not_filled_in_where_it_is_no_longer_offered(made):
    fill(made, change("fields", ["red"]))
    version = make_survey()
    version.option_lists.get().entries.filter(code="red").delete()
    later, _key = open_sheet(version, language="en", by=None)

    prefill(later, made.sheet)

    assert list(answers_of(later, definition_of(version))) == [("name", 0)]


def test_groups_are_filled_in_with_their_repetitions(made):
    made.sheet.version.items.filter(code="measure").update(is_prefilled=True)
    second = add_repetition(made.sheet, "measures", by=None, language="en")
    fill(made, change("measure", "One", repetition=1), change("measure", "Two", repetition=second))
    later, _key = open_sheet(made.sheet.version, language="en", by=None)

    prefill(later, made.sheet)

    values = {place: stored.said.value for place, stored in answers_of(later, definition_of(later.version)).items()}
    assert (values["measures", 0], values["measure", 1], values["measure", 2]) == ([1, 2], "One", "Two")
    assert add_repetition(later, "measures", by=None, language="en") == 3


def test_closed_sheet_is_not_filled_in(made):
    fill(made)
    submit_sheet(made.sheet, by=None)

    with pytest.raises(SheetClosed):
        prefill(made.sheet, made.sheet)


def test_last_answers_are_shown_but_never_what_somebody_said_of_themselves(made):
    fill(made, change("words", "Ours", publication="named"), change("members", "5"))
    submit_sheet(made.sheet, by=None)
    AnswerSheet.objects.update(submitted_at=timezone.now() - timedelta(days=365))
    later, _key = open_sheet(made.sheet.version, organisation=made.organisation, language="en", by=None)
    strangers, _key = open_sheet(made.sheet.version, language="en", by=None)

    definition = definition_of(later.version)
    assert last_answers(later, definition) == {"name": Said("Dakar"), "members": Said("5"), "has_plan": Said("no")}
    assert last_answers(strangers, definition) == {}


@pytest.mark.django_db(transaction=True)
def test_fifty_submitting_at_once_submit_once(tmp_path):
    made = make_sheet()
    fill(made)

    with database_on_disk(tmp_path / "threads.sqlite3"):
        jobs = [lambda: submit_sheet(AnswerSheet.objects.get(pk=made.sheet.pk), by=None)] * 50
        results = all_at_once(jobs)
        entries, sheets = in_a_thread(
            lambda: (logged("sheet.submitted").count(), list(AnswerSheet.objects.values_list("state", flat=True)))
        )

    assert [result for result in results if isinstance(result, BaseException)] == []
    assert (entries, sheets) == (1, ["submitted"])
