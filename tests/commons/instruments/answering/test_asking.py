from datetime import date

from cities.commons.instruments.answering import Said, asking, freeze, spots
from tests.commons.instruments.forms import answered, form, group, item, options, section

TODAY = date(2026, 11, 22)
COLOURS = options("red", "green", "blue")


def asked_codes(definition, answers):
    asked = asking(definition, answers, today=TODAY)
    return [spot.place for spot in spots(definition, answers) if asked.is_asked(spot)]


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
