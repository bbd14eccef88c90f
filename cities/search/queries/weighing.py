"""All records weighed at once: a row of numbers for each signal, a place in it for each record of the stock."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import starmap
from typing import NamedTuple, overload

import numpy as np
import numpy.typing as npt
from django.utils import timezone

from cities.search.content import precedences
from cities.search.engines import Near, Nearest, WordHit
from cities.search.queries.stock import EntryLine, Stock
from cities.search.ranking import (
    BROADER,
    EXACT,
    NARROWER,
    SIGNALS,
    Floats,
    Places,
    Signals,
    Weights,
    answers,
    concept_strength,
    freshness,
    named_strength,
    together,
    topic_strengths,
)
from cities.search.recognising import Named, SubjectBook

NONE = -1


class Ranked(NamedTuple):
    """One record that answers, with what speaks for it: the nearest passage, the best text, the subjects."""

    line: EntryLine
    score: float
    signals: Signals
    near: Near | None = None
    text: WordHit | None = None
    subjects: tuple[str, ...] = ()


class Answers(Sequence[Ranked]):
    """Records in an order, by their places. Each is put together when somebody looks at it: of a thousand a reader sees twenty."""

    def __init__(self, places: Sequence[int], told: Callable[[Sequence[int]], list[Ranked]]) -> None:
        self.places = places
        self._told = told

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, at: int) -> Ranked: ...
    @overload
    def __getitem__(self, at: slice) -> list[Ranked]: ...
    def __getitem__(self, at: int | slice) -> Ranked | list[Ranked]:
        return self._told(self.places[at]) if isinstance(at, slice) else self._told([self.places[at]])[0]

    def __iter__(self) -> Iterator[Ranked]:
        return iter(self._all)

    @cached_property
    def _all(self) -> list[Ranked]:
        return self._told(self.places)


@dataclass(frozen=True)
class Span:
    """Something a query names: how much each record is about it, and by which of its keys (NONE: not at all)."""

    keys: tuple[str, ...]
    shares: Floats
    which: npt.NDArray[np.int16]


@dataclass(frozen=True)
class Evidence:
    """What the engines and the vocabularies say; texts and sureness of names by number of the entry."""

    near: Nearest
    texts: Mapping[int, WordHit]
    names: Mapping[int, float]
    spans: Sequence[Span]
    # How far concepts stand out as what the query means.
    meant: Mapping[str, float]
    # False where no encoder answered.
    has_meaning: bool = True


@dataclass(frozen=True)
class Weighed:
    """Places of the records that answer, best first, and what they score; and all that was weighed."""

    places: list[int]
    scores: list[float]
    evidence: Evidence
    held: Stock
    # Shape (signals, records).
    table: Floats
    # Of every record the number of its nearest passage, or NONE.
    nearest: Places

    def ranked(self, places: Sequence[int]) -> list[Ranked]:
        """With what speaks for each of them."""
        at = np.array(places, np.intp)
        near = self.nearest[at]
        passages = dict(zip(near[near != NONE].tolist(), self.evidence.near.at(near[near != NONE]), strict=True))
        spans = self.evidence.spans
        named = [[span.keys[number] if number != NONE else "" for number in span.which[at].tolist()] for span in spans]
        subjects = [tuple(filter(None, keys)) for keys in zip(*named, strict=True)] if named else [()] * len(at)
        lines = [self.held.shelf.records[place] for place in places]
        signals = starmap(Signals, self.table[:, at].T.tolist())
        scores = map(self._score_of.__getitem__, places)
        texts = [self.evidence.texts.get(line.number) for line in lines]
        return list(map(Ranked, lines, scores, signals, map(passages.get, near.tolist()), texts, subjects))

    @cached_property
    def _score_of(self) -> dict[int, float]:
        return dict(zip(self.places, self.scores, strict=True))


def weigh(evidence: Evidence, held: Stock, book: SubjectBook, *, demanded: int, weights: Weights) -> Weighed:
    """Which of the records demanded answer."""
    table = np.zeros((len(SIGNALS), len(held.shelf.records)))
    rows = dict(zip(SIGNALS, table, strict=True))
    nearest = _weigh_nearness(evidence.near, held, rows)
    _weigh_texts(evidence, held, rows)
    _weigh_spans(evidence.spans, rows)
    if evidence.meant:
        rows["topics"][:] = _topics(evidence.meant, held, book)
    rows["kind"][:] = held.by_kind(precedences())
    rows["worth"][:] = held.columns.worth
    year = timezone.localdate().year
    rows["fresh"][:] = held.by_year(lambda written: freshness(written, now=year))
    places, scores = answers(table, allowed=held.allowed(demanded), weights=weights)
    return Weighed(places.tolist(), scores.tolist(), evidence, held, table, nearest)


def spans_of(named: Iterable[Named], held: Stock, book: SubjectBook) -> list[Span]:
    """What a query names, as far as any record is about it or about something narrower or broader; the best of these counts."""
    spans: list[Span] = []
    for one in named:
        shares, which = np.zeros(len(held.shelf.records)), np.full(len(held.shelf.records), NONE, np.int16)
        for number, key in enumerate(one.keys):
            subject = book.subjects[key]
            tells = named_strength(held.rarity(_code(key)), telling=subject.telling)
            for other, share in _related(key, subject.broader, book):
                having = held.having(subject.aspect, _code(other))
                more = having[shares[having] < share * tells]
                shares[more], which[more] = share * tells, number
        if shares.any():
            spans.append(Span(one.keys, shares, which))
    return spans


def _weigh_nearness(near: Nearest, held: Stock, rows: Mapping[str, Floats]) -> Places:
    """By place which passage is nearest (its number in `near`), or NONE."""
    nearest = np.full(len(held.shelf.records), NONE)
    # Rows of what is gone stay in the files of vectors for a while.
    known, places = held.places_of(near.entries)
    z, leads = near.z[known], near.leads[known]
    first, at = np.unique(places, return_index=True)
    rows["meaning"][first] = z[at]
    nearest[first] = known[at]
    # A lead that is not among the nearest passages is no nearer than the last of them.
    rows["lead"][first] = near.z.min() if len(near) else 0.0
    leading, lead_at = np.unique(places[leads], return_index=True)
    rows["lead"][leading] = z[leads][lead_at]
    others = np.ones(len(places), np.bool_)
    others[at] = False
    second, second_at = np.unique(places[others], return_index=True)
    rows["second"][second] = z[others][second_at]
    return nearest


def _weigh_texts(evidence: Evidence, held: Stock, rows: Mapping[str, Floats]) -> None:
    for number, hit in evidence.texts.items():
        if number in held.place_of:
            rows["words"][held.place_of[number]] = hit.score
    for number, sure in evidence.names.items():
        if number in held.place_of:
            rows["name"][held.place_of[number]] = sure


def _weigh_spans(spans: Sequence[Span], rows: Mapping[str, Floats]) -> None:
    """Of several things named, those few records have and that tell what a record is about count most."""
    most = together(float(span.shares.max()) for span in spans)
    for span in spans:
        for number, key in enumerate(span.keys):
            about = span.which == number
            rows["places" if key.startswith("place:") else "concepts"][about] += span.shares[about] / most


def _topics(meant: Mapping[str, float], held: Stock, book: SubjectBook) -> Floats:
    columns = held.columns
    strengths = np.zeros(len(columns.concepts) + 1)
    for key, z in meant.items():
        if key in columns.concepts:
            strengths[columns.concepts[key]] = concept_strength(z, held.rarity(key), telling=book.telling(key))
    return topic_strengths(strengths[columns.concept_of], begins=columns.begins)


def _related(key: str, broader: str | None, book: SubjectBook) -> list[tuple[str, float]]:
    """A subject and those around it; the places of a record hold all that they lie in already."""
    if key.startswith("place:"):
        return [(key, EXACT)]
    around = [(other, NARROWER) for other in _all_narrower(key, book)]
    return [(key, EXACT), *around, *([(broader, BROADER)] if broader else [])]


def _all_narrower(key: str, book: SubjectBook) -> list[str]:
    return [found for child in book.narrower.get(key, ()) for found in (child, *_all_narrower(child, book))]


def _code(key: str) -> str:
    return key.removeprefix("place:")
