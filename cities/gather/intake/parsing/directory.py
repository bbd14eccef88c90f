"""A directory of members: entries found by their marks, titles confirmed by the contents list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from cities.commons.places.parsing import fold_name, split_place
from cities.gather.intake.reading import Line
from cities.gather.intake.scoring import name_likeness

from .bodies import cleaned_line, is_caption, joined_paragraphs, without_emails
from .contacts import LINK, email_addresses, is_contact_line, misplaced_web, websites
from .entries import Entry, Listed
from .listings import listed, region_of_heading
from .notes import Note
from .profiles import LONGEST_TRIED, Profile
from .titles import split_title

LINES_ABOVE = 3  # how far above its marks a title may stand
ITEM = re.compile(r"^[-•*]\s+(?P<title>\S.*)$")
DOUBLE = re.compile(r"\S*\w/(?:https?://)?www\.\S*")


@dataclass
class Found:
    """Where the parts of one entry stand, as places in the lines with text."""

    title: int | None
    marks: list[int] = field(default_factory=list)
    heading: str = ""


@dataclass
class Directory:
    lines: list[Line]  # of the part, without blank ones
    found: list[Found] = field(default_factory=list)
    items: list[Listed] = field(default_factory=list)  # of the lists at the heads of sections
    apart: set[int] = field(default_factory=set)  # places of headings and such lists


def part_of(lines: Sequence[Line], profile: Profile) -> list[Line]:
    """The lines with text between the beginning and the end that the profile names; all of them where it names none."""
    full = [line for line in lines if line.text.strip()]
    part = profile.part
    first = 0
    if part.begins:
        first = next((place + 1 for place, line in enumerate(full) if part.begins.search(line.text.strip())), 0)
    for place in range(first, len(full)):
        window = "\n".join(line.text.strip()[:LONGEST_TRIED] for line in full[place : place + 3])
        if part.ends and part.ends.match(window):
            return full[first:place]
    return full[first:]


def find_entries(lines: Sequence[Line], profile: Profile, contents: Sequence[Listed]) -> Directory:
    directory = Directory(part_of(lines, profile))
    _find_sections(directory, profile)
    _find_marks(directory, profile, contents)
    _find_titles_of_contents(directory, contents)
    directory.found.sort(key=_start)
    heading, headings = "", dict(_headings(directory, profile))
    for place in range(len(directory.lines)):
        heading = headings.get(place, heading)
        for found in directory.found:
            if _start(found) == place:
                found.heading = heading
    return directory


def _start(found: Found) -> int:
    return found.title if found.title is not None else found.marks[0]


def _headings(directory: Directory, profile: Profile) -> Iterator[tuple[int, str]]:
    for place in sorted(directory.apart):
        if region := region_of_heading(directory.lines[place].text, profile):
            yield place, region


def _find_sections(directory: Directory, profile: Profile) -> None:
    region = ""
    for place, line in enumerate(directory.lines):
        text = line.text.strip()
        heading = region_of_heading(text, profile)
        item = ITEM.match(text) if region else None
        if heading:
            region = heading
        elif item:
            directory.items.append(listed(item["title"], line, heading=region))
        else:
            region = ""
        if heading or item:
            directory.apart.add(place)


def _find_marks(directory: Directory, profile: Profile, contents: Sequence[Listed]) -> None:
    """A run of marks (year, place, addresses) with a title above it is an entry."""
    current: Found | None = None
    previous = -2
    for place, line in enumerate(directory.lines):
        kind = mark_kind(line.text, profile)
        if place in directory.apart or not kind or (kind == "contact" and previous != place - 1):
            continue
        if previous != place - 1 or current is None:
            current = Found(_title_above(directory, place, profile=profile, contents=contents))
            directory.found.append(current)
        current.marks.append(place)
        previous = place


def mark_kind(text: str, profile: Profile) -> str:
    """Say which mark a line is: "since", "place", "contact" or "" for none."""
    text = text.strip()
    if len(text) > LONGEST_TRIED:
        return ""
    marks = profile.entry
    if marks.since and marks.since.search(text):
        return "since"
    if marks.place and marks.place.search(text):
        return "place"
    return "contact" if is_contact_line(text, (*marks.web_marks, *marks.mail_marks)) else ""


def _title_above(directory: Directory, place: int, *, profile: Profile, contents: Sequence[Listed]) -> int | None:
    candidates = [
        above
        for above in range(place - 1, max(-1, place - 1 - LINES_ABOVE), -1)
        if above not in directory.apart and not is_caption(directory.lines[above].text, profile.entry.skip)
    ]
    if not candidates or candidates[0] != place - 1:
        candidates = candidates[:1]
    fitting = [above for above in candidates if len(directory.lines[above].text.strip()) <= profile.entry.longest_title]
    if not fitting or fitting[0] != candidates[0]:
        return None
    # a second line between title and marks (a motto): the contents list knows which of the lines is the name
    known = {above: _fit_in(directory.lines[above].text, contents) for above in fitting}
    best = max(fitting, key=lambda above: known[above])
    return best if known[best] > 0.9 and known[fitting[0]] < 0.5 else fitting[0]


def _fit_in(text: str, contents: Sequence[Listed]) -> float:
    name = split_title(text).name
    return max((name_likeness(name, item.name) for item in contents), default=0.0)


def _find_titles_of_contents(directory: Directory, contents: Sequence[Listed]) -> None:
    """Entries without any mark: a line alone that says exactly what the contents list says."""
    taken = {found.title for found in directory.found}
    titles = {fold_name(directory.lines[place].text) for place in taken if place is not None}
    for item in contents:
        spellings = {fold_name(item.title), fold_name(item.name), fold_name(f"{item.name} {item.acronym}")}
        if spellings & titles:
            continue
        for place, line in enumerate(directory.lines):
            if place not in directory.apart and place not in taken and fold_name(line.text) in spellings:
                directory.found.append(Found(place))
                taken.add(place)
                break


def read_entries(directory: Directory, profile: Profile) -> Iterator[Entry]:
    starts = [_start(found) for found in directory.found] + [len(directory.lines)]
    for found, following in zip(directory.found, starts[1:], strict=True):
        yield _entry(directory, found, following, profile=profile)


def _entry(directory: Directory, found: Found, following: int, *, profile: Profile) -> Entry:
    lines = directory.lines
    first_body = (found.marks[-1] if found.marks else _start(found)) + 1
    body = [place for place in range(first_body, following) if place not in directory.apart]
    entry = Entry(
        kind=profile.records,
        name="",
        language=profile.language,
        heading=found.heading,
        line=lines[_start(found)].number,
        last_line=lines[body[-1] if body else first_body - 1].number,
        page=lines[_start(found)].page,
    )
    if found.title is not None:
        entry = _with_title(entry, lines[found.title].text.strip(), profile)
    for place in found.marks:
        entry = _with_mark(entry, lines[place].text.strip(), profile)
    if not found.marks:
        entry = noted(entry, Note("no-marks"))
    return _with_body(entry, [lines[place].text for place in body], profile)


def noted(entry: Entry, *notes: Note) -> Entry:
    return replace(entry, notes=(*entry.notes, *notes))


def _with_title(entry: Entry, printed: str, profile: Profile) -> Entry:
    bare = cleaned_line(printed)
    aside = profile.entry.aside.search(bare) if profile.entry.aside else None
    title = split_title(bare[: aside.start()] if aside else bare)
    entry = replace(entry, title=printed, name=title.name, acronym=title.acronym, country=title.country)
    return noted(entry, Note("title-aside", {"aside": aside["aside"]})) if aside else entry


def _with_mark(entry: Entry, text: str, profile: Profile) -> Entry:
    marks = profile.entry
    if marks.since and (since := marks.since.search(text)):
        return replace(entry, member_since=int(since["year"]))
    if marks.place and (place := marks.place.search(text)):
        return _with_place(entry, place["place"])
    entry = replace(entry, websites=(*entry.websites, *websites(text)), emails=(*entry.emails, *email_addresses(text)))
    if double := DOUBLE.search(LINK.sub(r" \1 ", text)):
        entry = noted(entry, Note("several-websites", {"printed": double.group(0)}))
    if misplaced := misplaced_web(text, marks.mail_marks):
        entry = noted(entry, Note("web-marked-mail", {"printed": misplaced}))
    return entry


def _with_place(entry: Entry, printed: str) -> Entry:
    place = split_place(printed)
    entry = replace(entry, city=place.city, country=place.country or entry.country)
    if not place.country:
        entry = noted(entry, Note("no-country", {"printed": printed}))
    elif place.city and place.country and "," not in printed and not place.aside:
        entry = noted(entry, Note("place-together", {"printed": printed}))
    if place.aside:
        entry = noted(entry, Note("address-in-brackets", {"aside": place.aside}))
    return entry


def _with_body(entry: Entry, lines: list[str], profile: Profile) -> Entry:
    kept = [cleaned_line(line) for line in lines if not is_caption(line, profile.entry.skip)]
    addresses = email_addresses("\n".join(kept))
    if addresses:
        kept = [without_emails(line) for line in kept]
        entry = noted(entry, Note("mail-in-text"))
    emails = tuple(dict.fromkeys((*entry.emails, *addresses)))
    return replace(entry, text=joined_paragraphs([line for line in kept if line.strip("- ")]), emails=emails)
