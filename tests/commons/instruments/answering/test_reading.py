import json
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.commons.instruments.answering import (
    CHOSEN,
    LOOKED_UP,
    NOT_APPLICABLE,
    NotOffered,
    Said,
    Typed,
    clean_text,
    field_name,
    filled,
    read_answer,
    typed_from,
)
from tests.commons.instruments.forms import item, options

LANGUAGES = ("en", "fr", "es", "ko")
COLOURS = options("red", "green", "blue")
ROWS = options("water", "land")


def known(_item):
    return {"sn": "Senegal", "themes:credit": "Credit", "4f0c": "Dakar"}


def read(asked, *values, language="en", before=None, **typed):
    return read_answer(asked, Typed(values=list(values), **typed), language=language, known=known, before=before or Said())


@pytest.mark.parametrize(
    ("asked", "typed", "value"),
    [
        (item(kind="text"), Typed(["  Two  words "]), "Two  words"),
        (item(kind="long-text"), Typed(["One\r\ntwo\r"]), "One\ntwo"),
        (item(kind="number", unit="km"), Typed(["1,5 km"]), "1.5"),
        (item(kind="money", unit="EUR"), Typed(["€ 1,000"]), "1000"),
        (item(kind="whole-number"), Typed(["1,000"]), "1000"),
        (item(kind="whole-number"), Typed(["5.0"]), "5"),
        (item(kind="date"), Typed(["2026-02-28"]), "2026-02-28"),
        (item(kind="yes-no"), Typed(["no"]), "no"),
        (item(kind="one-of", options=COLOURS), Typed(["red"]), "red"),
        (item(kind="scale", options=COLOURS), Typed(["blue"]), "blue"),
        (item(kind="several-of", options=COLOURS), Typed(["blue", "red", "red"]), ["red", "blue"]),
        (item(kind="rank", options=COLOURS), Typed(rows={"red": "2", "green": "", "blue": "1"}), ["blue", "red"]),
        (item(kind="matrix", options=COLOURS, rows=ROWS), Typed(rows={"land": "red", "water": ""}), {"land": "red"}),
        (item(kind="territory"), Typed(["sn"]), "sn"),
        (item(kind="concept", scheme="themes"), Typed(["themes:credit"]), "themes:credit"),
        (item(kind="organisation"), Typed(["4f0c"]), "4f0c"),
    ],
    ids=lambda value: value.type if hasattr(value, "type") else "",
)
def test_answer_is_coded(asked, typed, value):
    assert read_answer(asked, typed, language="en", known=known) == Said(value)


@pytest.mark.parametrize(
    ("asked", "typed"),
    [
        (item(kind="number"), Typed(["about 12"])),
        (item(kind="whole-number"), Typed(["1.5"])),
        (item(kind="date"), Typed(["30/02/2026"])),
        (item(kind="text"), Typed(["x" * 1001])),
        (item(kind="rank", options=COLOURS), Typed(rows={"red": "1", "blue": "1"})),
    ],
    ids=lambda value: value.type if hasattr(value, "type") else "",
)
def test_what_cannot_be_read_is_kept_as_typed_and_shown_again(asked, typed):
    said = read_answer(asked, typed, language="en", known=known)

    shown = filled(asked, said, "fr")
    assert said.typed is not None
    assert (shown.text or shown.rows) == (typed.rows or typed.values[0])


@pytest.mark.parametrize(
    ("asked", "typed"),
    [
        (item(kind="one-of", options=COLOURS), Typed(["pink"])),
        (item(kind="yes-no"), Typed(["maybe"])),
        (item(kind="several-of", options=COLOURS), Typed(["red", "pink"])),
        (item(kind="rank", options=COLOURS), Typed(rows={"red": "4"})),
        (item(kind="rank", options=COLOURS), Typed(rows={"pink": "1"})),
        (item(kind="matrix", options=COLOURS, rows=ROWS), Typed(rows={"air": "red"})),
        (item(kind="matrix", options=COLOURS, rows=ROWS), Typed(rows={"land": "pink"})),
        (item(kind="territory"), Typed(["atlantis"])),
        (item(kind="note"), Typed(["words"])),
        (item(kind="calculation"), Typed(["3"])),
        (item(kind="repeat"), Typed(["1"])),
        (item(kind="file"), Typed(["someone-elses-file"])),
        (item(kind="long-text"), Typed(["x" * 100_001])),
    ],
    ids=lambda value: value.type if hasattr(value, "type") else "",
)
def test_what_no_form_offers_is_refused(asked, typed):
    with pytest.raises(NotOffered):
        read_answer(asked, typed, language="en", known=known)


def test_what_was_chosen_stays_although_it_is_offered_no_more():
    assert read(item(kind="organisation"), "gone", before=Said("gone")) == Said("gone")


