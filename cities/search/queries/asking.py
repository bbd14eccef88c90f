"""From what was typed to what is looked for."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from time import monotonic

from cities.search.analysis import Term, query_terms
from cities.search.detection import detect_language
from cities.search.engines import Frequencies, chosen_words, tokens_of
from cities.search.folding import fold
from cities.search.queries.stock import Stock
from cities.search.recognising import Named, SubjectBook
from cities.search.spelling import Speller
from cities.search.syntax import ParsedQuery, parse_query

# Words to mend others by; rarer ones are mostly mistakes themselves. Read again so often, in seconds.
MOST_WORDS = 60_000
VOCABULARY_HOLDS = 600
MOST_MENDED = 4
# A language so few of the records speak has words the index cannot know. Whoever typed their accents made no mistake.
LEAST_SPOKEN = 0.05
# A filter whose territory nobody knows leaves nothing, and is told so.
UNKNOWN_PLACE = "?"


@dataclass(frozen=True)
class Question:
    """A query understood. `mended` is what its words should probably have been, empty when every word is known."""

    parsed: ParsedQuery
    language: str
    terms: tuple[Term, ...]
    named: tuple[Named, ...]
    places: tuple[str, ...]
    mended: str
    # The whole query with these words in place of the others.
    instead: str
    # Names of places nobody knows.
    unknown: tuple[str, ...] = ()
    # Of the index, not of the question.
    frequencies: Frequencies = field(default=Frequencies(), compare=False)

    @property
    def words(self) -> str:
        """What to look for the meaning of."""
        return self.mended or self.parsed.words


def question(text: str, *, reader: str, language: str, book: SubjectBook, held: Stock, is_told: bool = False) -> Question:
    """`language` is that of the query where the reader has said it; else it is guessed. What is told in sentences names nothing."""
    parsed = parse_query(text)
    spoken = language or detect_language(parsed.words, reader=reader)
    terms = query_terms(parsed.words, spoken)
    named = [] if is_told else book.named(parsed.words, spoken)
    frequencies = chosen_words().frequencies(tokens_of(terms)) if terms else Frequencies()
    besides = {word for one in named for word in one.words.split()}
    # Who puts words in quotes means these very words.
    besides |= {term.word for phrase in parsed.phrases for term in query_terms(phrase, spoken)}
    if not _is_spoken(spoken, held):
        besides |= {term.word for term in terms if not term.word.isascii()}
    better = _better_words(terms, held, known=frequencies.known, besides=besides)
    mended = _put(better, parsed.words)
    places = {name: _places(name, spoken, book) for name in parsed.places}
    asked = tuple(_with_form(term, better.get(term.word), spoken) for term in terms)
    return Question(
        parsed,
        spoken,
        asked,
        tuple(book.named(mended, spoken) if mended else named),
        tuple(code for codes in places.values() for code in (codes or (UNKNOWN_PLACE,))),
        mended,
        _put(better, text),
        tuple(name for name, codes in places.items() if not codes),
        chosen_words().frequencies(tokens_of(asked)) if better else frequencies,
    )


def _better_words(terms: list[Term], held: Stock, *, known: Collection[str], besides: Collection[str]) -> dict[str, str]:
    """Words no text has in any form, with the word of the index they are nearest to.

    In a sentence a word nobody has used is no mistake: only short queries are mended. Nor are words of a label (`besides`).
    """
    if not terms or len(terms) > MOST_MENDED:
        return {}
    strange = [term for term in terms if term.word not in besides and not any(set(form) <= set(known) for form in term.forms)]
    if not strange:
        return {}
    speller = _speller(len(held.by_number), int(monotonic() // VOCABULARY_HOLDS))
    return {term.word: better for term in strange if (better := speller.mended(fold(term.word)))}


def _is_spoken(language: str, held: Stock) -> bool:
    """Whether the index holds enough of a language to know its words."""
    speaking = held.shelf.having("language", (language,)) & held.listed
    return speaking.bit_count() >= LEAST_SPOKEN * held.listed.bit_count()


def _put(better: dict[str, str], words: str) -> str:
    """The query with the better words in place of the others; empty when there is none."""
    text = words
    for word, other in better.items():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", other, text, flags=re.IGNORECASE)
    return text if text != words else ""


def _with_form(term: Term, better: str | None, language: str) -> Term:
    return Term(term.word, (*term.forms, *query_terms(better, language)[0].forms)) if better else term


def _places(name: str, language: str, book: SubjectBook) -> tuple[str, ...]:
    """Codes of the territories meant by a name, or the code itself."""
    keys = (key for named in book.named(name.replace("_", " "), language) for key in named.keys)
    codes = [key.removeprefix("place:") for key in keys if key.startswith("place:")]
    return (name.casefold(),) if f"place:{name.casefold()}" in book.subjects else tuple(codes)


@lru_cache(maxsize=1)
def _speller(entries: int, moment: int) -> Speller:
    """Both are only there to make a changed index a new call, not more often than every few minutes."""
    return Speller(chosen_words().vocabulary(most=MOST_WORDS))
