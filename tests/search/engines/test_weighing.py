import pytest

from cities.search.analysis import Term
from cities.search.engines.weighing import MOST_POSTINGS, most_possible, rarest_terms, rarity, telling_terms, term_frequency

GARDEN = Term("gardens", (("garden",), ("gardens",)))
PHRASE = Term("협동조", (("협동", "동조"),))
FREQUENT = Term("city", (("citi",),))


@pytest.mark.parametrize(("having", "expected"), [(1, 4.20), (10, 2.15), (50, 0.0), (99, 0.0)])
def test_rarity_falls_with_frequency_and_never_to_nothing(having, expected):
    assert rarity(100, having) == pytest.approx(expected, abs=0.01)
    assert rarity(100, having) > 0


def test_phrase_is_as_rare_as_its_rarest_token_and_forms_add_up():
    frequencies = {"협동": 30, "동조": 4, "garden": 5, "gardens": 2}

    assert (term_frequency(PHRASE, frequencies), term_frequency(GARDEN, frequencies)) == (4, 7)
    assert term_frequency(PHRASE, {"협동": 30}) == 0


def test_rarest_terms_are_asked_for_until_there_is_too_much_to_read():
    frequencies = {"citi": MOST_POSTINGS, "garden": 5, "협동": 9, "동조": 7}

    assert telling_terms([FREQUENT, PHRASE, GARDEN], frequencies) == [GARDEN, PHRASE]


def test_only_term_is_asked_for_however_frequent_and_none_that_no_text_has():
    assert telling_terms([FREQUENT, GARDEN], {"citi": 10 * MOST_POSTINGS}) == [FREQUENT]
    assert telling_terms([FREQUENT], {}) == []


def test_most_possible_counts_terms_no_text_has_as_the_rarest():
    one, both = most_possible([GARDEN], {"garden": 5}, 100), most_possible([GARDEN, PHRASE], {"garden": 5}, 100)

    assert one == pytest.approx(1.6 * rarity(100, 5))
    assert both == pytest.approx(one + 1.6 * rarity(100, 0))
    assert most_possible([], {}, 100) == 1.0


def test_of_a_long_text_the_rarest_terms_are_left_in_their_order():
    frequencies = {"citi": 900, "garden": 5, "협동": 9, "동조": 7}

    assert rarest_terms([FREQUENT, PHRASE, GARDEN], frequencies, most=2) == [PHRASE, GARDEN]
    assert rarest_terms([FREQUENT, GARDEN], {"citi": 900}, most=2) == [FREQUENT]


def test_terms_nobody_has_are_left_where_there_are_no_others():
    assert rarest_terms([FREQUENT, GARDEN], {}, most=1) == [FREQUENT]
