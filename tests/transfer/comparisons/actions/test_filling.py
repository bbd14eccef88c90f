import pytest

from cities.commons.instruments.actions import Change
from cities.commons.instruments.answering import Said
from cities.transfer.comparisons.actions import Known, Overtaken, SourceChange, fill_cells, known_from, translate_cell
from cities.transfer.comparisons.models import CellSource, CellTranslation
from cities.translation.digests import digest
from tests.factories import SourceFactory
from tests.transfer.comparisons.actions.test_making import acts

REPORT = Known("A report", "https://example.org/report", "page 3")


@pytest.fixture
def lanes(bench):
    return bench.subjects[0]


def answer(subject, code):
    return subject.sheet.answers.get(item__code=code)


def test_an_answer_is_kept_with_what_it_is_known_from(bench, lanes):
    filled = fill_cells(lanes, [Change("rules", Said(["law"]))], [SourceChange("rules", REPORT)], by=bench.writer, language="en")

    row = CellSource.objects.get()
    assert not filled.has_conflicts
    assert (answer(lanes, "rules").value, known_from(row), row.revision, row.updated_by) == (["law"], REPORT, 1, bench.writer)
    assert acts(bench.comparison) == ["comparison.filled"]


def test_a_document_that_is_here_already_is_not_made_twice(bench, lanes):
    known = SourceFactory(title="A report", url="https://example.org/report")

    fill_cells(lanes, [], [SourceChange("rules", REPORT)], by=None, language="en")

    assert CellSource.objects.get().source == known


def test_somebody_may_say_so(bench, lanes):
    fill_cells(lanes, [], [SourceChange("rules", Known(organisation=bench.guest, role="gardener"))], by=None, language="en")

    row = CellSource.objects.get()
    assert (row.source, row.organisation, row.role) == (None, bench.guest, "gardener")


def test_the_same_again_is_no_change(bench, lanes):
    for _again in range(2):
        fill_cells(lanes, [Change("rules", Said(["law"]))], [SourceChange("rules", REPORT)], by=None, language="en")

    assert CellSource.objects.get().revision == answer(lanes, "rules").revision == 1


def test_an_answer_nobody_has_seen_is_not_overwritten_nor_its_source(bench, lanes):
    fill_cells(lanes, [Change("share", Said("yes"))], by=bench.helper, language="en")

    filled = fill_cells(lanes, [Change("share", Said("no"))], [SourceChange("share", REPORT)], by=bench.writer, language="en")

    assert filled.saved.conflicts["share", 0].theirs.said.value == "yes"
    assert filled.sources["share"] == (None, SourceChange("share", REPORT))
    assert answer(lanes, "share").value == "yes"
    assert not CellSource.objects.exists()


def test_a_source_nobody_has_seen_is_not_overwritten(bench, lanes):
    fill_cells(lanes, [], [SourceChange("rules", REPORT)], by=bench.helper, language="en")

    mine = SourceChange("rules", Known("Another report"))
    filled = fill_cells(lanes, [], [mine], by=bench.writer, language="en")
    assert filled.sources["rules"] == (CellSource.objects.get(), mine)
    assert known_from(CellSource.objects.get()) == REPORT

    fill_cells(lanes, [], [SourceChange("rules", mine.known, seen=1)], by=bench.writer, language="en")
    assert (known_from(CellSource.objects.get()).title, CellSource.objects.get().revision) == ("Another report", 2)


def test_a_source_taken_away_leaves_its_count(bench, lanes):
    fill_cells(lanes, [], [SourceChange("rules", REPORT)], by=None, language="en")
    fill_cells(lanes, [], [SourceChange("rules", Known(), seen=1)], by=None, language="en")

    assert (known_from(CellSource.objects.get()), CellSource.objects.get().revision) == (Known(), 2)


def test_words_are_translated_and_say_when_the_original_has_changed(bench, lanes):
    fill_cells(lanes, [Change("remark", Said("It works."))], by=None, language="en")

    translate_cell(lanes, "remark", language="fr", words="Ça marche.", by=bench.writer)

    made = CellTranslation.objects.get()
    assert (made.words, made.state, made.made_from) == ("Ça marche.", "human", digest("It works."))


def test_a_translation_nobody_has_seen_is_not_overwritten(bench, lanes):
    fill_cells(lanes, [Change("remark", Said("It works."))], by=None, language="en")
    translate_cell(lanes, "remark", language="fr", words="Ça marche.", by=None)

    with pytest.raises(Overtaken):
        translate_cell(lanes, "remark", language="fr", words="Ça va.", by=None)
    translate_cell(lanes, "remark", language="fr", words="Ça va.", seen=digest("Ça marche."), by=None)
    assert CellTranslation.objects.get().words == "Ça va."

    translate_cell(lanes, "remark", language="fr", words="", seen=digest("Ça va."), by=None)
    assert not CellTranslation.objects.exists()


@pytest.mark.parametrize(("code", "language"), [("remark", "en"), ("share", "fr"), ("nothing", "fr")])
def test_only_words_of_another_language_are_translated(bench, lanes, code, language):
    fill_cells(lanes, [Change("remark", Said("It works."))], by=None, language="en")

    with pytest.raises(LookupError):
        translate_cell(lanes, code, language=language, words="Des mots", by=None)
