"""Parsing: the lines of a document become entries, as a reading profile says what they look like."""

from collections.abc import Sequence
from dataclasses import replace

from cities.gather.intake.reading import Document, Line, UnreadableDocument
from cities.gather.intake.scoring import name_likeness

from .categories import category_of, kind_of_organisation
from .directory import find_entries, noted, read_entries
from .entries import Entry, Listed, PrintedTotals, Reading, Statement, as_data, fingerprint, from_data
from .listings import contents_list, names_in_running_text, pair
from .notes import Note
from .profiles import Profile, UnsoundProfile, all_profiles, load_profile, profile_for
from .projects import read_projects
from .totals import printed_statements, printed_totals

__all__ = [
    "Entry",
    "Listed",
    "Note",
    "PrintedTotals",
    "Profile",
    "Reading",
    "Statement",
    "UnsoundProfile",
    "all_profiles",
    "as_data",
    "fingerprint",
    "from_data",
    "kind_of_organisation",
    "load_profile",
    "parse_document",
    "profile_for",
]

SAME_NAME = 0.9  # below this likeness, what the contents list says is another name


def parse_document(document: Document, profile: Profile) -> Reading:
    """Read the entries of a document. Raises UnreadableDocument when the profile finds none."""
    reading = (_read_directory if profile.records == "member" else _read_report)(document.lines, profile)
    if not reading.entries:
        raise UnreadableDocument("no-profile")
    return reading


def _read_report(lines: Sequence[Line], profile: Profile) -> Reading:
    return Reading(profile.name, profile.records, tuple(read_projects(lines, profile)))


def _read_directory(lines: Sequence[Line], profile: Profile) -> Reading:
    contents = contents_list(lines, profile.contents) if profile.contents else ()
    directory = find_entries(lines, profile, contents)
    entries = list(read_entries(directory, profile))
    lists = {"contents": contents, "sections": tuple(directory.items)}
    lists |= {each.name: names_in_running_text(lines, each, contents) for each in profile.lists}
    pairs = {name: pair(items, entries) for name, items in lists.items() if items}
    named = {name: {right: lists[name][left] for left, right in paired.items()} for name, paired in pairs.items()}
    entries = [
        _placed(entry, profile, listed=named.get("contents", {}).get(place), in_section=named.get("sections", {}).get(place))
        for place, entry in enumerate(entries)
    ]
    if contents:
        unlisted = set(range(len(entries))) - set(named.get("contents", {}))
        entries = [noted(entry, Note("not-listed")) if place in unlisted else entry for place, entry in enumerate(entries)]
    return Reading(
        profile.name,
        profile.records,
        tuple(entries),
        lists,
        pairs,
        printed_statements(lines, profile),
        printed_totals(lines, profile),
    )


def _placed(entry: Entry, profile: Profile, *, listed: Listed | None, in_section: Listed | None) -> Entry:
    """Give an entry its region, page, country and category from what the lists say of it."""
    region = in_section.heading if in_section else entry.heading
    entry = replace(entry, region=region, page=entry.page or (listed.page if listed else None))
    if region != entry.heading:
        entry = noted(entry, Note("other-heading", {"heading": entry.heading, "region": region}))
    category = category_of(profile, name=entry.name, region=region, text=entry.text)
    entry = replace(entry, category=category, guessed=frozenset({"category"}))
    return _compared(entry, listed) if listed else entry


def _compared(entry: Entry, listed: Listed) -> Entry:
    """Take from the contents list what the entry lacks, and note where the two disagree."""
    if listed.country and not entry.country:
        entry = replace(entry, country=listed.country)
    elif listed.country and listed.country != entry.country:
        entry = noted(entry, Note("country-differs", {"listed": listed.country}))
    if listed.acronym and not entry.acronym:
        entry = replace(entry, acronym=listed.acronym)
    elif listed.acronym and listed.acronym != entry.acronym:
        entry = noted(entry, Note("acronym-differs", {"here": entry.acronym, "listed": listed.acronym}))
    if name_likeness(entry.name, listed.name) < SAME_NAME:
        entry = noted(entry, Note("title-differs", {"listed": listed.title}))
    return entry
