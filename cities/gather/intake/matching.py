"""Which record an entry speaks of: plain comparing of names, acronyms, websites and places."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from cities.commons.places.parsing import fold_name

from .parsing import Entry
from .scoring import DOUBTFUL, SURE, is_part_of, name_likeness, name_words, website_key

CLOSE = 0.05  # a second candidate this near to the first makes the first doubtful
COMMON = 60  # a word that more records than this have in their names leads to none of them
# Two ways of saying one place: the words that cities add to their names.
OF_CITIES = frozenset({"city", "ville", "ciudad", "commune", "municipality", "municipalite", "municipalidad", "council", "government"})


@dataclass(frozen=True)
class Known:
    """A record as far as telling it from others goes."""

    id: UUID
    names: tuple[str, ...]  # in every language
    acronym: str = ""
    countries: frozenset[str] = frozenset()
    websites: frozenset[str] = frozenset()  # keys
    is_withdrawn: bool = False


@dataclass(frozen=True)
class Candidate:
    known: Known
    score: float
    shares_website: bool = False


@dataclass(frozen=True)
class Match:
    """`candidates` best first. `is_sure` when the first stands alone."""

    candidates: tuple[Candidate, ...]
    is_sure: bool = False

    @property
    def best(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None


class Index:
    """Records by what may lead to them, so that an entry is compared with a few only."""

    def __init__(self, records: Iterable[Known]) -> None:
        self._by_key: dict[str, list[Known]] = defaultdict(list)
        for known in records:
            self.add(known)

    def add(self, known: Known) -> None:
        for key in set(_keys(known.names, known.acronym, known.websites)):
            self._by_key[key].append(known)

    def find(self, entry: Entry) -> Match:
        websites = frozenset(map(website_key, entry.websites))
        near: dict[UUID, Known] = {}
        for key in (*_keys((entry.name,), "", websites), *(f"acronym:{acronym}" for acronym in _acronyms(entry))):
            holders = self._by_key.get(key, ())
            if len(holders) <= COMMON or not key.startswith("word:"):
                near.update((known.id, known) for known in holders)
        scored = (_candidate(entry, known, websites) for known in near.values())
        candidates = sorted((each for each in scored if each.score >= DOUBTFUL), key=lambda each: -each.score)
        return Match(tuple(candidates[:5]), _is_sure(candidates))


def _is_sure(candidates: list[Candidate]) -> bool:
    if not candidates or candidates[0].score < SURE:
        return False
    return len(candidates) == 1 or candidates[0].score - candidates[1].score >= CLOSE


def _keys(names: Iterable[str], acronym: str, websites: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield f"name:{fold_name(name)}"
        for word in name_words(name):
            yield f"word:{word}"
    if acronym:
        yield f"acronym:{fold_name(acronym)}"
    for website in websites:
        yield f"website:{website}"


def _candidate(entry: Entry, known: Known, websites: frozenset[str]) -> Candidate:
    name = max((_names_alike(entry.name, each) for each in known.names), default=0.0)
    same_acronym = bool(known.acronym) and fold_name(known.acronym) in _acronyms(entry)
    shares_website = bool(websites & known.websites)
    score = name
    if same_acronym:
        score = max(score, 0.8 + 0.18 * name)
        if fold_name(known.acronym) == fold_name(entry.name):
            score = max(score, 0.93)
    if shares_website:
        score = max(score, 0.78 + 0.2 * name)
    if same_acronym and shares_website:
        score = max(score, 0.97)
    if entry.country and known.countries:
        score += 0.02 if entry.country in known.countries else -0.3
    return Candidate(known, min(score, 1.0), shares_website)


def _acronyms(entry: Entry) -> set[str]:
    """Its acronym; and its name, which may be nothing but the acronym."""
    return {fold_name(each) for each in (entry.acronym, entry.name) if each}


def _names_alike(one: str, other: str) -> float:
    """As `name_likeness`; a city's name alone is as good as with "City of" before it."""
    alike = name_likeness(one, other)
    words, others = name_words(one) - OF_CITIES, name_words(other) - OF_CITIES
    if words and words == others:
        return max(alike, 0.96)
    # "Fund, City of Dakar" holds "City of Dakar": likely, not sure
    if is_part_of(one, other) or is_part_of(other, one):
        return max(alike, 0.8)
    return alike
