import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from cities.commons.practices.queries import PracticeFilter
from cities.portal.parsing import MOST_CHARACTERS, MOST_VALUES, read_filter, read_number, read_search, read_words

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


FILTERS = {"kind": ("practice", "member"), "territory": ("sn", "ca"), "theme": ("youth", "microcredit")}


def searched(query):
    return read_search(QueryDict(query), known=FILTERS, languages=("en", "fr"))


def test_search_that_asks_nothing_has_no_address():
    asked = searched("q=&kind=&from=&sort=best&view=list&page=1")

    assert (asked.is_empty, asked.query, asked.unknown) == (True, "", ())


def test_search_is_said_in_one_order_without_what_goes_without_saying():
    asked = searched("page=2&theme=youth&kind=practice&theme=microcredit&sort=best&view=map&to=2020&from=2010&as=fr&q=caf%C3%A9++au+lait")

    assert asked.query == "?q=caf%C3%A9+au+lait&as=fr&kind=practice&theme=youth&theme=microcredit&from=2010&to=2020&view=map&page=2"
    assert searched(asked.query[1:]) == asked


def test_search_names_what_means_nothing():
    asked = searched("q=x&theme=magic&as=tlh&sort=worst&view=globe&from=soon&to=99999")

    assert (asked.words, asked.is_narrowed, asked.sort, asked.view) == ("x", False, "best", "list")
    assert asked.unknown == ("magic", "tlh", "worst", "globe", "soon", "99999")


def test_years_the_wrong_way_round_are_turned():
    assert (searched("from=2020&to=2010").since, searched("from=2020&to=2010").until) == (2010, 2020)


def test_changed_search_begins_at_its_first_page():
    asked = searched("q=x&page=3&kind=practice")

    assert asked.narrowed_to("kind").query == "?q=x"
    assert asked.but(sort="newest").query == "?q=x&kind=practice&sort=newest"


@given(words=st.text(), value=st.text())
def test_anything_is_a_search_and_its_address_says_the_same(words, value):
    params = QueryDict(mutable=True)
    params.update({"q": words, "theme": value, "from": value, "as": value})

    asked = read_search(params, known=FILTERS, languages=("en", "fr"))

    assert searched(asked.query[1:]).pairs == asked.pairs
