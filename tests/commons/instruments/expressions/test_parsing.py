import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from cities.commons.instruments.expressions import WrongExpression, parse, value_of
from tests.commons.instruments.expressions.cases import REFUSED, TODAY


@pytest.mark.parametrize(("text", "position"), REFUSED)
def test_parse_refuses_with_the_place(text, position):
    with pytest.raises(WrongExpression) as refusal:
        parse(text)

    assert (refusal.value.position, bool(refusal.value.reason)) == (position, True)


def test_parse_says_why_in_the_readers_language():
    with override("fr"), pytest.raises(WrongExpression) as refusal:
        parse("1 +")

    assert refusal.value.reason == "L’expression s’arrête trop tôt."


@pytest.mark.parametrize(
    "text", ["(" * 5000, "not(" * 900, "1+" * 3000 + "1", "-" * 3999 + "1", "1" * 3999, "regex(., '" + "(" * 400 + "')"]
)
def test_parse_keeps_within_bounds_whatever_it_is_given(text):
    if is_read(text):
        assert value_of(text, {}, today=TODAY) == -1


def test_parse_takes_a_long_list_of_conditions():
    text = " or ".join(f"${{a}} = {number}" for number in range(200))

    assert value_of(text, {"a": 199.0}, today=TODAY) is True


def is_read(text):
    """Whether it is an expression; what is none is refused with a place in it."""
    try:
        parse(text)
    except WrongExpression as refusal:
        return not 0 <= refusal.position <= len(text)
    return True


PIECES = [
    "${a}",
    ".",
    "1",
    "'x'",
    "(",
    ")",
    ",",
    "+",
    "-",
    "*",
    "div",
    "mod",
    "and",
    "or",
    "=",
    "!=",
    "<",
    "not(",
    "if(",
    "regex(",
    "sum(",
    "'",
    "date(",
    " ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=40), st.text(max_size=20) | st.floats())
def test_what_is_read_always_has_a_value(text, answer):
    if is_read(text):
        assert isinstance(value_of(text, {"a": answer}, this=answer, today=TODAY), str | float | bool | tuple)
