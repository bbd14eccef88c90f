import pytest

from cities.search.analysis.stems import STEMMERS
from cities.search.analysis.stopwords import STOPWORDS
from cities.search.folding import fold


def test_every_stemmed_language_has_stop_words():
    assert set(STOPWORDS) == set(STEMMERS)


@pytest.mark.parametrize("language", sorted(STOPWORDS))
def test_stop_words_are_folded(language):
    assert {word for word in STOPWORDS[language] if fold(word) != word or not word.isalpha()} == set()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["city", "care", "work", "commons", "home", "women"]),
        ("fr", ["ville", "soin", "travail", "communs", "eau", "terre"]),
        ("es", ["ciudad", "cuidado", "trabajo", "agua", "tierra", "casa"]),
        ("pt", ["cidade", "cuidado", "trabalho", "agua", "terra", "casa"]),
        ("ca", ["ciutat", "cura", "treball", "aigua", "terra", "casa"]),
    ],
)
def test_words_readers_look_for_are_none(language, words):
    assert STOPWORDS[language] & set(words) == set()
