"""What may be found, held in memory: facets, names and what ranking asks of every record. Anew when the index has changed."""

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from math import log
from sys import intern
from typing import NamedTuple
from uuid import UUID

import numpy as np
import numpy.typing as npt

from cities.core.versions import Version, version, versions
from cities.search.analysis import Term
from cities.search.analysis.tokens import DOTTED
from cities.search.content import PRESUMED, listed_kinds, subject_sources
from cities.search.facets import Selection, Shelf, as_set, flags_of
from cities.search.folding import fold
from cities.search.models import Entry, IndexedText
from cities.search.ranking import Flags, Floats, Places
from cities.search.recognising import SubjectBook, subject_book

# The kind of entries that are concepts: what a query means is first looked for among them.
TOPIC_KIND = "concept"


# Words a query has that is the greater part of a name.
FEWEST_OF_NAME, MOST_OF_NAME = 2, 8
UNSPOKEN = re.compile(r"[\W_]+")
NOWHERE: Places = np.zeros(0, np.int32)


class EntryLine(NamedTuple):
    """As much of an entry as ranking asks for. Its number is the entry's id."""

    pk: UUID
    number: int
    kind: str
    original: str
    year: int | None
    worth: float
    concepts: tuple[str, ...]
    places: tuple[str, ...]
    # Its concepts, and those its words name where nobody has given it any that tells what it is about.
    about: tuple[str, ...]


@dataclass(frozen=True)
class Columns:
    """What ranking asks of all records at once, by their places."""

    numbers: npt.NDArray[np.int64]
    worth: Floats
    # Kinds and years there are, and which of them each record has.
    kinds: tuple[str, ...]
    kind_of: npt.NDArray[np.int16]
    years: tuple[int | None, ...]
    year_of: npt.NDArray[np.int16]
    # Which records have a concept or a place, ascending, by aspect and code.
    places: Mapping[str, Mapping[str, Places]]
    # Numbers of the concepts there are, from 1; which of them the records have, record after record (0: none); where each record's begin.
    concepts: Mapping[str, int]
    concept_of: Places
    begins: Places


@dataclass(frozen=True)
class Stock:
    shelf: Shelf[EntryLine]
    by_number: Mapping[int, EntryLine]
    by_pk: Mapping[UUID, EntryLine] = field(repr=False)
    place_of: Mapping[int, int] = field(repr=False)
    # Folded titles, acronyms and other names, with the entries called so.
    names: Mapping[str, tuple[int, ...]] = field(repr=False)
    # All names, one on each line, between spaces.
    listing: str = field(repr=False)
    # Every word of it.
    name_words: frozenset[str] = field(repr=False)
    holders: Mapping[str, int] = field(repr=False)
    columns: Columns = field(repr=False)
    # Entries that are concepts themselves.
    topics: tuple[int, ...] = ()
    version: Version = ()

    @property
    def listed(self) -> int:
        """The set of records a search is about when nobody asks for topics or places."""
        return self.shelf.having("kind", listed_kinds())

    def rarity(self, code: str) -> float:
        """1 for a concept or place nobody has, near 0 for one that all have."""
        everything = len(self.by_number) + 1
        return log(everything / (self.holders.get(code, 0) + 1)) / log(everything)

    def counted(self, key: str) -> int:
        """How many records one can find are about a subject or what is narrower; what is presumed of them is not counted."""
        aspect = "place" if key.startswith("place:") else "concept_in"
        return (self.shelf.having(aspect, [key.removeprefix("place:")]) & self.listed).bit_count()

    def among(self, numbers: Iterable[int]) -> int:
        return as_set((self.place_of[number] for number in numbers if number in self.place_of), len(self.by_number))

    def having(self, aspect: str, code: str) -> Places:
        """Places of the records with a code, ascending."""
        return self.columns.places.get(aspect, {}).get(code, NOWHERE)

    def places_of(self, numbers: npt.NDArray[np.int64]) -> tuple[Places, Places]:
        """Which of these entries there are, and their places."""
        known = self.columns.numbers
        places = np.searchsorted(known, numbers)
        found = np.flatnonzero(known[np.minimum(places, len(known) - 1)] == numbers) if len(known) else NOWHERE
        return found, places[found]

    def by_kind(self, told: Mapping[str, float]) -> Floats:
        """For every record what is told of its kind, 0 where nothing is."""
        return np.array([told.get(kind, 0.0) for kind in self.columns.kinds])[self.columns.kind_of]

    def by_year(self, told: Callable[[int | None], float]) -> Floats:
        return np.array([told(year) for year in self.columns.years])[self.columns.year_of]

    def allowed(self, records: int) -> Flags:
        return np.frombuffer(self.flags(records), np.bool_)

    def flags(self, records: int) -> bytes:
        """Of every record, by its place, whether it is in a set: to ask a long number bit by bit copies it each time."""
        return flags_of(records, len(self.by_number))

    def numbers(self, records: int) -> list[int] | None:
        """The ids of a set of records; None for all there are."""
        return None if records == self.shelf.everything else [line.number for line in Selection(self.shelf, {"": records}).records()]


def stock() -> Stock:
    """One small query when nothing has changed since the last call in this process; none when this request has asked before."""
    return _stock(version("entries"))


def subjects() -> SubjectBook:
    """One small query when nothing has changed; none when this request has asked before."""
    return _subjects(versions(subject_sources()))


@lru_cache(maxsize=1)
def _subjects(current: tuple[Version, ...]) -> SubjectBook:
    """`current` is only there to make changed vocabularies a new call."""
    return subject_book(subject for source in subject_sources().values() for subject in source())


