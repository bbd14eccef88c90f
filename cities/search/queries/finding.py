"""Finding records by meaning, words and concepts in any language."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from cities.core.versions import at_once
from cities.search.analysis.tokens import plain_words
from cities.search.encoding import chosen_encoder
from cities.search.engines import Nearest, WordHit, chosen_vectors, chosen_words
from cities.search.engines.weighing import rarest_terms
from cities.search.facets import Selection, as_set, places_in
from cities.search.queries.asking import UNKNOWN_PLACE, Question, question
from cities.search.queries.stock import EntryLine, Stock, begun_name, called, stock, subjects
from cities.search.queries.vectors import encode_ahead, query_vector
from cities.search.queries.weighing import Answers, Evidence, Ranked, spans_of, weigh
from cities.search.ranking import MEANT, WEIGHTS, Signals, Weights, varied
from cities.search.recognising import SubjectBook
from cities.translation.languages import base_language

# Passages and texts looked at before they are grouped by record.
MOST_NEAR = 600
MOST_WORD_HITS = 300
# All words of a query in a name: so sure at least that the name is meant.
PART_OF_NAME = 0.4
# Of the passages of concepts: none beyond stands out enough to count.
MOST_TOPICS = 500


@dataclass(frozen=True)
class Filter:
    """One thing a reader has chosen: records with any of these values in an aspect of the index."""

    name: str
    aspect: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Search:
    """What a reader asks. Each filter narrows; `query_language` overrules the guess; `sort` is best, newest or oldest.

    Of a text of several sentences only the `rarest` so many words are looked up, where it is given; where there is an encoder what it
    means is looked for, not every concept and place it happens to name.
    """

    query: str
    reader: str
    query_language: str = ""
    filters: tuple[Filter, ...] = ()
    sort: str = "best"
    rarest: int = 0


@dataclass(frozen=True)
class Ranking:
    """Everything found, best first, before it is cut into pages. `selection` holds what was found and what was chosen as sets."""

    asked: Question
    ranked: Sequence[Ranked]
    selection: Selection[EntryLine]
    # False where no encoder answered: words and concepts alone.
    has_meaning: bool

    @property
    def total(self) -> int:
        return len(self.ranked)

    def counts(self, aspect: str, *, chosen_as: Collection[str], among: Collection[str] | None = None) -> dict[str, int]:
        """How many records each value of an aspect (or those `among` them) would leave, as if nothing had been chosen under these
        names."""
        return self.selection.counts(aspect, chosen_as=chosen_as, among=among)


@at_once
def rank(search: Search, *, weights: Weights = WEIGHTS) -> Ranking:
    """A fixed number of SQL queries, whatever is found. Without words: all that the filters leave, newest first unless told otherwise."""
    held, book = stock(), subjects()
    is_told = bool(search.rarest) and chosen_encoder() is not None
    asked = question(search.query, reader=search.reader, language=search.query_language, book=book, held=held, is_told=is_told)
    if search.rarest:
        asked = replace(asked, terms=tuple(rarest_terms(asked.terms, asked.frequencies.found, most=search.rarest)))
    demanded = _demanded(held, asked, search)
    chosen = {one.name: held.shelf.having(one.aspect, one.values) for one in search.filters}
    if not asked.terms:
        return _all_of(held, asked, demanded=demanded, chosen=chosen, sort=search.sort)
    evidence = _evidence(asked, held, book, scopes=_scopes(held, demanded, chosen))
    found, lines = weigh(evidence, held, book, demanded=demanded, weights=weights), held.shelf.records
    ordered = varied(list(zip(found.places, found.scores, strict=True)), of=lambda place: _traits(lines[place]))
    selection = Selection(held.shelf, {**chosen, "found": as_set(found.places, len(lines))})
    left = held.flags(selection.without())
    shown = [place for place, _ in ordered if left[place]]
    return Ranking(asked, Answers(_sorted(shown, lines, search.sort), found.ranked), selection, has_meaning=evidence.has_meaning)


def _demanded(held: Stock, asked: Question, search: Search) -> int:
    """The records the query itself leaves: its phrases, exclusions, `lang:` and `in:`; topics and places only when asked for."""
    left = held.shelf.everything if any(one.aspect == "kind" for one in search.filters) else held.listed
    if asked.parsed.languages:
        left &= held.shelf.having("language", _spoken(held, asked.parsed.languages))
    if asked.places:
        left &= held.shelf.having("place", [place for place in asked.places if place != UNKNOWN_PLACE])
    for phrase in asked.parsed.phrases:
        left &= _having(held, phrase)
    for word in filter(plain_words, asked.parsed.without):
        left &= ~_having(held, word)
    return left


def _spoken(held: Stock, wanted: Collection[str]) -> list[str]:
    """Languages of the index a reader means: `lang:PT` is `pt` and `pt-BR`."""
    known = {tag.casefold() for tag in wanted}
    return [tag for tag in held.shelf.sets.get("language", {}) if tag.casefold() in known or base_language(tag) in known]


def _having(held: Stock, phrase: str) -> int:
    words = plain_words(phrase)
    return held.among(chosen_words().having(words)) if words else held.shelf.everything


def _scopes(held: Stock, demanded: int, chosen: Mapping[str, int]) -> list[list[int] | None]:
    """Where to look: everywhere the query allows, so that other choices can be counted; and once more in what has been chosen."""
    # Topics and places are few: to leave them out afterwards costs less than to say which records are left.
    wide = None if demanded == held.listed else held.numbers(demanded)
    narrow = demanded
    for fitting in chosen.values():
        narrow &= fitting
    return [wide, held.numbers(narrow)] if narrow != demanded else [wide]


def _evidence(asked: Question, held: Stock, book: SubjectBook, *, scopes: Sequence[Collection[int] | None]) -> Evidence:
    encoder = chosen_encoder()
    vector = encode_ahead(asked.words, asked.language)
    texts: dict[int, WordHit] = {}
    for hit in _worded(asked, scopes):
        best = texts.get(hit.entry_id)
        # Of two as good the one in the language that was asked in is told.
        if best is None or (best.score, best.language == asked.language) < (hit.score, hit.language == asked.language):
            texts[hit.entry_id] = hit
    names, spans = _named_entries(asked, held), spans_of(asked.named, held, book)
    centred = vector.result() if vector else query_vector(asked.words, asked.language)
    if encoder is None or centred is None:
        return Evidence(Nearest.of(()), texts, names, spans, meant={}, has_meaning=False)
    vectors = chosen_vectors(encoder)
    topics = vectors.near(centred, entries=held.topics, most=MOST_TOPICS)
    near = reduce(Nearest.and_others, (vectors.near(centred, entries=scope, most=MOST_NEAR) for scope in scopes))
    return Evidence(near, texts, names, spans, meant=_meant(topics, held))


def _worded(asked: Question, scopes: Sequence[Collection[int] | None]) -> Iterable[WordHit]:
    words = chosen_words()
    for scope in scopes:
        yield from words.search(asked.terms, frequencies=asked.frequencies, entries=scope, most=MOST_WORD_HITS)


def _named_entries(asked: Question, held: Stock) -> dict[int, float]:
    """How sure it is that an entry is asked for by its name, from 0 to 1: it is in the query, or the query is a part of it."""
    sure = {number: share**2 for number, share in called(asked.words, held)}
    for number, share in begun_name(asked.terms, held):
        sure[number] = max(sure.get(number, 0.0), PART_OF_NAME + (1 - PART_OF_NAME) * share)
    return sure


def _meant(near: Nearest, held: Stock) -> dict[str, float]:
    """How far each concept that stands out does so as what the query means, by the best of its languages."""
    meant: dict[str, float] = {}
    standing_out = int(np.count_nonzero(near.z > MEANT))
    for entry, z in zip(near.entries[:standing_out].tolist(), near.z[:standing_out].tolist(), strict=True):
        for key in held.by_number[entry].concepts if entry in held.by_number else ():
            # The nearest come first.
            meant.setdefault(key, z)
    return meant


def _all_of(held: Stock, asked: Question, *, demanded: int, chosen: Mapping[str, int], sort: str) -> Ranking:
    selection = Selection(held.shelf, {**chosen, "found": demanded if chosen or asked.parsed.narrows else 0})
    lines = held.shelf.records
    listed = _sorted(places_in(selection.without(), len(lines)), lines, "oldest" if sort == "oldest" else "newest")
    ranked = Answers(listed, lambda places: [Ranked(lines[place], 0.0, Signals()) for place in places])
    return Ranking(asked, ranked, selection, has_meaning=False)


def _traits(line: EntryLine) -> Iterable[str]:
    countries = [place for place in line.places if len(place) == 2]
    return (f"language {line.original}", *(f"country {code}" for code in countries[:1]))


def _sorted(places: list[int], lines: Sequence[EntryLine], sort: str) -> list[int]:
    if sort == "newest":
        return sorted(places, key=lambda place: -(lines[place].year or 0))
    if sort == "oldest":
        return sorted(places, key=lambda place: lines[place].year or 9999)
    return places
