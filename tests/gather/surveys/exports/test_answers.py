"""What goes out: codes whatever the language, nothing personal for anyone, no formula."""

import csv
import io

import openpyxl
import pytest
from django.utils import translation

from cities.commons.instruments.queries import definition_of
from cities.core.spreadsheets import sheet_names, written_csv, written_workbook
from cities.gather.surveys.exports import For, answer_tables, codebook_tables, entries, result_rows
from cities.gather.surveys.queries import coverage, names_in, results, shown_items
from tests.factories import CodingThemeFactory, RespondentFactory, frozen_answer
from tests.factories.instruments import ItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(closed):
    advice = frozen_answer("=HYPERLINK(1)", publication="named")
    RespondentFactory(
        campaign=closed, organisation__code="zqname", answers={"sector": "care", "help": ["care", "culture"], "advice": advice}
    )
    private = frozen_answer("zqprivate", publication="private")
    RespondentFactory(campaign=closed, language="fr", answers={"sector": None, "help": None, "jobs": "-12.5", "advice": private})
    RespondentFactory(campaign=closed, sample=True, answers={"sector": "tourism"})
    return closed


def tables(campaign, audience):
    return answer_tables(definition_of(campaign.version), entries(campaign, audience=audience), audience=audience)


def as_dicts(table):
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def test_row_is_a_sheet_and_column_an_item_by_its_code(answered):
    first, second = as_dicts(tables(answered, For.STAFF)["answers"])

    assert (first["sector"], first["help"], first["help/care"], first["help/tourism"]) == ("care", "care culture", 1, 0)
    assert (second["sector"], second["help"], second["help/care"], str(second["jobs"])) == ("no-answer", "no-answer", None, "-12.5")
    # It was not asked: nothing is 0 that was not said to be.
    assert first["jobs"] is None


@pytest.mark.parametrize("language", ["en", "fr", "es", "ko"])
def test_data_is_equal_by_code_whatever_the_language(answered, language):
    for audience in For:
        with translation.override("en"):
            expected = tables(answered, audience)
        with translation.override(language):
            assert tables(answered, audience) == expected


def test_anyone_learns_nothing_of_who_answered(answered):
    found = written_csv(tables(answered, For.ANYONE)["answers"]).decode()

    assert "zqprivate" not in found
    assert "Zqname" not in found
    assert found.splitlines()[0].lstrip("\ufeff").split(",")[:2] == ["sheet", "sector"]
    assert not {"region", "organisation", "advice.publication"} & set(tables(answered, For.ANYONE)["answers"][0])


def test_staff_get_everything_but_samples(answered):
    found = written_csv(tables(answered, For.STAFF)["answers"]).decode()

    assert [word in found for word in ("zqprivate", "Zqname")] == [True, True]
    assert len(found.splitlines()) == 3


def test_words_that_look_like_a_formula_stay_words(answered):
    table = tables(answered, For.STAFF)["answers"]

    lines = list(csv.DictReader(io.StringIO(written_csv(table).decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(written_workbook({"answers": table})))
    cells = [cell for row in book["answers"].iter_rows() for cell in row if cell.value is not None]

    assert [line["advice"] for line in lines] == ["'=HYPERLINK(1)", "zqprivate"]
    assert [line["jobs"] for line in lines] == ["", "-12.5"]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert [cell.value for cell in cells if str(cell.value).startswith("=")] == ["=HYPERLINK(1)"]


def test_repeated_groups_have_a_table_of_their_own(closed):
    group = ItemFactory(section=closed.version.sections.get(), code="projects", type="repeat")
    ItemFactory(section=group.section, group=group, code="title", type="text")
    closed.version.state = "draft"
    closed.version.save()
    repetitions = [{"title": frozen_answer("A")}, {"title": frozen_answer("B")}]
    RespondentFactory(campaign=closed, answers={"sector": "care"}, answers__groups={"projects": repetitions})

    found = tables(closed, For.STAFF)

    assert [(row["repetition"], row["title"]) for row in as_dicts(found["projects"])] == [(1, "A"), (2, "B")]
    assert "projects" not in found["answers"][0]


def test_codebook_explains_every_code_in_the_languages_asked_for(answered):
    CodingThemeFactory(campaign=answered, code="funds", words={"en": {"label": "Funds"}})

    found = codebook_tables(definition_of(answered.version), languages=["fr", "en"], themes=list(answered.themes.all()))

    assert found["items"][0][-2:] == ["label:fr", "label:en"]
    assert next(row for row in found["items"] if row[0] == "sector")[-2:] == ["Secteur", "Sector"]
    assert ["sector", "care", "", "Care"] in found["options"]
    assert found["themes"][1] == ["advice", "funds", "", "Funds"]


def test_public_figures_hide_what_the_page_hides(answered):
    shown = shown_items(results(answered), names=names_in("en"), least=3)

    rows = result_rows(shown, coverage(answered))

    assert rows[1][4:6] == (2, 2)
    assert [row[4] for row in rows if row[0] == "sector" and row[2]] == []


def test_names_of_sheets_are_what_excel_takes():
    assert sheet_names(["a/b", "x" * 40, "X" * 40]) == ["a-b", "x" * 31, "X" * 29 + " 2"]