@pytest.mark.parametrize("kind", ["number", "whole-number", "money"])
def test_nothing_is_not_nought(kind):
    asked = item(kind=kind)

    assert (read(asked, ""), read(asked, "  "), read(asked, "0")) == (Said(), Said(), Said("0"))
    assert (Said().is_empty, Said("0").is_empty, Said("no").is_empty) == (True, False, False)


@pytest.mark.parametrize("kind", ["text", "number", "date", "several-of", "matrix", "rank"])
def test_does_not_apply_is_an_answer_where_it_is_offered(kind):
    offered = item(kind=kind, options=COLOURS, rows=ROWS, allows_not_applicable=True)

    assert read(offered, absence=NOT_APPLICABLE) == Said(absence=NOT_APPLICABLE)
    assert read(item(kind=kind, options=COLOURS, rows=ROWS), absence=NOT_APPLICABLE) == Said()


@pytest.mark.parametrize("kind", ["yes-no", "one-of", "scale", "territory"])
def test_why_there_is_no_answer_stands_among_the_choices(kind):
    asked = item(kind=kind, options=COLOURS, allows_not_applicable=True)

    assert read(asked, "#not-applicable") == Said(absence="not-applicable")
    assert read(asked, "#no-answer") == Said(absence="no-answer")
    assert filled(asked, Said(absence="no-answer"), "en").chosen == ("#no-answer",)


def test_what_is_done_last_counts_between_a_value_and_does_not_apply():
    asked = item(kind="number", allows_not_applicable=True)

    assert read(asked, "5", absence=NOT_APPLICABLE, before=Said("5")) == Said(absence=NOT_APPLICABLE)
    assert read(asked, "5", absence=NOT_APPLICABLE, before=Said(absence=NOT_APPLICABLE)) == Said("5")


def test_publication_is_asked_of_personal_answers_only():
    personal, plain = item(is_personal=True), item()

    assert read(personal, "words", publication="named") == Said("words", publication="named")
    assert read(personal, "words", publication="everyone") == Said("words")
    assert read(plain, "words", publication="named") == Said("words")


def test_text_is_cleaned_of_what_a_database_refuses():
    assert clean_text("a\0b\ud800c\x1f e\u0301\n") == "abc é"
    assert read(item(), "\0") == Said()


@given(st.text())
def test_any_text_can_be_stored_and_comes_back(text):
    said = read(item(kind="long-text"), text)

    json.dumps(said.value).encode()
    assert read(item(kind="long-text"), filled(item(kind="long-text"), said, "fr").text) == said


KINDS = [
    "text",
    "long-text",
    "number",
    "whole-number",
    "money",
    "date",
    "yes-no",
    "one-of",
    "several-of",
    "rank",
    "scale",
    "matrix",
    "territory",
]


@given(
    st.sampled_from(KINDS),
    st.lists(
        st.one_of(st.text(max_size=12), st.sampled_from(["1,5", "1.234", "12", "yes", "red", "blue", "sn", "2026-01-31"])), max_size=3
    ),
    st.dictionaries(st.sampled_from(["red", "green", "water", "land"]), st.sampled_from(["1", "2", "3", "red", ""]), max_size=4),
    st.sampled_from(LANGUAGES),
    st.sampled_from(LANGUAGES),
)
def test_what_a_form_shows_is_read_again_as_the_same_in_any_language(kind, values, rows, typed_in, shown_in):
    asked = item(kind=kind, options=COLOURS, rows=ROWS)
    try:
        said = read(asked, *values, rows=rows if kind in ("rank", "matrix") else {}, language=typed_in)
    except NotOffered:
        return

    shown = filled(asked, said, shown_in)
    again = read(asked, *shown.chosen, *([shown.text] if shown.text else []), rows=dict(shown.rows), language=shown_in, before=said)

    # What could not be read stays as typed; another language may be able to read it.
    assert again == said or said.typed is not None
    assert (again.mark == said.mark) == (again == said)


def test_fields_come_back_under_their_items():
    pairs = [
        (field_name("v", "colours"), "red"),
        (field_name("v", "colours"), "blue"),
        (field_name("m", "rights", 2, about="a:b"), "x"),
        (field_name("seen", "colours"), "3.abc"),
        ("csrfmiddlewaretoken", "t"),
        ("v:only", "t"),
        ("v:bad:-1", "t"),
        ("v:bad:99999", "t"),
    ]

    found = typed_from(parse_qsl(urlencode(pairs), keep_blank_values=True))

    assert found.keys() == {("colours", 0), ("rights", 2)}
    assert (found["colours", 0].values, found["colours", 0].seen) == (["red", "blue"], "3.abc")
    assert found["rights", 2].rows == {"a:b": "x"}


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20))))
def test_any_fields_can_come(pairs):
    for typed in typed_from(pairs).values():
        assert isinstance(typed.is_blank, bool)


def test_kinds_of_choice_are_apart():
    assert CHOSEN.isdisjoint(LOOKED_UP)
