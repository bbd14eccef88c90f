import json

import pytest

from cities.commons.instruments.definition import ItemDefinition, Wording
from cities.commons.instruments.expressions import (
    as_data,
    evaluation_value,
    holds,
    names_in,
    value_of,
)
from tests.commons.instruments.expressions.cases import CASES, THIS, TODAY, VALUES, told


def item(type_):
    return ItemDefinition(pk=1, code="asked", type=type_, label=Wording({}), hint=Wording({}), constraint_message=Wording({}))


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_expression_has_the_value_of_the_table(text, expected):
    value = told(value_of(text, VALUES, this=THIS, today=TODAY))

    assert value == expected
    assert isinstance(value, bool) == isinstance(expected, bool)


def test_holds_of_nothing_asked():
    assert holds("", {}, today=TODAY)
    assert holds("  ", {}, today=TODAY)
    assert not holds("${a} = 1", {}, today=TODAY)


def test_names_are_those_of_codes_only():
    names = names_in("if(selected(${a}, 'b'), ${c-d}, -(${e} + regex(${f}, 'x')))")

    assert names == {"a", "c-d", "e", "f"}
    assert names_in("") == frozenset()


def test_tree_is_plain_data():
    tree = as_data(". > 1 and regex(${a}, 'x')")

    assert json.loads(json.dumps(tree)) == [
        "chain",
        [
            ["chain", [["this"], ["literal", 1.0]], [">"]],
            ["match", ["name", "a"], [["set", False, [[120, 120]]], ["end"]]],
        ],
        ["and"],
    ]
    assert as_data(" ") is None


@pytest.mark.parametrize(
    ("type_", "stored", "expected"),
    [
        ("text", None, ""),
        ("text", "0", "0"),
        ("number", "12.50", 12.5),
        ("whole-number", 0, 0.0),
        ("money", "", ""),
        ("number", "nonsense", ""),
        ("yes-no", "no", "no"),
        ("several-of", ["credit", "food"], "credit food"),
        ("rank", [], ""),
        ("matrix", {"women": "often", "youth": "", "men": "never"}, "often never"),
        ("repeat", 3, ("1", "2", "3")),
        ("date", "2024-02-29", "2024-02-29"),
    ],
)
def test_stored_answer_as_expressions_see_it(type_, stored, expected):
    assert evaluation_value(item(type_), stored) == expected
