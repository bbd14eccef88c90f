"""Finding records by meaning, words and concepts in any language."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils import timezone

from cities.core.versions import at_once
from cities.search.analysis.tokens import plain_words
from cities.search.content import precedences
from cities.search.encoding import chosen_encoder
from cities.search.engines import Near, WordHit, chosen_vectors, chosen_words
from cities.search.engines.weighing import rarest_terms
from cities.search.facets import Selection
from cities.search.queries.asking import UNKNOWN_PLACE, Question, question
from cities.search.queries.stock import EntryLine, Stock, begun_name, called, stock, subjects
from cities.search.queries.vectors import encode_ahead, query_vector
from cities.search.ranking import (
    BROADER,
    EXACT,
    LEAST_SHARE,
    MEANT,
    NARROWER,
    WEIGHTS,
    Signals,
    Weights,
    answers,
    concept_strength,
    freshness,
    most_of_subjects,
    named_strength,
    scoring,
    together,
    topic_strength,
    varied,
)
from cities.search.recognising import Named, SubjectBook
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


class Ranked(NamedTuple):
    """One record that answers, with what speaks for it: the nearest passage, the best text, the subjects."""

    line: EntryLine
    score: float
    signals: Signals
    near: Near | None = None
    text: WordHit | None = None
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ranking:
    """Everything found, best first, before it is cut into pages. `selection` holds what was found and what was chosen as sets."""

    asked: Question
    ranked: tuple[Ranked, ...]
    selection: Selection[EntryLine]
    # False where no encoder answered: words and concepts alone.
    has_meaning: bool

    @property
    def total(self) -> int:
        return len(self.ranked)

    def counts(self, aspect: str, *, chosen_as: Collection[str]) -> dict[str, int]:
        """How many records each value of an aspect would leave, as if nothing had been chosen under these names."""
        within = self.selection.without(*chosen_as)
        found = ((value, (having & within).bit_count()) for value, having in self.selection.shelf.sets.get(aspect, {}).items())
        return {value: count for value, count in found if count}


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
    signals = _signals(asked, held, book, scopes=_scopes(held, demanded, chosen))
    scored = _scored(signals, held, book, weights, demanded=demanded)
    kept = [one for one, _ in varied(answers(((one, one.score) for one in scored), signals=lambda one: one.signals), of=_traits)]
    selection = Selection(held.shelf, {**chosen, "found": held.among(one.line.number for one in kept)})
    left = selection.without()
    shown = [one for one in kept if left >> held.place_of[one.line.number] & 1]
    return Ranking(asked, tuple(_sorted(shown, search.sort)), selection, has_meaning=signals.has_meaning)


@dataclass(frozen=True)
class _Evidence:
    """What the engines and the vocabularies say, by number of the entry."""

    passages: Mapping[int, list[Near]]
    texts: Mapping[int, WordHit]
    names: Mapping[int, float]
    about: Mapping[int, tuple[float, float, tuple[str, ...]]]
    meant: Mapping[str, float]
    has_meaning: bool


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


def _signals(asked: Question, held: Stock, book: SubjectBook, *, scopes: Sequence[Collection[int] | None]) -> _Evidence:
    encoder = chosen_encoder()
    vector = encode_ahead(asked.words, asked.language)
    texts: dict[int, WordHit] = {}
    for hit in _worded(asked, scopes):
        best = texts.get(hit.entry_id)
        # Of two as good the one in the language that was asked in is told.
        if best is None or (best.score, best.language == asked.language) < (hit.score, hit.language == asked.language):
            texts[hit.entry_id] = hit
    passages: dict[int, dict[int, Near]] = defaultdict(dict)
    meant: dict[str, float] = {}
    centred = vector.result() if vector else query_vector(asked.words, asked.language)
    if encoder is not None and centred is not None:
        meant = _meant(chosen_vectors(encoder).near(centred, entries=held.topics, most=MOST_TOPICS), held)
        for near in (near for scope in scopes for near in chosen_vectors(encoder).near(centred, entries=scope, most=MOST_NEAR)):
            passages[near.entry_id][near.passage_id] = near
    return _Evidence(
        passages={number: sorted(found.values(), key=lambda near: -near.z) for number, found in passages.items()},
        texts=texts,
        names=_named_entries(asked, held),
        about=_about(asked.named, held, book),
        meant=meant,
        has_meaning=bool(passages),
    )


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


def _meant(near: Iterable[Near], held: Stock) -> dict[str, float]:
    """How far each concept stands out as what the query means, by the best of its languages."""
    meant: dict[str, float] = {}
    for passage in near:
        for key in held.by_number[passage.entry_id].concepts if passage.entry_id in held.by_number else ():
            meant[key] = max(meant.get(key, 0.0), passage.z)
    return meant


def _scored(  # noqa: PLR0917 -- what speaks for records, and all that is known of them
    evidence: _Evidence, held: Stock, book: SubjectBook, weights: Weights, *, demanded: int
) -> Iterable[Ranked]:
    year, precedence = timezone.localdate().year, precedences()
    strengths = {key: concept_strength(z, held.rarity(key), telling=book.telling(key)) for key, z in evidence.meant.items() if z > MEANT}
    meant = frozenset(strengths)
    # A lead that is not among the nearest passages is no nearer than the last of them.
    farthest = min((found[-1].z for found in evidence.passages.values()), default=0.0)
    fresh = {int(each): freshness(int(each), now=year) for each in held.shelf.sets.get("year", ())}
    score, best = scoring(weights), 0.0
    said = dict.fromkeys((*evidence.passages, *evidence.texts, *evidence.names))
    for number in (*said, *(number for number in evidence.about if number not in said)):
        line = held.by_number.get(number)
        # Rows of what is gone stay in the files of vectors for a while.
        if line is None or not demanded >> held.place_of[number] & 1:
            continue
        concepts, places, keys = evidence.about.get(number, (0.0, 0.0, ()))
        topics = topic_strength([strengths[key] for key in line.concepts & meant])
        if number not in said and most_of_subjects(weights, concepts=concepts, topics=topics, places=places) < best * LEAST_SHARE:
            # Most of those that only have a subject in common are no answers: thousands in a large network.
            continue
        nearest, text = evidence.passages.get(number, ()), evidence.texts.get(number)
        signals = Signals(
            meaning=nearest[0].z if nearest else 0.0,
            lead=next((near.z for near in nearest if near.is_lead), farthest) if nearest else 0.0,
            second=nearest[1].z if len(nearest) > 1 else 0.0,
            words=text.score if text else 0.0,
            concepts=concepts,
            topics=topics,
            places=places,
            name=evidence.names.get(number, 0.0),
            kind=precedence.get(line.kind, 0.0),
            worth=line.worth,
            fresh=fresh[line.year] if line.year is not None else 0.0,
        )
        if signals.is_answer:
            points = score(signals)
            best = max(best, points)
            yield Ranked(line, points, signals, nearest[0] if nearest else None, text, keys)


def _all_of(held: Stock, asked: Question, *, demanded: int, chosen: Mapping[str, int], sort: str) -> Ranking:
    selection = Selection(held.shelf, {**chosen, "found": demanded if chosen or asked.parsed.narrows else 0})
    listed = [Ranked(line, 0.0, Signals()) for line in selection.records()]
    return Ranking(asked, tuple(_sorted(listed, "oldest" if sort == "oldest" else "newest")), selection, has_meaning=False)


def _about(named: Iterable[Named], held: Stock, book: SubjectBook) -> dict[int, tuple[float, float, tuple[str, ...]]]:
    """Entries about what the query names: how much as concepts, how much as places, and by which subjects.

    Of several things named, those few records have and that tell what a record is about count most.
    """
    spans = [holders for holders in (_holders(one, held, book) for one in named) if holders]
    most = together(max(share for share, _ in holders.values()) for holders in spans)
    about: dict[int, tuple[float, float, tuple[str, ...]]] = {}
    for holders in spans if most else ():
        for number, (share, key) in holders.items():
            concepts, places, keys = about.get(number, (0.0, 0.0, ()))
            if key.startswith("place:"):
                about[number] = (concepts, places + share / most, (*keys, key))
            else:
                about[number] = (concepts + share / most, places, (*keys, key))
    return about


def _holders(named: Named, held: Stock, book: SubjectBook) -> dict[int, tuple[float, str]]:
    """Entries with one of the subjects, or with one narrower or broader; the best of them counts."""
    found: dict[int, tuple[float, str]] = {}
    for key in named.keys:
        subject = book.subjects[key]
        tells = named_strength(held.rarity(_code(key)), telling=subject.telling)
        for other, share in _related(key, subject.broader, book):
            for line in _with_code(held, subject.aspect, _code(other)):
                if found.get(line.number, (0.0, ""))[0] < share * tells:
                    found[line.number] = (share * tells, key)
    return found


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


def _with_code(held: Stock, aspect: str, code: str) -> list[EntryLine]:
    having = held.shelf.sets.get(aspect, {}).get(code, 0)
    return Selection(held.shelf, {"code": having}).records() if having else []


def _traits(found: Ranked) -> Iterable[str]:
    countries = [place for place in found.line.places if len(place) == 2]
    return (f"language {found.line.original}", *(f"country {code}" for code in countries[:1]))


def _sorted(found: list[Ranked], sort: str) -> list[Ranked]:
    if sort == "newest":
        return sorted(found, key=lambda one: -(one.line.year or 0))
    if sort == "oldest":
        return sorted(found, key=lambda one: one.line.year or 9999)
    return found
