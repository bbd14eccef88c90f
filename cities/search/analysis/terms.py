"""What a query asks the word index for."""

from collections.abc import Iterable
from dataclasses import dataclass

from cities.search.analysis.bigrams import RUN, is_hangul, pairs, without_particle
from cities.search.analysis.stems import STEMMERS, bare_words, is_stopword, stems, without_elision
from cities.search.analysis.tokens import HYPHEN, LONGEST, spoken_words
from cities.search.folding import fold
from cities.translation.languages import base_language

# The rest of a very long query adds nothing.
MOST_TERMS = 24
LONGEST_QUERY = 2000


@dataclass(frozen=True)
class Term:
    """One word of a query. Each form is a phrase: tokens that follow each other; any form will do."""

    word: str
    forms: tuple[tuple[str, ...], ...]


def query_terms(text: str, language: str) -> list[Term]:
    """The words of a query, with the forms they have in every language: the document may be in any.

    Stop words are those of the query's own language, of any when none is given; a query of nothing else keeps them.
    """
    language = base_language(language)
    words = list(dict.fromkeys(spoken_words(text[:LONGEST_QUERY])))
    telling = [word for word in words if not is_stopword(without_elision(word, language), language)]
    terms = [Term(word, _forms(word, language)) for word in (telling or words)[:MOST_TERMS]]
    return [term for term in terms if term.forms]


def _forms(word: str, language: str) -> tuple[tuple[str, ...], ...]:
    parts = [part for part in HYPHEN.split(word) if part]
    forms: list[tuple[str, ...]] = []
    for bare in bare_words("".join(parts), language):
        forms += _of_runs(fold(bare)) if RUN.search(bare) else [(form,) for form in _stemmed(bare, language)]
    if len(parts) > 1 and not RUN.search(word):
        forms.append(tuple(stems(without_elision(part, language), language)[0] for part in parts if not is_stopword(part, language)))
    return tuple(dict.fromkeys(form for form in forms if form and all(form)))


def _stemmed(word: str, language: str) -> Iterable[str]:
    """The stem in the query's language first, then what other languages would make of the word."""
    others = [other for other in STEMMERS if other != language]
    return dict.fromkeys(form[:LONGEST] for each in (language, *others) for form in stems(word[:LONGEST], each))


def _of_runs(word: str) -> list[tuple[str, ...]]:
    """`협동조합을` as it stands, and without its particle; `sse조례` as two."""
    found: list[tuple[str, ...]] = []
    for run in RUN.findall(word):
        found.append(tuple(pairs(run)))
        if is_hangul(run):
            found.append(tuple(pairs(without_particle(run))))
    rest = RUN.sub(" ", word).split()
    return [*found, *((part,) for part in rest)]
