"""An entry beside the record it speaks of: in which fields they differ, and which of these the document may fill."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cities.commons.places.parsing import fold_name

from .parsing import Entry
from .scoring import is_part_of, name_likeness, website_key

Difference = tuple[Any, Any]  # what the record says, what the document says
SAME_NAME = 0.9  # "Bamako City" and "City of Bamako" are no difference
WORDS = ("name", "summary", "text", "problem", "results")


@dataclass(frozen=True)
class Current:
    """A record as it stands, in the terms of an entry. `words` by language."""

    words: Mapping[str, Mapping[str, str]]
    original: str = ""
    acronym: str = ""
    member_since: int | None = None
    category: str = ""
    countries: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()  # names of its places, in every language
    websites: frozenset[str] = frozenset()  # addresses
    addresses: frozenset[str] = frozenset()
    started: int | None = None
    ended: int | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


def differences(entry: Entry, current: Current) -> dict[str, Difference]:
    """Fields in which the document says something that the record does not; what it leaves out is no difference."""
    found: dict[str, Difference] = dict(_facts(entry, current))
    found |= dict(_places(entry, current))
    found |= dict(_words(entry, current))
    known = set(map(website_key, current.websites))
    fresh = [address for address in entry.websites if website_key(address) not in known]
    if fresh:
        found["websites"] = (sorted(current.websites), fresh)
    if set(entry.emails) - current.addresses:
        # private: that there are more is said, not which
        found["emails"] = (len(current.addresses), len(set(entry.emails) - current.addresses))
    return found


def _facts(entry: Entry, current: Current) -> Iterable[tuple[str, Difference]]:
    pairs: list[tuple[str, Any, Any]] = [
        ("acronym", current.acronym, entry.acronym),
        ("member_since", current.member_since, entry.member_since),
        ("category", current.category, entry.category),
        ("started", current.started, entry.started),
        ("ended", current.ended, entry.ended),
    ]
    pairs += [(name, current.facts.get(name, ""), value) for name, value in entry.facts.items() if name in current.facts]
    for name, old, new in pairs:
        if name in entry.guessed and old:
            continue
        if new and fold_name(str(old or "")) != fold_name(str(new)):
            yield name, (old, new)


def _places(entry: Entry, current: Current) -> Iterable[tuple[str, Difference]]:
    if entry.country and entry.country not in current.countries:
        yield "country", (", ".join(sorted(current.countries)), entry.country)
    if entry.city and not any(_is_same_place(entry.city, city) for city in current.cities):
        yield "city", (", ".join(sorted(current.cities)), entry.city)


def _is_same_place(one: str, other: str) -> bool:
    """ "Siem Reap City" and "Siem Reap" are one place."""
    return is_part_of(one, other) or is_part_of(other, one)


def _words(entry: Entry, current: Current) -> Iterable[tuple[str, Difference]]:
    names = [words.get("name", "") for words in current.words.values()]
    if (
        entry.name
        and fold_name(entry.name) != fold_name(current.acronym)
        and all(name_likeness(entry.name, name) < SAME_NAME for name in names)
    ):
        yield "name", (_shown(current, entry.language, "name"), entry.name)
    here = current.words.get(entry.language, {}) if entry.language else current.words.get(current.original, {})
    for word, new in (("summary", entry.summary), ("text", entry.text), *_further(entry)):
        old = here.get(word, "")
        if new and " ".join(old.split()) != " ".join(new.split()):
            yield word, (old, new)
    for key, new in entry.facts.items():
        word, dot, language = key.partition(".")
        if dot and word in WORDS:
            old = current.words.get(language, {}).get(word, "")
            if " ".join(old.split()) != " ".join(new.split()):
                yield key, (old, new)


def _further(entry: Entry) -> list[tuple[str, str]]:
    return [(word, entry.facts[word]) for word in ("problem", "results") if entry.facts.get(word)]


def _shown(current: Current, language: str, word: str) -> str:
    return current.words.get(language, {}).get(word) or current.words.get(current.original, {}).get(word, "")


def fields_to_take(found: Mapping[str, Difference], entry: Entry, current: Current, *, written: Mapping[str, Any]) -> list[str]:
    """Fields in which the document is followed unless a person says otherwise.

    What the record lacks is filled, and what an earlier import wrote is renewed; what a person wrote stays. `written` is what
    the last import wrote to the record.
    """
    doubtful = {SHARED[note.code] for note in entry.notes if note.code in SHARED}
    return [
        name
        for name, (old, _new) in found.items()
        if name not in doubtful
        and (_is_lacking(name, old, entry, current=current) or (name in written and _says_the_same(written[name], old)))
    ]


# What two entries of one document share is somebody else's in one of them.
SHARED = {"same-website": "websites", "same-email": "emails", "copied-text": "text"}


def _is_lacking(name: str, old: Any, entry: Entry, *, current: Current) -> bool:
    """Websites and addresses may be several. Words are lacking where no language has them: a document is no translation."""
    if name in ("websites", "emails"):
        return True
    word, _dot, tongue = name.partition(".")
    if old not in (None, ""):
        return False
    if word not in WORDS or (tongue or entry.language or current.original) == current.original:
        return True
    return not any(words.get(word) for words in current.words.values())


def _says_the_same(one: Any, other: Any) -> bool:
    return " ".join(str(one or "").split()) == " ".join(str(other or "").split())
