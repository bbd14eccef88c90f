from datetime import date

import pytest

from cities.commons.instruments.actions import Change
from cities.commons.instruments.answering import NOT_APPLICABLE, Said
from cities.commons.instruments.models import Item
from cities.core.actions import withdraw_record
from cities.transfer.comparisons.actions import Known, SourceChange, fill_cells, leave_out, translate_cell
from cities.transfer.comparisons.queries import grid_of
from tests.factories import BindingFactory, PracticeFactory, SubjectFactory
from tests.factories.instruments import ItemFactory

TODAY = date(2026, 11, 22)


def cells(comparison, code):
    grid = grid_of(comparison, today=TODAY)
    return next(criterion.cells for criterion in grid.criteria if criterion.item.code == code)


def row(comparison, code):
    grid = grid_of(comparison, today=TODAY)
    return next(criterion.row for criterion in grid.criteria if criterion.item.code == code)


def test_a_bound_cell_shows_the_record_until_a_person_says_otherwise(bench):
    lanes, _gardens = bench.subjects
    assert [(cell.said.value, cell.filled_by) for cell in cells(bench.comparison, "since")] == [("2001", "record"), (None, "")]

    fill_cells(lanes, [Change("since", Said("1999"))], by=None, language="en")
    first, _second = cells(bench.comparison, "since")
    assert (first.said.value, first.filled_by, first.reading.said.value) == ("1999", "person", "2001")

    fill_cells(lanes, [Change("since", Said(), seen=1)], by=None, language="en")
    assert cells(bench.comparison, "since")[0].filled_by == "record"


def test_what_nobody_has_said_is_not_known_and_never_nought(bench):
    lanes, _gardens = bench.subjects
    fill_cells(lanes, [Change("cost", Said("0"))], by=None, language="en")

    known, unknown = cells(bench.comparison, "cost")

    assert (known.is_known, known.said.value) == (True, "0")
    assert (unknown.is_known, unknown.said.value) == (False, None)
    assert str(row(bench.comparison, "cost").standing) == "open"


def test_not_applicable_is_an_answer_of_its_own(bench):
    lanes, gardens = bench.subjects
    fill_cells(lanes, [Change("power", Said(absence=NOT_APPLICABLE))], by=None, language="en")
    fill_cells(gardens, [Change("power", Said("low"))], by=None, language="en")

    assert str(row(bench.comparison, "power").standing) == "differs"


def test_a_source_belongs_to_an_answer(bench):
    lanes, _gardens = bench.subjects
    known = SourceChange("share", Known("A report", locator="page 3"))
    fill_cells(lanes, [Change("share", Said("yes"))], [known], by=None, language="en")
    assert cells(bench.comparison, "share")[0].source.source.title == "A report"

    fill_cells(lanes, [Change("share", Said(), seen=1)], by=None, language="en")
    assert cells(bench.comparison, "share")[0].source is None


def test_words_stand_in_every_language_they_have(bench):
    lanes, _gardens = bench.subjects
    fill_cells(lanes, [Change("remark", Said("It works."))], by=None, language="en")
    translate_cell(lanes, "remark", language="fr", words="Ça marche.", by=None)
    first, _second = cells(bench.comparison, "remark")
    assert (first.wording.words, first.wording.original, first.stale) == ({"en": "It works.", "fr": "Ça marche."}, "en", frozenset())

    fill_cells(lanes, [Change("remark", Said("It broke."), seen=1)], by=None, language="en")
    assert cells(bench.comparison, "remark")[0].stale == {"fr"}


def test_withdrawn_records_are_hidden_and_counted(bench):
    withdraw_record(bench.lanes, reason="", by=None)

    grid = grid_of(bench.comparison, today=TODAY)

    assert ([column.record for column in grid.columns], grid.hidden) == ([bench.gardens], 1)
    assert grid.column(bench.subjects[0].pk) is None


def test_what_is_left_out_is_not_shown(bench):
    leave_out(bench.subjects[0], by=None)

    grid = grid_of(bench.comparison, today=TODAY)

    assert (len(grid.columns), grid.hidden) == (1, 0)


def test_groups_files_texts_and_what_is_asked_of_a_person_are_no_criteria(bench):
    section = bench.version.sections.get()
    for type_ in ("note", "file", "repeat"):
        ItemFactory(section=section, code=type_, type=type_)
    ItemFactory(section=section, code="own", type="text", is_personal=True)

    codes = [criterion.item.code for criterion in grid_of(bench.comparison, today=TODAY).criteria]

    assert codes == ["since", "rules", "power", "cost", "remark", "share"]


def test_conditions_and_calculations_see_what_the_record_says(bench):
    section = bench.version.sections.get()
    ItemFactory(section=section, code="age", type="calculation", calculation="2026 - ${since}", position=9)
    Item.objects.filter(version=bench.version, code="share").update(condition="${since} > 2000")
    lanes, gardens = bench.subjects
    for subject in (lanes, gardens):
        fill_cells(subject, [Change("share", Said("yes"))], by=None, language="en")

    assert [cell.said.value for cell in cells(bench.comparison, "age")] == ["25", None]
    assert [cell.said.value for cell in cells(bench.comparison, "share")] == ["yes", None]


@pytest.mark.parametrize("count", [1, 3])
def test_a_grid_costs_the_same_however_many_stand_in_it(bench, django_assert_num_queries, count):
    for position in range(count):
        SubjectFactory(comparison=bench.comparison, practice=PracticeFactory(published=True), position=position + 5)
    grid_of(bench.comparison, today=TODAY)

    with django_assert_num_queries(11):
        grid = grid_of(bench.comparison, today=TODAY)

    assert len(grid.columns) == count + 2


def test_words_of_the_record_fill_a_cell_in_every_language(bench):
    BindingFactory(instrument=bench.version.instrument, item_code="remark", field="words:summary")
    original = bench.lanes.original_text

    first, _second = cells(bench.comparison, "remark")

    assert (first.filled_by, first.said.value, first.wording.original) == ("record", original.summary, original.language)
    assert first.wording.words[original.language] == original.summary
