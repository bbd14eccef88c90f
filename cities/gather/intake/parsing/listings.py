"""Lists of names inside a document, and how they pair with the entries of its directory."""

import re
from collections.abc import Iterator, Sequence

from cities.commons.places.parsing import fold_name
from cities.gather.intake.reading import Line
from cities.gather.intake.scoring import best_pairs, is_part_of, name_likeness

from .entries import Entry, Listed
from .profiles import Contents, NameList, Profile
from .titles import split_title

# cells of a contents list in columns: a title, then the page it stands on
CONTENTS_CELL = re.compile(r"([^\t]+)\t(\d{1,4})(?=\t|$)|([^\t.]{3,}?)[ .]{3,}(\d{1,4})$")
LEAST_LIKENESS = 0.6


def listed(title: str, line: Line, *, page: int | None = None, heading: str = "") -> Listed:
    read = split_title(title)
    return Listed(title.strip(), read.name, read.acronym, read.country, line.number, page, heading)


def contents_list(lines: Sequence[Line], marks: Contents) -> tuple[Listed, ...]:
    """Names with page numbers in the contents, in the order of their pages."""
    found: list[tuple[int, str, Line]] = []
    for line in lines_between(lines, marks.begins, marks.ends):
        for match in CONTENTS_CELL.finditer(line.text):
            title, page = (match[1], match[2]) if match[1] else (match[3], match[4])
            found.append((int(page), title, line))
    first = next((page for page, title, _line in found if marks.after and marks.after.search(title.strip())), 0)
    ordered = sorted(((page, line.number, title, line) for page, title, line in found if page > first), key=lambda row: row[:2])
    return tuple(listed(title, line, page=page) for page, _number, title, line in ordered)


def lines_between(lines: Sequence[Line], begins: re.Pattern[str], ends: re.Pattern[str]) -> Iterator[Line]:
    """The lines after the first that matches `begins`, up to the next that matches `ends`."""
    inside = False
    for line in lines:
        text = line.text.strip()
        if inside and ends.search(text):
            return
        if inside:
            yield line
        inside = inside or bool(begins.search(text))


def names_in_running_text(lines: Sequence[Line], marks: NameList, known: Sequence[Listed]) -> tuple[Listed, ...]:
    """Names known from the contents that a running list repeats.

    The separators of such a list are not to be relied upon (two names may stand side by side without one), so the
    known names are looked for instead, the longest first.
    """
    found: list[Listed] = []
    for line in lines_between(lines, marks.begins, marks.ends):
        rest = f" {fold_name(line.text)} "
        for item in sorted(known, key=lambda each: -len(each.title)):
            needle = f" {fold_name(item.title)} "
            if needle in rest:
                rest = rest.replace(needle, "  ", 1)
                found.append(Listed(item.title, item.name, item.acronym, item.country, line.number, item.page))
    return tuple(sorted(found, key=lambda each: each.line))


def region_of_heading(text: str, profile: Profile) -> str:
    """The region whose heading a line is, else ""."""
    folded = fold_name(text)
    return next((section.region for section in profile.sections if folded in map(fold_name, section.headings)), "")


def likeness(item: Listed, entry: Entry) -> float:
    """How surely a listed name means an entry, from 0 to 1. Lists often name it in another language than the entry."""
    score = name_likeness(item.name, entry.name)
    if item.acronym and entry.acronym:
        if fold_name(item.acronym) == fold_name(entry.acronym):
            score = max(score, 0.9 + score / 10)
        elif _begin_alike(item.acronym, entry.acronym):
            score = max(score, 0.7)
    if is_part_of(item.name, entry.title):
        score = max(score, 0.85)
    if entry.city and item.country == entry.country and is_part_of(entry.city, item.name):
        # the city may be named in the list, and the entry be an organisation that merely sits there
        score = max(score, 0.62 + 0.2 * score + (0.1 if is_part_of(entry.city, entry.name) else 0))
    return score - (0.3 if item.country and entry.country and item.country != entry.country else 0)


def _begin_alike(one: str, other: str) -> bool:
    first, second = fold_name(one).replace(" ", ""), fold_name(other).replace(" ", "")
    return first.startswith(second) or second.startswith(first)


def pair(items: Sequence[Listed], entries: Sequence[Entry]) -> dict[int, int]:
    """Pair places in a list with places among the entries, each at most once."""
    scores = {
        (left, right): score
        for left, item in enumerate(items)
        for right, entry in enumerate(entries)
        if (score := likeness(item, entry)) >= LEAST_LIKENESS
    }
    return best_pairs(scores, LEAST_LIKENESS)
