from datetime import date

import pytest

from cities.commons.instruments.answering import Said, asking, faults, freeze, in_words, spots
from cities.commons.instruments.definition import Wording
from tests.commons.instruments.forms import answered, form, group, item, options, said_in, section

TODAY = date(2026, 11, 22)
COLOURS = options("red", "green", "blue")


def asked_codes(definition, answers):
    asked = asking(definition, answers, today=TODAY)
    return [spot.place for spot in spots(definition, answers) if asked.is_asked(spot)]


def found_faults(definition, answers, language="en"):
    asked = asking(definition, answers, today=TODAY)
    return [(fault.place, fault.message, fault.is_missing) for fault in faults(definition, answers, asked, language=language, today=TODAY)]


def frozen(definition, answers):
    return freeze(definition, answers, asking(definition, answers, today=TODAY))


def test_condition_decides_what_is_asked():
    definition = form(item("has", "yes-no"), item("how_many", "whole-number", condition="${has} = 'yes'"))

    assert asked_codes(definition, answered(has="yes")) == [("has", 0), ("how_many", 0)]
    assert asked_codes(definition, answered(has="no", how_many="3")) == [("has", 0)]


def test_answer_to_what_is_not_asked_counts_as_none():
    """Else a question would hang on an answer nobody can see."""
    definition = form(
        item("a", "yes-no"),
        item("b", "yes-no", condition="${a} = 'yes'"),
        item("c", condition="${b} = 'yes'"),
        item("d", condition="${c} != ''"),
    )

    assert asked_codes(definition, answered(a="no", b="yes", c="words")) == [("a", 0)]
    assert asked_codes(definition, answered(a="yes", b="yes", c="words")) == [("a", 0), ("b", 0), ("c", 0), ("d", 0)]


def test_condition_may_look_ahead():
    definition = form(item("first", condition="${last} > 2"), item("last", "number"))

    assert asked_codes(definition, answered(last="3")) == [("first", 0), ("last", 0)]


def test_conditions_in_a_circle_come_to_an_end():
    definition = form(item("a", condition="${b} = ''"), item("b", condition="${a} = ''"))

    assert isinstance(asked_codes(definition, answered(a="x", b="y")), list)


def test_section_that_is_not_asked_asks_nothing():
    definition = form(
        section("one", item("has", "yes-no")), section("two", item("what"), group("many", item("each")), condition="${has} = 'yes'")
    )

    assert asked_codes(definition, answered(has="no")) == [("has", 0)]
    assert asking(definition, answered(has="no"), today=TODAY).sections == {"one"}


def test_names_inside_a_group_mean_the_same_repetition():
    definition = form(
        group("measures", item("kind"), item("other", condition="${kind} = 'x'")),
        item("all", "calculation", calculation="count-non-empty(${kind})"),
    )
    answers = answered(measures=[1, 3], kind__1="x", kind__3="y")

    assert asked_codes(definition, answers) == [("measures", 0), ("kind", 1), ("other", 1), ("kind", 3), ("all", 0)]
    assert asking(definition, answers, today=TODAY).calculated == {("all", 0): "2"}


def test_calculation_is_worked_out_from_answers_and_other_calculations():
    definition = form(
        item("double", "calculation", calculation="${total} * 2"),
        item("total", "calculation", calculation="${a} + ${b}"),
        item("a", "number"),
        item("b", "number"),
        item("big", condition="${double} > 10"),
    )

    asked = asking(definition, answered(a="1.5", b="4"), today=TODAY)

    assert asked.calculated == {("double", 0): "11", ("total", 0): "5.5"}
    assert ("big", 0) in asked.places


def test_calculation_without_its_answers_is_no_number():
    definition = form(item("a", "number"), item("total", "calculation", calculation="${a} + 1"))

    assert asking(definition, {}, today=TODAY).calculated == {("total", 0): ""}
    assert frozen(definition, {})["items"]["total"] == {"value": None, "absence": "no-answer", "publication": "", "language": ""}


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


def test_what_could_not_be_read_is_no_value_in_conditions():
    definition = form(item("count", "number"), item("why", condition="${count} > 0"))

    assert asked_codes(definition, answered(count={"typed": "5 or 6"})) == [("count", 0)]


def test_frozen_holds_what_was_asked_and_nothing_else():
    definition = form(
        item("intro", "note"),
        item("has", "yes-no"),
        item("what", condition="${has} = 'yes'"),
        item("words", "long-text", is_personal=True),
        item("count", "number"),
        group("measures", item("name"), item("cost", "money")),
    )
    answers = answered(
        has="no",
        what="hidden",
        words=Said("Ours", publication="anonymous"),
        measures=[2, 1, 4],
        name__1="One",
        name__2="Two",
        name__9="Taken out",
    )

    document = frozen(definition, answers)

    assert document["items"] == {
        "has": {"value": "no", "absence": "", "publication": "", "language": "en"},
        "words": {"value": "Ours", "absence": "", "publication": "anonymous", "language": "en"},
        "count": {"value": None, "absence": "no-answer", "publication": "", "language": ""},
    }
    assert [{code: answer["value"] for code, answer in repetition.items()} for repetition in document["groups"]["measures"]] == [
        {"name": "Two", "cost": None},
        {"name": "One", "cost": None},
    ]


@pytest.mark.parametrize(
    ("asked", "said", "words"),
    [
        (item(kind="number", unit="km"), Said("1234.5"), "1\u202f234,5 km"),
        (item(kind="date"), Said("2026-11-22"), "22 novembre 2026"),
        (item(kind="one-of", options=COLOURS), Said("red"), "red (fr)"),
        (item(kind="several-of", options=COLOURS), Said(["red", "blue"]), "red (fr)\nblue (fr)"),
        (item(kind="rank", options=COLOURS), Said(["blue", "red"]), "1. blue (fr)\n2. red (fr)"),
        (item(kind="matrix", options=COLOURS, rows=options("water")), Said({"water": "red"}), "water (fr): red (fr)"),
        (item(kind="territory"), Said("sn"), "Sénégal"),
        (item(kind="file"), Said(["1", "2"]), "one.pdf\n2"),
        (item(), Said("words"), "words"),
        (item(kind="number"), Said({"typed": "about 5"}), "about 5"),
        (item(), Said(), ""),
    ],
    ids=lambda value: value.type if hasattr(value, "type") else "",
)
def test_answer_in_words(asked, said, words):
    assert in_words(asked, said, "fr", known=lambda _item: {"sn": "Sénégal", "1": "one.pdf"}) == words


def test_absence_in_words():
    asked = item(kind="number")

    assert in_words(asked, Said(absence="not-applicable"), "en", known=lambda _item: {}) == "Does not apply to us"
    assert in_words(asked, Said(absence="no-answer"), "en", known=lambda _item: {}) == "No answer"
    assert in_words(item(kind="yes-no"), Said("no"), "en", known=lambda _item: {}) == "No"