@lru_cache(maxsize=1)
def _stock(current: Version) -> Stock:
    """`current` is only there to make a changed index a new call."""
    lines: list[EntryLine] = []
    places: dict[str, dict[str, array[int]]] = defaultdict(lambda: defaultdict(lambda: array("I")))
    rows = Entry.objects.order_by("pk").values_list("pk", "record_id", "kind", "original", "year", "worth", "facets")
    for place, (number, record, kind, original, year, worth, told) in enumerate(rows.iterator(chunk_size=2000)):
        # Every row brings its codes as new strings: a hundred times as many as there are.
        facets = {intern(aspect): tuple(map(intern, codes)) for aspect, codes in told.items()}
        presumed, concepts = facets.pop(PRESUMED, ()), facets.get("concept", ())
        about = (*concepts, *(code for code in presumed if code not in concepts)) if presumed else concepts
        lines.append(EntryLine(record, number, intern(kind), intern(original), year, worth, concepts, facets.get("place", ()), about))
        for aspect, codes in {**facets, "kind": (kind,), "year": (str(year),) if year is not None else ()}.items():
            for code in codes:
                places[aspect][code].append(place)
    sets = {aspect: {code: as_set(found, len(lines)) for code, found in by_code.items()} for aspect, by_code in places.items()}
    shelf = Shelf(tuple(lines), sets)
    listed = shelf.having("kind", listed_kinds())
    columns = _columns(lines)
    is_listed = np.frombuffer(flags_of(listed, len(lines)), np.bool_)
    holders = {code: int(np.count_nonzero(is_listed[having])) for by_code in columns.places.values() for code, having in by_code.items()}
    names = _names()
    listing = "\n" + "".join(f" {name} \n" for name in names)
    return Stock(
        shelf,
        {line.number: line for line in shelf.records},
        {line.pk: line for line in shelf.records},
        {line.number: place for place, line in enumerate(shelf.records)},
        names,
        listing,
        frozenset(listing.split()),
        holders,
        columns,
        tuple(line.number for line in shelf.records if line.kind == TOPIC_KIND),
        current,
    )


def _columns(lines: Sequence[EntryLine]) -> Columns:
    places: dict[str, dict[str, array[int]]] = {"concept": defaultdict(lambda: array("I")), "place": defaultdict(lambda: array("I"))}
    for place, line in enumerate(lines):
        for aspect, codes in (("concept", line.about), ("place", line.places)):
            for code in codes:
                places[aspect][code].append(place)
    kinds, years = list(dict.fromkeys(line.kind for line in lines)), list(dict.fromkeys(line.year for line in lines))
    concepts = {code: number for number, code in enumerate(places["concept"], start=1)}
    concepts_of = [[concepts[code] for code in line.about] or [0] for line in lines]
    return Columns(
        np.array([line.number for line in lines], np.int64),
        np.array([line.worth for line in lines], np.float32),
        tuple(kinds),
        np.array([kinds.index(line.kind) for line in lines], np.int16),
        tuple(years),
        np.array([years.index(line.year) for line in lines], np.int16),
        {aspect: {code: np.array(found, np.int32) for code, found in by_code.items()} for aspect, by_code in places.items()},
        concepts,
        np.fromiter(chain.from_iterable(concepts_of), np.intp),
        np.cumsum([0, *map(len, concepts_of)])[:-1],
    )


def _names() -> dict[str, tuple[int, ...]]:
    called: dict[str, list[int]] = defaultdict(list)
    for number, title, others in IndexedText.objects.values_list("entry_id", "folded_title", "names").iterator(chunk_size=2000):
        for name in (title, *others.split("\n")):
            numbers = called[_spoken(name)] if name.strip() else [number]
            if number not in numbers:
                numbers.append(number)
    return {name: tuple(numbers) for name, numbers in called.items()}


def _spoken(name: str) -> str:
    """Without what people leave out when they type: dots of acronyms, dashes, brackets."""
    closed = DOTTED.sub(lambda found: found[0].replace(".", ""), name) if "." in name else name
    return UNSPOKEN.sub(" ", closed).strip()


def called(query: str, held: Stock, *, longest: int = 10) -> Iterator[tuple[int, float]]:
    """Entries whose name is in the query as it stands, with the share of the query that is the name."""
    words = _spoken(fold(query)).split()
    found: dict[int, float] = {}
    for size in range(min(longest, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            for number in held.names.get(" ".join(words[start : start + size]), ()):
                found.setdefault(number, size / len(words))
    yield from found.items()


def begun_name(terms: Sequence[Term], held: Stock) -> Iterator[tuple[int, float]]:
    """Entries with all the telling words of a query in one name, with the share of the name they are: “grand marché” of
    “Coopérative du Grand Marché”. A single word is a topic more often than a name."""
    words = sorted({_spoken(fold(term.word)) for term in terms}, key=len, reverse=True)
    if not FEWEST_OF_NAME <= len(words) <= MOST_OF_NAME:
        return
    if not all(held.name_words.issuperset(word.split()) for word in words):
        return
    share = sum(map(len, words))
    for name in _names_with(words[0], held.listing):
        if all(f" {word} " in f" {name} " for word in words):
            yield from ((number, share / len(name)) for number in held.names[name])


def _names_with(word: str, listing: str) -> Iterator[str]:
    """Looking through one long text costs a hundredth of looking through its lines."""
    place = listing.find(f" {word} ")
    while place >= 0:
        end = listing.index("\n", place)
        yield listing[listing.rindex("\n", 0, place + 1) + 1 : end].strip()
        place = listing.find(f" {word} ", end)
