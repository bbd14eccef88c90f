"""Reading from a search server that may be away: readers get what can be found without it. Writing still fails, so that nothing is lost."""

import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

from cities.search.analysis import Term
from cities.search.encoding.port import Vectors
from cities.search.engines.port import EngineFault, Frequencies, IndexedWords, Nearest, VectorIndex, WordHit, WordIndex

T = TypeVar("T")
logger = logging.getLogger(__name__)


class CautiousWords:
    """Finds nothing by words while the server is away."""

    def __init__(self, words: WordIndex) -> None:
        self.words = words

    def write(self, texts: Sequence[IndexedWords]) -> None:
        self.words.write(texts)

    def forget(self, text_ids: Collection[int]) -> None:
        self.words.forget(text_ids)

    def clear(self) -> None:
        self.words.clear()

    def count(self) -> int:
        return self.words.count()

    def settle(self) -> None:
        self.words.settle()

    def frequencies(self, tokens: Collection[str]) -> Frequencies:
        # What nobody can look up is no mistake.
        return _told(lambda: self.words.frequencies(tokens), otherwise=Frequencies(known=frozenset(tokens)))

    def search(
        self, terms: Sequence[Term], *, frequencies: Frequencies, entries: Collection[int] | None = None, most: int = 300
    ) -> list[WordHit]:
        return _told(lambda: self.words.search(terms, frequencies=frequencies, entries=entries, most=most), otherwise=[])

    def having_all(self, terms: Sequence[Term]) -> set[int]:
        return _told(lambda: self.words.having_all(terms), otherwise=set())

    def having(self, phrase: Sequence[str]) -> set[int]:
        return _told(lambda: self.words.having(phrase), otherwise=set())

    def beginning(self, start: Sequence[str], *, most: int = 20) -> list[int]:
        return _told(lambda: self.words.beginning(start, most=most), otherwise=[])

    def vocabulary(self, *, most: int) -> Iterable[tuple[str, int]]:
        return _told(lambda: list(self.words.vocabulary(most=most)), otherwise=[])


class CautiousVectors:
    """Finds nothing by meaning while the server is away."""

    def __init__(self, vectors: VectorIndex) -> None:
        self.vectors = vectors

    def near(self, vector: Vectors, *, entries: Collection[int] | None = None, most: int = 300) -> Nearest:
        return _told(lambda: self.vectors.near(vector, entries=entries, most=most), otherwise=Nearest.of(()))

    def lead(self, entry: int) -> Vectors | None:
        return _told(lambda: self.vectors.lead(entry), otherwise=None)

    def note(self, passages: Collection[int]) -> None:
        self.vectors.note(passages)

    def forget(self, passages: Iterable[int]) -> None:
        self.vectors.forget(passages)

    def settle(self) -> None:
        self.vectors.settle()


def _told(ask: Callable[[], T], *, otherwise: T) -> T:
    try:
        return ask()
    except EngineFault as fault:
        logger.warning("The search server does not answer: %s", fault)
        return otherwise
