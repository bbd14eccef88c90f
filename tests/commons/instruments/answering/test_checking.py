from datetime import date

import pytest

from cities.commons.instruments.answering import Said, asking, faults
from cities.commons.instruments.definition import Wording
from tests.commons.instruments.forms import answered, form, group, item, options, said_in

TODAY = date(2026, 11, 22)
COLOURS = options("red", "green", "blue")


def found_faults(definition, answers, language="en"):
    asked = asking(definition, answers, today=TODAY)
    return [(fault.place, fault.message, fault.is_missing) for fault in faults(definition, answers, asked, language=language, today=TODAY)]


def test_required_is_asked_for_only_where_it_is_asked():
    definition = form(item("has", "yes-no", required="true()"), item("what", required="true()", condition="${has} = 'yes'"))

    assert found_faults(definition, {}) == [(("has", 0), "Please choose an answer.", True)]
    assert found_faults(definition, answered(has="yes")) == [(("what", 0), "Please answer this question.", True)]
    assert found_faults(definition, answered(has="no")) == []


@pytest.mark.parametrize(
    ("said", "is_missing"), [(Said(), True), (Said(absence="no-answer"), True), (Said(absence="not-applicable"), False), (Said("0"), False)]
)
def test_what_answers_a_required_question(said, is_missing):
    definition = form(item("count", "number", required="true()", allows_not_applicable=True))

    assert bool(found_faults(definition, answered(count=said))) == is_missing


def test_required_matrix_wants_every_line():
    definition = form(item("rights", "matrix", rows=options("water", "land"), options=COLOURS, required="true()"))

    assert found_faults(definition, answered(rights={"water": "red"})) == [(("rights", 0), "Please answer every line.", True)]
    assert found_faults(definition, answered(rights={"water": "red", "land": "red"})) == []


def test_blank_repetition_is_not_there():
    definition = form(group("measures", item("what", required="true()"), item("cost", "number")))

    assert found_faults(definition, {}) == []
    assert found_faults(definition, answered(measures=[1, 2], what__1="Garden")) == []
    assert found_faults(definition, answered(measures=[1, 2], what__1="Garden", cost__2="3")) == [
        (("what", 2), "Please answer this question.", True)
    ]


def test_required_group_wants_one_repetition():
    definition = form(group("measures", item("what"), required="true()"))

    assert [place for place, _message, _missing in found_faults(definition, {})] == [("measures", 0)]
    assert found_faults(definition, answered(measures=[1], what__1="Garden")) == []


def test_constraint_is_said_in_its_own_words_in_the_readers_language():
    words = said_in(en="Between 0 and 100.", fr="Entre 0 et 100.")
    definition = form(item("share", "number", constraint=". >= 0 and . <= 100", constraint_message=words))

    assert found_faults(definition, answered(share="101"), "fr") == [(("share", 0), "Entre 0 et 100.", False)]
    assert found_faults(definition, answered(share="101"), "es") == [(("share", 0), "Entre 0 et 100.", False)]
    assert found_faults(definition, answered(share="50")) == []
    assert found_faults(definition, {}) == []


def test_constraint_without_words_is_said_in_ours():
    definition = form(item("share", "number", constraint=". < 100", constraint_message=Wording({})))

    assert found_faults(definition, answered(share="100"))[0][1] == "This answer is not accepted. Please check it."


@pytest.mark.parametrize(
    ("kind", "typed", "message"),
    [
        ("number", "x", "Write a number in figures, for example 1,234.5."),
        ("whole-number", "x", "Write a whole number in figures, for example 12."),
        ("date", "x", "Write a day, month and year that exist, for example 31/12/2026."),
        ("rank", {"red": "1", "blue": "1"}, "Two of these have the same place. Give each its own."),
        ("text", "x", "This is too long. Please keep it under 1,000 characters."),
    ],
)
def test_what_could_not_be_read_is_told_with_an_example(kind, typed, message):
    definition = form(item("asked", kind, options=COLOURS, required="true()"))

    assert found_faults(definition, answered(asked={"typed": typed})) == [(("asked", 0), message, False)]
