import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.search.folding import fold, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Coopérative", "cooperative"),
        ("ÑANDÚ", "nandu"),
        ("사회적경제", "사회적경제"),
        ("l’Économie", "l’economie"),
        ("STRASSE", "strasse"),
    ],
)
def test_fold_drops_case_and_accents_and_keeps_hangul(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_words_are_distinct_and_few():
    assert words("Coop coop, l'économie! " + "x" * 5000) == ["coop", "l", "economie", "x" * (2000 - len("Coop coop, l'économie! "))]
    assert len(words(" ".join(map(str, range(100))))) == 12
