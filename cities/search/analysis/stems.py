"""Languages that inflect: elided articles go, words are stemmed and folded. Unknown languages are folded only."""

from functools import lru_cache
from threading import Lock

import Stemmer

from cities.search.analysis.stopwords import STOPWORDS
from cities.search.folding import fold

STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "pt": "portuguese", "ca": "catalan"}
# What stands before an apostrophe and is no word of its own: l'économie, qu'une, d'habitatge.
ELIDED = {
    "fr": frozenset(["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu"]),
    "ca": frozenset(["d", "l", "m", "n", "s", "t"]),
}
# Plurals the stemmers part from their singular: endings, folded.
PLURALS = {
    "en": (("women", "woman"), ("children", "child")),
    "fr": (("travaux", "travail"),),
    "es": (("dades", "dad"), ("mujeres", "mujer"), ("jovenes", "joven")),
    "pt": (("oes", "ao"), ("jovens", "jovem")),
}
# A stemmer keeps the word it is at in itself: two threads in one would get each other's.
_lock = Lock()
_STEMMERS = {language: Stemmer.Stemmer(name) for language, name in STEMMERS.items()}


def is_stopword(word: str, language: str) -> bool:
    """Without a language: whether it is one in any."""
    folded = fold(word)
    return folded in STOPWORDS.get(language, ()) if language else any(folded in words for words in STOPWORDS.values())


def without_elision(word: str, language: str) -> str:
    """`l'économie` -> `économie`; `city's` -> `city`; other apostrophes are left out."""
    before, mark, after = word.partition("'")
    if not mark:
        return word
    whole = word.replace("'", "")
    if language == "en":
        return before if after in ("s", "") else whole
    return after.replace("'", "") if before in ELIDED.get(language, ()) and after else whole


def bare_words(word: str, language: str) -> tuple[str, ...]:
    """The word without elision as its language has it, then as others would: nobody is sure which language a short query is in."""
    if "'" not in word:
        return (word,)
    whole = word.replace("'", "")
    others = (without_elision(word, other) for other in ("en", *ELIDED))
    return tuple(dict.fromkeys((without_elision(word, language), *(bare for bare in others if bare != whole))))


@lru_cache(maxsize=100_000)
def stems(word: str, language: str) -> tuple[str, ...]:
    """Forms a word is found by. Several where accents change the stem (readers leave accents out), or where the stemmer fails a plural."""
    stemmer = _STEMMERS.get(language)
    if stemmer is None or not word.isalpha():
        return (fold(word),)
    folded = fold(word)
    singulars = [folded.removesuffix(end) + other for end, other in PLURALS.get(language, ()) if folded.endswith(end)]
    with _lock:
        forms = [fold(stemmer.stemWord(form)) for form in dict.fromkeys((word, folded, *singulars))]
    return tuple(dict.fromkeys(form for form in forms if form))
