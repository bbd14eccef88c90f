"""The lists of a document beside its directory: who is named in one and not in the other, and under which heading."""

from collections.abc import Iterator

from cities.gather.intake.parsing import Entry, Listed, Reading

from .checks import Check


def check_lists(reading: Reading) -> Iterator[Check]:
    contents = reading.lists.get("contents", ())
    if contents:
        yield Check("contents", len(contents), len(reading.entries))
    for name, items in reading.lists.items():
        yield from _unpaired(reading, name, items)
    yield from _section_lists(reading)
    yield from _headings(reading)
    yield from _acronyms(reading, contents)


def _unpaired(reading: Reading, name: str, items: tuple[Listed, ...]) -> Iterator[Check]:
    pairs = reading.pairs.get(name, {})
    lost = [item for place, item in enumerate(items) if place not in pairs]
    if lost:
        params = {"list": name, "names": "; ".join(item.title for item in lost)}
        yield Check("only-listed", len(lost), 0, params, tuple(item.line for item in lost))
    # respondents are some of the members; contents and section lists name them all
    if name in ("contents", "sections") and items:
        unnamed = [entry for place, entry in enumerate(reading.entries) if place not in pairs.values()]
        if unnamed:
            params = {"list": name, "names": names_of(unnamed)}
            yield Check("only-entry", 0, len(unnamed), params, tuple(entry.line for entry in unnamed))


def _section_lists(reading: Reading) -> Iterator[Check]:
    items = reading.lists.get("sections", ())
    for region in dict.fromkeys(item.heading for item in items):
        here = [item for item in items if item.heading == region]
        counted = sum(1 for entry in reading.entries if entry.region == region)
        yield Check("section-list", len(here), counted, {"region": region}, (here[0].line,))


def _headings(reading: Reading) -> Iterator[Check]:
    for region in dict.fromkeys(entry.region for entry in reading.entries):
        under = [entry for entry in reading.entries if entry.heading == region]
        belonging = [entry for entry in reading.entries if entry.region == region]
        strangers = [entry for entry in reading.entries if (entry.heading == region) != (entry.region == region)]
        if strangers:
            params = {"region": region, "names": names_of(strangers)}
            yield Check("heading", len(under), len(belonging), params, tuple(entry.line for entry in strangers))


def _acronyms(reading: Reading, contents: tuple[Listed, ...]) -> Iterator[Check]:
    for left, right in sorted(reading.pairs.get("contents", {}).items()):
        item, entry = contents[left], reading.entries[right]
        if item.acronym and entry.acronym and item.acronym != entry.acronym:
            yield Check("acronym-differs", item.acronym, entry.acronym, {"name": entry.name}, (item.line, entry.line))


def names_of(entries: list[Entry]) -> str:
    """Names with the lines they stand in, for people who look them up."""
    return "; ".join(f"{entry.name} ({entry.line})" for entry in entries)
