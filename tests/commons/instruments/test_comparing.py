from dataclasses import replace

from cities.commons.instruments.comparing import Difference, differences, retyped
from tests.commons.instruments.definitions import definition, item, option, section, words

BEFORE = definition(section("one", item("a"), item("b"), item("c")), section("two", item("d", "one-of")))


def test_nothing_differs_from_itself():
    assert differences(BEFORE, replace(BEFORE, version=7, number=2)) == []


def test_added_and_removed():
    after = definition(section("one", item("a"), item("b"), item("c"), item("new", label=words(en="New?"))))

    assert differences(BEFORE, after) == [
        Difference("removed", "section", "two", before="Two"),
        Difference("added", "item", "new", after="New?"),
        Difference("removed", "item", "d", before="What of d?"),
    ]


def test_changed_words_type_and_flags():
    changed = item("a", "number", label=words(en="What of a?", fr="Et a ?"), is_personal=True, unit="kg")
    after = replace(BEFORE, sections=(replace(BEFORE.sections[0], items=(changed, item("b"), item("c"))), BEFORE.sections[1]))

    assert differences(BEFORE, after) == [
        Difference("changed", "item", "a", "type", "text", "number"),
        Difference("changed", "item", "a", "label fr", "", "Et a ?"),
        Difference("changed", "item", "a", "unit", "", "kg"),
        Difference("changed", "item", "a", "is_personal", "", "yes"),
    ]
    assert retyped(BEFORE, after) == [Difference("changed", "item", "a", "type", "text", "number")]


def test_changed_options():
    d = item("d", "one-of", options=(option("a", en="Ah"), option("z")))

    found = differences(BEFORE, replace(BEFORE, sections=(BEFORE.sections[0], section("two", d))))

    assert [(change.field, change.before, change.after) for change in found] == [
        ("options", "a, b", "a, z"),
        ("options a en", "A", "Ah"),
        ("options b en", "B", ""),
        ("options z en", "", "Z"),
    ]


def test_moved_within_and_into_another_section():
    after = definition(section("one", item("b"), item("a")), section("two", item("d", "one-of"), item("c")))

    assert [(change.kind, change.code, change.before, change.after) for change in differences(BEFORE, after)] == [
        ("moved", "b", "one / a", "one / "),
        ("moved", "a", "one / ", "one / b"),
        ("moved", "c", "one / b", "two / d"),
    ]


def test_changed_titles_and_languages():
    after = replace(BEFORE, title=words(en="Other"), languages=("en", "fr"))

    assert [(change.subject, change.field, change.after) for change in differences(BEFORE, after)] == [
        ("whole", "languages", "en, fr"),
        ("whole", "title en", "Other"),
    ]
