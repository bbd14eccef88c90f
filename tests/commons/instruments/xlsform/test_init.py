"""What goes out comes in again, in every language."""

import io

import openpyxl
import pytest

from cities.commons.instruments.xlsform import read_form, written_form
from tests.commons.instruments.definitions import LANGUAGES, definition, item, option, section, words

LEVELS = (
    option("never", en="Never", fr="Jamais", es="Nunca", ko="전혀"),
    option("often", en="Often", fr="Souvent", es="A menudo", ko="자주"),
)
GROUPS = (option("women", en="Women", ko="여성"), option("2021", en="In 2021"))
EVERYTHING = definition(
    section(
        "about",
        item(
            "members",
            "whole-number",
            label=words(en="How many members?", fr="Combien de membres ?", es="¿Cuántos miembros?", ko="회원은 몇 명입니까?"),
            hint=words(en="At the end of the year", ko="연말 기준"),
            constraint=". >= 0",
            constraint_message=words(en="Not below 0", fr="Pas moins de 0"),
            required="true()",
            unit="members",
            allows_not_applicable=True,
            is_prefilled=True,
        ),
        item("share", "number", unit="%", required="${members} > 10"),
        item("budget", "money", unit="XOF", condition="${members} > 1"),
        item("per_head", "calculation", calculation="${budget} div ${members}", label=words()),
        item("since", "date", constraint=". <= today()"),
        item("story", "long-text", is_personal=True, label=words(en="=1+1 is no formula", fr="«\xa0oui\xa0»".replace("\xa0", " "))),
        item("where", "territory"),
        item("theme", "concept", scheme="themes"),
        item("themes", "several-of", scheme="themes"),
        item("partner", "organisation"),
        title=words(en="About you", fr="Vous", es="Ustedes", ko="소개"),
        introduction=words(en="First, you.\nThen the rest.", ko="먼저 소개"),
    ),
    section(
        "practice",
        item("agrees", "yes-no"),
        item("how_often", "one-of", options=LEVELS, options_code="levels"),
        item("which", "several-of", options=LEVELS, options_code="levels"),
        item("order", "rank", options=LEVELS, options_code="levels"),
        item("strength", "scale", options=LEVELS, options_code="levels"),
        item("table", "matrix", options=LEVELS, options_code="levels", rows=GROUPS, rows_code="groups", required="true()"),
        item("papers", "file"),
        item("thanks", "note"),
        item("projects", "repeat", items=(item("project"), item("cost", "money", unit="EUR"), item("grid", "matrix", options=LEVELS, options_code="levels", rows=GROUPS, rows_code="groups"))),
        item("total", "calculation", calculation="sum(${cost}) + count(${projects})"),
        condition="${members} > 0",
    ),
    section("practice_2", item("last", condition="selected(${which}, 'often')")),
    languages=LANGUAGES,
    title=words(en="Member survey", fr="Enquête", es="Encuesta", ko="설문"),
    introduction=words(en="Hello", ko="안녕하세요"),
    closing=words(en="Thank you", fr="Merci"),
    number=3,
)  # fmt: skip


def test_definition_survives_the_way_out_and_in():
    found = read_form(written_form(EVERYTHING), language="en")

    assert found.definition == EVERYTHING
    assert found.notes == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_columns(language):
    found = read_form(written_form(EVERYTHING), language="en").definition

    assert [asked.label.words.get(language) for asked in found.items] == [asked.label.words.get(language) for asked in EVERYTHING.items]
    assert found.languages == LANGUAGES


def test_form_written_in_french_stays_so():
    french = definition(
        section("un", item("nom", label=words(fr="Nom ?"))), language="fr", languages=("fr", "ko"), title=words(fr="Enquête")
    )

    found = read_form(written_form(french), language="en").definition

    assert (found.language, found.languages, found.item("nom").label.words) == ("fr", ("fr", "ko"), {"fr": "Nom ?"})


def test_words_beyond_the_languages_asked_are_kept():
    with_more = definition(section("one", item("name", label=words(en="Name?", pt="Nome?"))))

    found = read_form(written_form(with_more), language="en").definition

    assert (found.languages, found.item("name").label.words) == (("en",), {"en": "Name?", "pt": "Nome?"})


def test_section_named_as_a_question_comes_back():
    same = definition(section("name", item("name"), item("age", condition="${name} != ''")))

    assert read_form(written_form(same), language="en").definition == same


def test_no_cell_is_a_formula():
    book = openpyxl.load_workbook(io.BytesIO(written_form(EVERYTHING)))

    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert all(cell.value is None for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "n")
