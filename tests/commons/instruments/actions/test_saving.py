import pytest

from cities.commons.instruments.actions import (
    SheetClosed,
    TooMany,
    add_repetition,
    remove_repetition,
    restore_repetition,
    save_answers,
)
from cities.commons.instruments.actions.saving import MOST_REPETITIONS, Change
from cities.commons.instruments.answering import NOTHING, Said, repetitions_of
from cities.commons.instruments.models import Answer
from cities.commons.instruments.queries import answers_of, definition_of
from tests.commons.instruments.sheets import change, make_sheet
from tests.factories import UserFactory
from tests.factories.instruments import AnswerSheetFactory
from tests.threads import all_at_once, database_on_disk, in_a_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return make_sheet()


def save(made, *changes, by=None, language="en"):
    return save_answers(made.sheet, changes, by=by, language=language)


def said(made):
    return {place: stored.said for place, stored in answers_of(made.sheet, definition_of(made.sheet.version)).items()}


def test_answer_is_stored_with_who_and_in_which_language(made):
    saved = save(made, change("name", "Dakar"), by=made.awa, language="fr")

    row = Answer.objects.get()
    assert (row.value, row.revision, row.language, row.updated_by) == ("Dakar", 1, "fr", made.awa)
    assert saved.stored["name", 0].by == "Awa Diop"
    made.sheet.refresh_from_db()
    assert made.sheet.language == "fr"


def test_answer_sent_twice_is_stored_once(made):
    save(made, change("members", "5"))

    saved = save(made, change("members", "5"))

    assert (Answer.objects.get().revision, saved.stored["members", 0].revision, saved.conflicts) == (1, 1, {})


def test_answer_of_someone_else_is_not_overwritten(made):
    save(made, change("name", "Awa's"), by=made.awa)

    saved = save(made, change("name", "Bo's"), change("members", "3"), by=UserFactory())

    conflict = saved.conflicts["name", 0]
    assert (conflict.theirs.said.value, conflict.theirs.by, conflict.mine.value) == ("Awa's", "Awa Diop", "Bo's")
    assert said(made) == {("name", 0): Said("Awa's"), ("members", 0): Said("3")}


def test_answer_that_was_seen_may_be_changed(made):
    save(made, change("name", "Awa's"), by=made.awa)

    saved = save(made, change("name", "Bo's", seen=1))

    assert (saved.stored["name", 0].revision, saved.conflicts, said(made)["name", 0].value) == (2, {}, "Bo's")


def test_what_was_sent_before_without_hearing_back_is_known(made):
    """The line broke after the server had stored it: what is typed next is no conflict with oneself."""
    save(made, change("name", "Dak"))

    saved = save(made, Change("name", Said("Dakar"), seen=0, known=frozenset({Said("Dak").mark})))

    assert (saved.conflicts, said(made)["name", 0].value) == ({}, "Dakar")


def test_two_changes_of_one_answer_in_one_saving_are_taken_in_order(made):
    saved = save(made, change("name", "Dak"), Change("name", Said("Dakar"), known=frozenset({Said("Dak").mark})))

    assert (saved.stored["name", 0].said.value, saved.stored["name", 0].revision) == ("Dakar", 2)


@pytest.mark.parametrize("code", ["nothing", "measures", "report", "total", "measure"])
def test_place_that_is_not_there_is_refused(made, code):
    saved = save(made, change(code, "x"), change("name", "Dakar"))

    assert (saved.refused, list(saved.stored)) == (((code, 0),), [("name", 0)])


def test_answer_can_be_taken_back(made):
    save(made, change("name", "Dakar"))

    save(made, Change("name", NOTHING, seen=1))

    row = Answer.objects.get()
    assert (row.value, row.absence, row.revision) == (None, "", 2)


def test_answer_keeps_why_there_is_none_and_who_may_publish_it(made):
    save(made, change("members", absence="not-applicable"), change("words", "Ours", publication="anonymous"))

    assert said(made) == {
        ("members", 0): Said(absence="not-applicable"),
        ("words", 0): Said("Ours", publication="anonymous"),
    }


def test_submitted_sheet_is_closed():
    sheet = AnswerSheetFactory(submitted=True)

    for act in (
        lambda: save_answers(sheet, [change("name", "late")], by=None, language="en"),
        lambda: add_repetition(sheet, "measures", by=None, language="en"),
        lambda: remove_repetition(sheet, "measures", repetition=1, by=None),
        lambda: restore_repetition(sheet, "measures", repetition=1, by=None),
    ):
        with pytest.raises(SheetClosed):
            act()
    assert Answer.objects.count() == 0


def test_repetitions_are_added_and_taken_out_and_put_back(made):
    definition = definition_of(made.sheet.version)
    second = add_repetition(made.sheet, "measures", by=made.awa, language="en")
    save(made, change("measure", "Garden", repetition=second))

    remove_repetition(made.sheet, "measures", repetition=second, by=made.awa)
    without = repetitions_of(answers_of(made.sheet, definition), "measures")
    restore_repetition(made.sheet, "measures", repetition=second, by=made.awa)

    assert (second, without, repetitions_of(answers_of(made.sheet, definition), "measures")) == (2, (1,), (1, 2))
    assert said(made)["measure", 2].value == "Garden"


def test_number_of_a_repetition_is_never_used_again(made):
    """What is sent late must not land in another one."""
    numbers = []
    for _again in range(4):
        numbers.append(add_repetition(made.sheet, "measures", by=None, language="en"))
        remove_repetition(made.sheet, "measures", repetition=numbers[-1], by=None)

    assert numbers == sorted(set(numbers))


def test_repetition_that_never_was_cannot_be_put_back(made):
    restore_repetition(made.sheet, "measures", repetition=7, by=None)

    assert Answer.objects.count() == 0


def test_group_has_so_many_repetitions_and_no_more(made):
    for _again in range(MOST_REPETITIONS - 1):
        add_repetition(made.sheet, "measures", by=None, language="en")

    with pytest.raises(TooMany):
        add_repetition(made.sheet, "measures", by=None, language="en")


@pytest.mark.parametrize("code", ["nothing", "name"])
def test_what_is_no_group_does_not_repeat(made, code):
    with pytest.raises(LookupError):
        add_repetition(made.sheet, code, by=None, language="en")


@pytest.mark.django_db(transaction=True)
def test_fifty_people_saving_at_once_lose_and_double_nothing(tmp_path):
    made = make_sheet()
    repetitions = [add_repetition(made.sheet, "measures", by=None, language="en") for _again in range(49)]
    places = [1, *repetitions]

    with database_on_disk(tmp_path / "threads.sqlite3"):
        results = all_at_once(
            [
                lambda number=number: save(
                    made, change("measure", f"Measure {number}", repetition=number), change("name", f"Name {number}")
                )
                for number in places
            ]
        )
        kept = in_a_thread(lambda: said(made))

    winners = [result for result in results if ("name", 0) in result.stored]
    assert {kept["measure", number].value for number in places} == {f"Measure {number}" for number in places}
    assert len(winners) == 1
    assert kept["name", 0].value == winners[0].stored["name", 0].said.value
    assert sum(len(result.conflicts) for result in results) == 49


@pytest.mark.django_db(transaction=True)
def test_same_saving_resent_fifty_times_is_applied_once(tmp_path):
    made = make_sheet()

    with database_on_disk(tmp_path / "threads.sqlite3"):
        all_at_once([lambda: save(made, change("name", "Dakar"), change("members", "5"))] * 50)
        rows = in_a_thread(lambda: sorted(Answer.objects.values_list("value", "revision")))

    assert rows == [("5", 1), ("Dakar", 1)]
