from dataclasses import replace

import pytest

from cities.commons.instruments.checking import faults_in, needed_names
from tests.commons.instruments.definitions import definition, item, option, section, words
from tests.commons.instruments.xlsform.test_init import EVERYTHING


def faults(*sections, **given):
    return [(fault.code, fault.field, fault.is_unfinished) for fault in faults_in(definition(*sections, **given))]


def test_a_whole_form_has_no_faults():
    assert faults_in(EVERYTHING) == []


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (item("1a"), ("1a", "code", False)),
        (item("a b"), ("a b", "code", False)),
        (item("a" * 65), ("a" * 65, "code", False)),
        (item("a", constraint="nonsense("), ("a", "constraint", False)),
        (item("a", required="${b}"), ("a", "required", False)),
        (item("a", condition="${a} = 1"), ("a", "condition", False)),
        (item("a", label=words(fr="Seulement")), ("a", "label", True)),
        (item("a", "one-of", options=()), ("a", "options", True)),
        (item("a", "one-of", options=(option("x y"),)), ("a", "options", False)),
        (item("a", "one-of", options=(option("x"), option("x"))), ("a", "options", False)),
        (item("a", "one-of", options=(option("x", fr="Seulement"),)), ("a", "options", True)),
        (item("a", "one-of", options=(option("x", en="x" * 501),)), ("a", "options", False)),
        (item("a", "one-of", options=(option("x" * 65),)), ("a", "options", False)),
        (item("a", "matrix", options=(option("x"),)), ("a", "rows", True)),
        (item("a", "concept"), ("a", "scheme", True)),
        (item("a", "calculation"), ("a", "calculation", True)),
        (item("a", "repeat"), ("a", "items", True)),
        (item("a", "repeat", items=(item("b", "repeat", items=(item("c"),)),)), ("b", "type", False)),
    ],
)
def test_wrong_question_is_found(wrong, expected):
    assert expected in faults(section("one", wrong))


def test_choices_from_a_vocabulary_need_no_options():
    assert faults(section("one", item("a", "several-of", scheme="themes"))) == []


def test_nothing_asked_is_unfinished():
    assert faults() == [("", "items", True)]


def test_title_is_asked_for_and_bounded():
    asked = section("one", item("a"))

    assert faults(asked, title=words(fr="Seulement")) == [("", "title", True)]
    assert faults(asked, title=words(en="x" * 251)) == [("", "title", False)]
    assert faults(replace(asked, title=words(en="x" * 251))) == [("one", "title", False)]


def test_same_code_twice_is_found_once():
    assert faults(section("one", item("a"), item("a")), section("one")) == [("one", "code", False), ("a", "code", False)]


def test_circle_is_told_with_its_way():
    found = faults_in(
        definition(
            section("one", item("a", condition="${b} = 1"), item("b", "calculation", calculation="${c}"), item("c")),
            section("two", item("d"), condition="${a} = 1"),
        )
    )

    assert len(found) == 0
    circle = faults_in(definition(section("one", item("a", condition="${b} = 1"), item("b", condition="${a} = 1"))))
    assert [fault.reason.count("→") for fault in circle] == [2]


def test_needed_names_hold_those_around():
    form = definition(
        section("one", item("g", "repeat", condition="${x} = 1", items=(item("i", condition="${y} = 1"),)), condition="${z} = 1"),
    )

    assert needed_names(form) == {"g": {"x", "z"}, "i": {"x", "y", "z"}}
