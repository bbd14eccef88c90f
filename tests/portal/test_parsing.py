import pytest
from django.http import QueryDict

from cities.commons.practices.queries import PracticeFilter
from cities.portal.parsing import MOST_CHARACTERS, MOST_VALUES, read_filter, read_number, read_words

KNOWN = {"theme": {"microcredit", "youth"}, "status": {"running"}}


def test_known_values_become_a_filter():
    given = read_filter(PracticeFilter, QueryDict("theme=youth&theme=microcredit&status=running&q=credit"), known=KNOWN)

    assert given.filters == PracticeFilter(query="credit", theme=("youth", "microcredit"), status=("running",))
    assert given.unknown == ()


def test_unknown_values_are_left_out_and_named():
    given = read_filter(PracticeFilter, QueryDict("theme=magic&territory=atlantis&status="), known=KNOWN)

    assert given.filters.is_empty
    assert sorted(given.unknown) == ["atlantis", "magic"]


def test_a_value_given_twice_counts_once():
    given = read_filter(PracticeFilter, QueryDict("theme=youth&theme=youth"), known=KNOWN)

    assert given.filters.theme == ("youth",)


def test_endless_values_are_cut():
    given = read_filter(PracticeFilter, QueryDict("&".join(f"theme=x{i}" for i in range(500))), known=KNOWN)

    assert len(given.unknown) == MOST_VALUES


def test_words_are_trimmed_cut_and_free_of_null():
    assert read_words(QueryDict("q=%20 two%20%20 words%00 ")) == "two words"
    assert len(read_words(QueryDict(f"q={'a' * 999}"))) == MOST_CHARACTERS
    assert read_words(QueryDict("")) == ""


@pytest.mark.parametrize(
    ("value", "number"), [("3", 3), ("٣", 3), ("900", 500), ("0", 0), ("", 1), ("-2", 1), ("1e3", 1), ("²", 1), ("9" * 5000, 1)]
)
def test_number_is_within_bounds_or_the_default(value, number):
    assert read_number(value, most=500, default=1) == number
