"""All records weighed at once: a row of numbers for each signal, a place in it for each record of the stock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from django.utils import timezone

from cities.search.content import precedences
from cities.search.engines import Near, Nearest, WordHit
from cities.search.queries.stock import EntryLine, Stock
from cities.search.ranking import (
    BROADER,
    EXACT,
    MEANT,
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


def weighed(evidence: Evidence, held: Stock, book: SubjectBook, *, demanded: int, weights: Weights) -> list[Ranked]:
    """The records among those demanded that answer, best first."""
    table = np.zeros((len(SIGNALS), len(held.shelf.records)))
    rows = dict(zip(SIGNALS, table, strict=True))
    nearest = _weigh_nearness(evidence.near, held, rows)
    _weigh_texts(evidence, held, rows)
    _weigh_spans(evidence.spans, rows)
    rows["topics"][:] = _topics(evidence.meant, held, book)
    rows["kind"][:] = held.by_kind(precedences())
    rows["worth"][:] = held.columns.worth
    year = timezone.localdate().year
    rows["fresh"][:] = held.by_year(lambda written: freshness(written, now=year))
    places, scores = answers(table, allowed=held.allowed(demanded), weights=weights)
    return _ranked(places, scores, table=table, nearest=nearest, evidence=evidence, held=held)


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
    rows["lead"][first] = near.z.min(initial=np.inf) if len(near) else 0.0
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
    strengths = (
        (concept_strength(z, held.rarity(key), telling=book.telling(key)), held.having("concept", key))
        for key, z in meant.items()
        if z > MEANT
    )
    return topic_strengths(strengths, records=len(held.shelf.records))


def _ranked(places: Places, scores: Floats, *, table: Floats, nearest: Places, evidence: Evidence, held: Stock) -> list[Ranked]:
    near = nearest[places]
    passages = dict(zip(near[near != NONE].tolist(), evidence.near.at(near[near != NONE]), strict=True))
    named = [[span.keys[number] if number != NONE else "" for number in span.which[places].tolist()] for span in evidence.spans]
    subjects = [tuple(filter(None, keys)) for keys in zip(*named, strict=True)] if named else [()] * len(places)
    lines = [held.shelf.records[place] for place in places.tolist()]
    signals = starmap(Signals, table[:, places].T.tolist())
    texts = [evidence.texts.get(line.number) for line in lines]
    return list(map(Ranked, lines, scores.tolist(), signals, map(passages.get, near.tolist()), texts, subjects))


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
