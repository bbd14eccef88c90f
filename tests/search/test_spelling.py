import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.search.spelling import Speller

SPELLER = Speller(
    [("cooperative", 40), ("cooperatives", 12), ("gardening", 5), ("jardin", 9), ("habitat", 3), ("car", 50), ("협동", 5), ("h2o", 1)]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cooprative", "cooperative"),
        ("coopertaive", "cooperative"),
        ("gardenning", "gardening"),
        ("jardim", "jardin"),
        ("habbitat", "habitat"),
    ],
)
def test_misspelt_word_is_mended(typed, meant):
    assert SPELLER.mended(typed) == meant


@pytest.mark.parametrize("word", ["jardin", "cooperatives", "electricity", "cat", "협동조", "h3o", "été", "", "a b c d", "\0"])
def test_word_that_is_known_short_strange_or_in_another_script_is_left(word):
    assert SPELLER.mended(word) is None


def test_of_two_equally_near_the_more_frequent_is_meant():
    assert Speller([("marche", 2), ("marchs", 9)]).mended("march") == "marchs"
    assert Speller([("marche", 9), ("marchs", 2)]).mended("march") == "marche"


def test_speller_knows_the_words_it_could_mend_by():
    assert [SPELLER.knows(word) for word in ("jardin", "car", "협동", "nothing")] == [True, False, False, False]


def test_speller_without_words_mends_nothing():
    assert Speller([]).mended("cooperative") is None


@given(st.text(max_size=60))
def test_whatever_is_typed_becomes_a_known_word_or_nothing(word):
    mended = SPELLER.mended(word)

    assert mended is None or SPELLER.knows(mended)
