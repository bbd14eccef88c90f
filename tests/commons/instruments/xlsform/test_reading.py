import pytest
from django.utils.translation import override

from cities.commons.instruments.xlsform import RefusedForm, read_form
from cities.core.archives import UnsafeArchive
from cities.core.spreadsheets import written_workbook


def form(survey, **sheets):
    return written_workbook({"survey": survey, **sheets})


def problems(content):
    with pytest.raises(RefusedForm) as refusal:
        read_form(content, language="en")
    return [(problem.sheet, problem.cell) for problem in refusal.value.problems]


def test_every_problem_is_listed_at_once():
    survey = [
        ["type", "name", "label", "default", "label::Klingonese"],
        ["geopoint", "place", "Where?"],
        ["text", "who", "Who?", "nobody"],
        ["select_one nowhere", "which", "Which?"],
    ]

    assert problems(form(survey)) == [("survey", "E1"), ("survey", "A2"), ("survey", "D3"), ("survey", "A4")]


def test_reasons_are_in_the_readers_language():
    with override("es"), pytest.raises(RefusedForm) as refusal:
        read_form(form([["type", "name", "label"], ["geopoint", "place", "Where?"]]), language="en")

    assert refusal.value.problems[0].reason == "Las preguntas del tipo «geopoint» no se admiten."


def test_what_is_no_workbook_is_told_apart():
    with pytest.raises(UnsafeArchive):
        read_form(b"type,name,label", language="en")


def test_conditions_of_dissolved_groups_go_to_their_questions():
    survey = [
        ["type", "name", "label", "relevant"],
        ["begin group", "page", "Page", ""],
        ["integer", "age", "Age", ""],
        ["begin group", "inner", "Inner", "${age} > 1"],
        ["text", "name", "Name", "${age} < 9"],
        ["end group"],
        ["end group"],
    ]

    found = read_form(form(survey), language="en")

    conditions = {item.code: (item.type, item.condition) for item in found.definition.items}
    assert conditions == {"age": ("whole-number", ""), "inner": ("note", "${age} > 1"), "name": ("text", "(${age} > 1) and (${age} < 9)")}
    assert [(note.sheet, note.cell) for note in found.notes] == [("survey", "A4")]


def test_or_other_asks_for_words_of_ones_own():
    survey = [["type", "name", "label"], ["select_one c or_other", "q", "Which?"]]

    found = read_form(form(survey, choices=[["list_name", "name", "label"], ["c", "a", "A"]]), language="fr").definition

    own = found.item("q_other")
    assert [option.code for option in found.item("q").options] == ["a", "other"]
    assert (own.type, own.condition, own.label.words) == (
        "text",
        "selected(${q}, 'other')",
        {"fr": "Autre\N{NO-BREAK SPACE}: lequel\N{NO-BREAK SPACE}?"},
    )


def test_range_becomes_a_scale_with_its_levels():
    found = read_form(form([["type", "name", "label", "parameters"], ["range", "r", "R", "start=0 end=2 step=0.5"]]), language="en")

    asked = found.definition.item("r")
    assert (asked.type, [option.code for option in asked.options]) == ("scale", ["0", "0.5", "1", "1.5", "2"])


def test_loose_questions_make_sections_of_their_own():
    survey = [
        ["type", "name", "label"],
        ["text", "a", "A"],
        ["begin group", "questions", "G"],
        ["text", "b", "B"],
        ["end group"],
        ["text", "c", "C"],
    ]

    found = read_form(form(survey), language="en").definition

    assert [(page.code, [item.code for item in page.items]) for page in found.sections] == [
        ("questions_2", ["a"]),
        ("questions", ["b"]),
        ("questions_3", ["c"]),
    ]


@pytest.mark.parametrize("depth", [9, 400])
def test_deep_groups_are_refused_without_falling_in(depth):
    rows = [["begin group", f"g{number}", "G"] for number in range(depth)]

    found = problems(form([["type", "name", "label"], *rows, ["text", "q", "Q"], *[["end group"]] * depth]))

    assert ("survey", "A10") in found
