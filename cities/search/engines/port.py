"""What an engine can do. `entries` narrows what may be found: ids of entries, None for all."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from cities.search.analysis import Term
from cities.search.encoding.port import Vectors


class EngineFault(Exception):
    """The engine does not answer, or not as it should."""


@dataclass(frozen=True)
class IndexedWords:
    """The tokens of one text: of its names, of everything else, and all of it unstemmed (for phrases and beginnings of words)."""

    text_id: int
    entry_id: int
    language: str
    names: Sequence[str]
    body: Sequence[str]
    plain: Sequence[str]


@dataclass(frozen=True)
class Frequencies:
    """In how many texts each token asked about stands in names or body, out of how many; and those that stand anywhere at all."""

    texts: int = 0
    found: Mapping[str, int] = field(default_factory=dict)
    known: Collection[str] = ()


class WordHit(NamedTuple):
    """`score` runs from 0 to 1: the share of the query's weight that the text carries (BM25 over the most it could be)."""

    text_id: int
    entry_id: int
    language: str
    score: float


class Near(NamedTuple):
    """`z`: deviations above the mean nearness of passages in this language. `is_lead`: it says what the record is about."""

    passage_id: int
    entry_id: int
    language: str
    z: float
    is_lead: bool


@dataclass(frozen=True, eq=False)
class Nearest:
    """Passages near a vector, nearest first; the parts of `Near` column by column, for hundreds are read for one query."""

    passages: npt.NDArray[np.int64]
    entries: npt.NDArray[np.int64]
    languages: npt.NDArray[np.object_]
    z: npt.NDArray[np.floating[Any]]
    leads: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, rows: Iterable[Near]) -> "Nearest":
        kinds = (np.int64, np.int64, object, np.float64, np.bool_)
        columns = zip(*told, strict=True) if (told := list(rows)) else ((),) * len(kinds)
        return cls(*(np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)))

    @property
    def columns(self) -> tuple[npt.NDArray[Any], ...]:
        return self.passages, self.entries, self.languages, self.z, self.leads

    def __len__(self) -> int:
        return len(self.passages)

    def __iter__(self) -> Iterator[Near]:
        return self.at(np.arange(len(self)))

    def at(self, places: npt.NDArray[np.integer[Any]]) -> Iterator[Near]:
        return map(Near, *(column[places].tolist() for column in self.columns))

    def and_others(self, others: "Nearest") -> "Nearest":
        """Both together, each passage once."""
        together = Nearest(*(np.concatenate(pair) for pair in zip(self.columns, others.columns, strict=True)))
        _, once = np.unique(together.passages, return_index=True)
        order = once[np.argsort(-together.z[once], kind="stable")]
        return Nearest(*(column[order] for column in together.columns))


class WordIndex(Protocol):
    def write(self, texts: Sequence[IndexedWords]) -> None:
        """Put texts in, in place of what was there by their ids."""
        ...

    def forget(self, text_ids: Collection[int]) -> None: ...

    def clear(self) -> None: ...

    def frequencies(self, tokens: Collection[str]) -> Frequencies: ...

    def search(
        self, terms: Sequence[Term], *, frequencies: Frequencies, entries: Collection[int] | None = None, most: int = 300
    ) -> list[WordHit]:
        """Texts with any of the terms, best first. `frequencies` are those of all their tokens (`tokens_of`)."""
        ...

    def having_all(self, terms: Sequence[Term]) -> set[int]:
        """Entries with every one of the terms in one of their texts."""
        ...

    def having(self, phrase: Sequence[str]) -> set[int]:
        """Entries with these plain tokens in a row in one of their texts."""
        ...

    def beginning(self, start: Sequence[str], *, most: int = 20) -> list[int]:
        """Entries with these plain tokens in a row in one of their names, the last perhaps only begun; shortest names first."""
        ...

    def vocabulary(self, *, most: int) -> Iterable[tuple[str, int]]:
        """Plain tokens and the number of texts with them, most frequent first."""
        ...

    def count(self) -> int:
        """Texts it holds: fewer than the database has, and it must be filled from the start."""
        ...

    def settle(self) -> None:
        """Nothing more is coming for now: what has not been done yet is done, or EngineFault raised."""
        ...


class VectorIndex(Protocol):
    def near(self, vector: Vectors, *, entries: Collection[int] | None = None, most: int = 300) -> Nearest:
        """Passages near a centred vector of length one, nearest first."""
        ...

    def lead(self, entry: int) -> Vectors | None:
        """What an entry is about: the mean over its languages of the centred passages that say so, of length one; None without any."""
        ...

    def note(self, passages: Collection[int]) -> None:
        """Vectors of these passages have just been stored in the database."""
        ...

    def forget(self, passages: Iterable[int]) -> None:
        """These passages are about to go from the database."""
        ...

    def settle(self) -> None:
        """Nothing more is coming for now: time to tidy."""
        ...
