"""Reading a snapshot in one language. Plain data: what is asked here was frozen before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from unicodedata import combining, normalize

from cities.editions.digests import Content
from cities.editions.wording import Wording, wording
from cities.translation.languages import base_language, best_language, text_direction

WORLD = "world"
# In this order everywhere: tables, charts, chapters, colours. Others follow by name.
REGIONS = ("africa-middle-east", "asia", "europe", "latin-america", "north-america")
GROUPS = ("local-governments", "sse-networks", "organisations", "international")
GROUP_OF_CATEGORY = {
    "local-government": "local-governments",
    "local-government-network": "local-governments",
    "sse-network": "sse-networks",
    "organisation": "organisations",
    "international": "international",
}
OTHER = "other"

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Words:
    """Some words with what must be said about them: their language where it is another than the edition's, how they were made."""

    text: str
    language: str
    is_foreign: bool = False
    is_machine: bool = False
    is_stale: bool = False

    @property
    def direction(self) -> str:
        return text_direction(self.language)

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class Reader:
    """A snapshot as a reader of one language gets it."""

    content: Content
    language: str
    # By which the snapshot is known; empty for a preview.
    digest: str = ""

    @cached_property
    def say(self) -> Wording:
        return wording(self.language)

    @property
    def edition(self) -> Row:
        edition: Row = self.content["edition"]
        return edition

    @property
    def year(self) -> str:
        """As a word: years have no thousands."""
        return str(self.edition["year"])

    @property
    def is_kit(self) -> bool:
        return bool(self.edition["kind"] == "kit")

    def home_of(self, row: Row) -> str:
        """The permanent address of a record, where the snapshot tells of which site it is."""
        site = self.edition.get("site", "")
        return f"{site}/id/{row['id']}" if site else ""

    @property
    def members(self) -> Sequence[Row]:
        members: Sequence[Row] = self.content["members"]
        return members

    def chapter(self, code: str) -> Any:
        """What a section froze; None for one without facts of its own."""
        return self.content["chapters"].get(code)

    def place(self, code: str) -> str:
        if code == WORLD:
            return self.say.say("international-region")
        return self._name(self.content["places"].get(code, {}).get("names", {}), code)

    def concept(self, key: str) -> str:
        return self._name(self.content["concepts"].get(key, {}), key.partition(":")[2])

    def source(self, code: str) -> Row:
        source: Row = self.content["sources"].get(code, {"title": code})
        return source

    def words(self, texts: Mapping[str, Row], field: str) -> Words:
        """The field in the language of the edition, or the nearest that has it; empty when nobody has written it."""
        written = {tag: text for tag, text in texts.items() if text.get(field)}
        original = next((tag for tag, text in written.items() if text["state"] == "original"), None)
        chosen = best_language(written, self.language, original=original)
        if chosen is None:
            return Words("", self.language)
        text = written[chosen]
        return Words(
            text=text[field],
            language=chosen,
            is_foreign=base_language(chosen) != base_language(self.language),
            is_machine=text["state"] == "machine",
            is_stale=field in text.get("stale", ()),
        )

    def own(self, field: str) -> Words:
        """What the edition's own editors wrote."""
        return self.words(self.edition["texts"], field)

    def name_of(self, member: Row) -> str:
        return self.words(member["texts"], "name").text

    def by_name(self, members: Sequence[Row]) -> list[Row]:
        return sorted(members, key=lambda member: (folded(self.name_of(member)), member["code"]))

    def regions(self) -> Iterator[tuple[str, list[Row]]]:
        """Regions with members, in their order, what spans several first; members by name."""
        for region in regions_of(self.members):
            yield region, self.by_name([member for member in self.members if member["region"] == region])

    def _name(self, names: Mapping[str, str], code: str) -> str:
        chosen = best_language(names, self.language, original="en")
        return names[chosen] if chosen else code


def regions_of(members: Sequence[Row]) -> list[str]:
    found = {member["region"] for member in members}
    known = [region for region in (WORLD, *REGIONS) if region in found]
    return [*known, *sorted(found - set(known))]


def group_of(category: str) -> str:
    """The column of the tables a category of members (its key) is counted in."""
    return GROUP_OF_CATEGORY.get(category.partition(":")[2], OTHER)


def folded(name: str) -> str:
    """For sorting by eye: accents and case aside."""
    return "".join(letter for letter in normalize("NFKD", name) if not combining(letter)).casefold()
