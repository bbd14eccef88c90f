"""The totals a document prints, beside what was read and beside each other."""

from collections.abc import Iterator

from cities.gather.intake.parsing import Entry, PrintedTotals, Profile, Reading

from .checks import Check

KINDS = ("local-governments", "sse-networks", "organisations")


def check_totals(reading: Reading, profile: Profile) -> Iterator[Check]:
    yield from _statements(reading)
    if reading.totals:
        yield from _table_with_entries(reading, reading.totals)
        yield from _table_with_itself(reading.totals)
        yield from _categories(reading, reading.totals, profile)
        yield from _countries(reading, reading.totals)


def _statements(reading: Reading) -> Iterator[Check]:
    members = len(reading.entries)
    for statement in reading.statements:
        lines = (statement.line,)
        match statement.what:
            case "members":
                yield Check("members", statement.printed, members, lines=lines)
            case "countries":
                countries = len({entry.country for entry in reading.entries if entry.country})
                yield Check("countries", statement.printed, countries, lines=lines)
            case "growth" if statement.base:
                growth = 100 * (members - statement.base) / statement.base
                params: dict[str, str | int] = {"base": statement.base, "members": members, "exact": f"{growth:.1f}"}
                yield Check("growth", statement.printed, round(growth), params, lines)
            case other if other in reading.lists:
                yield Check(other, statement.printed, len(reading.lists[other]), lines=lines)


def _table_with_entries(reading: Reading, table: PrintedTotals) -> Iterator[Check]:
    lines = (table.line,)
    for region, row in table.rows.items():
        if (printed := row.get("members")) is not None:
            counted = sum(1 for entry in reading.entries if entry.region == region)
            yield Check("region-members", printed, counted, {"region": region}, lines)


def _table_with_itself(table: PrintedTotals) -> Iterator[Check]:
    lines = (table.line,)
    for region, row in table.rows.items():
        kinds = [row.get(kind) for kind in KINDS]
        known = [kind for kind in kinds if kind is not None]
        if (total := row.get("members")) is not None and len(known) == len(KINDS):
            yield Check("row-sum", total, sum(known), {"region": region}, lines)
    for column, total in table.totals.items():
        if total is not None and column != "countries":
            counted = sum(row.get(column) or 0 for row in table.rows.values())
            yield Check("column-sum", total, counted, {"column": column}, lines)
    yield from _sum_of_kinds(table)


def _sum_of_kinds(table: PrintedTotals) -> Iterator[Check]:
    """All kinds together, and the rows that are not cut by kind, make all members."""
    totals = [table.totals.get(kind) for kind in KINDS]
    known = [total for total in totals if total is not None]
    printed = table.totals.get("members")
    if printed is None or len(known) < len(KINDS):
        return
    uncut = sum(row.get("members") or 0 for row in table.rows.values() if all(row.get(kind) is None for kind in KINDS))
    yield Check("kinds-sum", printed, sum(known) + uncut, lines=(table.line,))


def _categories(reading: Reading, table: PrintedTotals, profile: Profile) -> Iterator[Check]:
    for column, codes in (profile.table.categories if profile.table else {}).items():
        found = [entry for entry in reading.entries if entry.category in codes]
        for region, row in table.rows.items():
            if (printed := row.get(column)) is not None:
                here = [entry for entry in found if entry.region == region]
                params = {"region": region, "column": column, "names": "; ".join(_short(entry) for entry in here)}
                yield Check("region-category", printed, len(here), params, (table.line,))
        if (total := table.totals.get(column)) is not None:
            yield Check("category", total, len(found), {"column": column}, (table.line,))


def _short(entry: Entry) -> str:
    return entry.acronym or entry.name


def _countries(reading: Reading, table: PrintedTotals) -> Iterator[Check]:
    lines = (table.line,)
    for region, listed in table.countries.items():
        read = {entry.country for entry in reading.entries if entry.region == region and entry.country}
        if not listed:
            continue
        both = read & set(listed)
        if without := set(listed) - read:
            yield Check("country-without-member", len(listed), len(both), _of_region(region, without), lines)
        if unlisted := read - set(listed):
            yield Check("country-not-in-table", len(both), len(read), _of_region(region, unlisted), lines)
    if (total := table.totals.get("countries")) is not None:
        yield Check("countries-in-table", total, len({code for codes in table.countries.values() for code in codes}), lines=lines)
    if table.unread:
        yield Check("country-not-read", len(table.unread), 0, {"names": ", ".join(table.unread)}, lines)
    known = {entry.acronym for entry in reading.entries} | {item.acronym for item in reading.lists.get("contents", ())}
    if table.named:
        missing = [name for name in table.named if name not in known]
        yield Check("named-in-table", len(table.named), len(table.named) - len(missing), {"names": ", ".join(missing)}, lines)


def _of_region(region: str, countries: set[str]) -> dict[str, str | int]:
    return {"region": region, "countries": " ".join(sorted(countries))}
