import csv
import io
from datetime import date

from django.utils.translation import override

from cities.commons.instruments.actions import Change
from cities.commons.instruments.answering import NOT_APPLICABLE, Said
from cities.commons.practices.models import PracticeFigure
from cities.core.actions import publish_record
from cities.core.spreadsheets import written_csv
from cities.transfer.comparisons.actions import Known, SourceChange, fill_cells, translate_cell
from cities.transfer.comparisons.exports import cell_rows, codebook_rows
from cities.transfer.comparisons.queries import grid_of
from tests.factories import BindingFactory, ConceptFactory, SourceFactory
from tests.factories.instruments import ItemFactory, OptionListFactory

TODAY = date(2026, 11, 22)


def told(comparison, rows):
    return [dict(row) for row in csv.DictReader(io.StringIO(written_csv(rows(grid_of(comparison, today=TODAY))).decode("utf-8-sig")))]


def cell(rows, subject, item):
    return next(row for row in rows if (row["subject"], row["item"]) == (subject, item))


def filled(bench):
    lanes, gardens = bench.subjects
    changes = [Change("rules", Said(["law", "custom"])), Change("remark", Said("=SUM(1)")), Change("cost", Said("-12.5"))]
    known = [
        SourceChange("rules", Known("A report", "https://example.org", "page 3")),
        SourceChange("cost", Known(organisation=bench.guest, role="treasurer")),
    ]
    fill_cells(lanes, changes, known, by=None, language="en")
    translate_cell(lanes, "remark", language="fr", words="Des mots", by=None)
    fill_cells(gardens, [Change("power", Said(absence=NOT_APPLICABLE))], by=None, language="fr")


def test_cells_are_codes_with_what_they_are_known_from(bench):
    filled(bench)

    rows = told(bench.comparison, cell_rows)

    rules = cell(rows, "lanes", "rules")
    assert (rules["value"], rules["state"], rules["filled_by"], rules["source_title"], rules["locator"]) == (
        "law custom", "answered", "person", "A report", "page 3",
    )  # fmt: skip
    since = cell(rows, "lanes", "since")
    assert (since["value"], since["unit"], since["filled_by"]) == ("2001", "year", "record")
    assert (cell(rows, "lanes", "cost")["said_by"], cell(rows, "lanes", "cost")["role"]) == ("montreal", "treasurer")
    assert cell(rows, "lanes", "cost")["value"] == "-12.5"


def test_empty_cells_say_that_nobody_knows(bench):
    filled(bench)

    rows = told(bench.comparison, cell_rows)

    assert (cell(rows, "gardens", "cost")["state"], cell(rows, "gardens", "cost")["value"]) == ("not-known", "")
    assert cell(rows, "gardens", "power")["state"] == "not-applicable"
    assert len(rows) == 12


def test_what_looks_like_a_formula_stays_words(bench):
    filled(bench)

    assert cell(told(bench.comparison, cell_rows), "lanes", "remark")["value"] == "'=SUM(1)"
    assert cell(told(bench.comparison, cell_rows), "lanes", "remark")["language"] == "en"


def test_tables_are_the_same_in_every_language(bench):
    filled(bench)
    found = {}
    for language in ("en", "fr", "es"):
        with override(language):
            grid = grid_of(bench.comparison, today=TODAY)
            found[language] = (written_csv(cell_rows(grid)), written_csv(codebook_rows(grid)))

    assert found["en"] == found["fr"] == found["es"]


def test_the_codebook_explains_every_code(bench):
    rows = told(bench.comparison, codebook_rows)

    columns = {row["code"] for row in rows if row["what"] == "column"}
    options = {(row["item"], row["code"]): row["label:en"] for row in rows if row["what"] == "option"}
    assert columns == set(told(bench.comparison, cell_rows)[0])
    assert options["rules", "law"] == "Law"
    assert {row["item"]: row["label:fr"] for row in rows if row["what"] == "item"}["since"] == "Since (fr)"
    assert {row["code"] for row in rows if row["what"] == "state"} == {"answered", "not-applicable", "no-answer", "not-known"}


def test_an_organisation_that_is_not_public_is_not_named(bench):
    filled(bench)
    bench.guest.unpublish()

    assert cell(told(bench.comparison, cell_rows), "lanes", "cost")["said_by"] == ""


def test_figures_that_disagree_are_rows_of_their_own(bench):
    measure = ConceptFactory(code="costs", scheme__code="measures")
    one, other = SourceFactory(code="one"), SourceFactory(code="other")
    figures = [
        PracticeFigure(measure=measure, value=value, unit="EUR", year=2020, source=source, qualifier=how, locator="page 9")
        for value, source, how in ((50_000, one, "about"), (13_000, other, "exact"))
    ]
    bench.lanes.figures.set(figures)
    publish_record(bench.lanes, by=None)
    BindingFactory(instrument=bench.version.instrument, item_code="cost", field="figure:costs")

    rows = [row for row in told(bench.comparison, cell_rows) if (row["subject"], row["item"]) == ("lanes", "cost")]

    assert [(row["value"], row["unit"], row["year"], row["precision"], row["source"], row["locator"]) for row in rows] == [
        ("50000", "EUR", "2020", "about", "one", "page 9"),
        ("13000", "EUR", "2020", "exact", "other", "page 9"),
    ]
    assert {row["filled_by"] for row in rows} == {"record"}


def test_a_matrix_is_a_line_of_pairs(bench):
    levels = OptionListFactory(version=bench.version, codes=("low", "high"))
    rows = OptionListFactory(version=bench.version, codes=("water", "land"))
    section = bench.version.sections.get()
    ItemFactory(section=section, code="rights", type="matrix", options=levels, rows=rows, position=9)
    fill_cells(bench.subjects[0], [Change("rights", Said({"water": "low", "land": "high"}))], by=None, language="en")

    assert cell(told(bench.comparison, cell_rows), "lanes", "rights")["value"] == "water=low land=high"
    assert {row["code"] for row in told(bench.comparison, codebook_rows) if row["what"] == "row"} == {"water", "land"}
