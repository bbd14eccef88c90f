"""Checking: a document beside itself. Nothing is mended here; what disagrees is said."""

from collections import defaultdict
from dataclasses import dataclass, replace

from cities.gather.intake.parsing import Entry, Profile, Reading

from .agreement import check_lists
from .checks import Check
from .copies import Remarks, check_copies
from .gaps import check_gaps
from .totals import check_totals

__all__ = ["Check", "Checked", "check_entries", "check_reading"]


@dataclass(frozen=True)
class Checked:
    entries: tuple[Entry, ...]  # with the notes that the comparison brought
    checks: tuple[Check, ...]  # disagreements first


def check_reading(reading: Reading, profile: Profile) -> Checked:
    """Compare the totals and lists of a document with what was read of it, and its entries with each other."""
    found = [*check_totals(reading, profile), *check_lists(reading)]
    checked = check_entries(reading.entries)
    return Checked(checked.entries, _disagreements_first([*found, *checked.checks]))


def check_entries(entries: tuple[Entry, ...]) -> Checked:
    """Compare entries with each other, as for a table, which has no totals and lists."""
    remarks: Remarks = defaultdict(list)
    checks = [*check_copies(entries, remarks), *check_gaps(entries, remarks)]
    noted = tuple(
        replace(entry, notes=(*entry.notes, *remarks[place])) if place in remarks else entry for place, entry in enumerate(entries)
    )
    return Checked(noted, _disagreements_first(checks))


def _disagreements_first(checks: list[Check]) -> tuple[Check, ...]:
    return tuple(sorted(checks, key=lambda check: check.agrees))
