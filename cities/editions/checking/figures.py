"""Stated figures held against the count, and against the sum of the parts stated with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cities.editions.digests import Content
from cities.editions.tallies import totals

from .sentences import spoken_figures

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """A stated figure that disagrees: with what is counted, or, where `is_of_parts`, with the sum of its own stated parts.

    `explanations` are texts by language; a figure spoken in an editorial text has none and is corrected there.
    """

    subject: str
    stated: Decimal
    counted: Decimal
    is_of_parts: bool = False
    source: str = ""
    locator: str = ""
    explanations: Mapping[str, Row] | None = None
    # The language and field of the editorial text that says it.
    spoken_in: tuple[str, str] | None = None

    @property
    def is_explained(self) -> bool:
        return any(text.get("explanation") for text in (self.explanations or {}).values())


def differences(content: Content) -> list[Difference]:
    """Every disagreement, in the order the figures were stated; those spoken in editorial texts last. A kit counts nobody."""
    if content["edition"]["kind"] == "kit":
        return []
    return [*_with_the_count(content), *_with_their_parts(content["stated"]), *_spoken(content)]


def unexplained(content: Content) -> list[Difference]:
    """What keeps an edition from being published."""
    return [difference for difference in differences(content) if not difference.is_explained]


def _with_the_count(content: Content) -> Iterator[Difference]:
    counts = totals(content)
    for stated in content["stated"]:
        counted = counts.get(stated["subject"])
        value = Decimal(stated["value"])
        if counted is not None and value != counted:
            yield _difference(stated, counted=Decimal(counted))


def _with_their_parts(stated: Sequence[Row]) -> Iterator[Difference]:
    """A source whose parts do not make up its total disagrees with itself, whatever is counted."""
    for total in stated:
        parts = [part for part in stated if part["source"] == total["source"] and part["subject"] in _parts_of(total["subject"], stated)]
        added = sum((Decimal(part["value"]) for part in parts), Decimal(0))
        if parts and added != Decimal(total["value"]):
            yield _difference(total, counted=added, is_of_parts=True)


def _parts_of(subject: str, stated: Sequence[Row]) -> set[str]:
    """Subjects that make up a total: its regions; a region's kinds; a kind's regions."""
    known = {each["subject"] for each in stated}
    name, _colon, code = subject.partition(":")
    match name:
        case "members":
            return {each for each in known if each.startswith("region:")}
        case "region":
            return {each for each in known if each.startswith(f"region-group:{code}:")}
        case "group":
            return {each for each in known if each.startswith("region-group:") and each.endswith(f":{code}")}
        case _:
            return set()


def _spoken(content: Content) -> Iterator[Difference]:
    counts = totals(content)
    for spoken in spoken_figures(content["edition"]["texts"]):
        counted = counts.get(spoken.subject)
        if counted is not None and counted != spoken.value:
            yield Difference(spoken.subject, Decimal(spoken.value), Decimal(counted), spoken_in=(spoken.language, spoken.field))


def _difference(stated: Row, *, counted: Decimal, is_of_parts: bool = False) -> Difference:
    return Difference(
        subject=stated["subject"],
        stated=Decimal(stated["value"]),
        counted=counted,
        is_of_parts=is_of_parts,
        source=stated["source"],
        locator=stated["locator"],
        explanations=stated["texts"],
    )
