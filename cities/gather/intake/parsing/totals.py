"""The totals a document prints about itself: its table, and its sentences."""

import re
from collections.abc import Iterator, Sequence

from cities.commons.places.parsing import country_code
from cities.gather.intake.reading import Line

from .entries import PrintedTotals, Statement
from .listings import region_of_heading
from .profiles import LONGEST_TRIED, Profile, TotalsTable

NUMBER = re.compile(r"(\d{1,7})")
# in the row of totals the column's name often follows: "27 Local Governments"
NAMED_NUMBER = re.compile(r"(\d{1,7})(?: [^\d,;]+)?")
ACRONYMS = re.compile(r"\(([A-Z][\w&.\-]+(?:, ?[A-Z][\w&.\-]+)*)\)")
NONE = ("-", "–", "—")


def printed_statements(lines: Sequence[Line], profile: Profile) -> tuple[Statement, ...]:
    return tuple(statement for line in lines for statement in _statements_in(line, profile))


def _statements_in(line: Line, profile: Profile) -> Iterator[Statement]:
    for mark in profile.statements:
        if found := mark.pattern.search(line.text[:LONGEST_TRIED]):
            groups = found.groupdict()
            base = int(groups["base"]) if groups.get("base") else None
            yield Statement(mark.what, int(groups["printed"]), line.number, base)


def printed_totals(lines: Sequence[Line], profile: Profile) -> PrintedTotals | None:
    """Read the table of totals: its header names the columns, its rows begin with a region's heading."""
    if profile.table is None:
        return None
    start = next((place for place, line in enumerate(lines) if profile.table.header.search(line.text)), None)
    if start is None:
        return None
    header = [cell.strip() for cell in lines[start].text.split("\t")]
    columns = {place: code for place, cell in enumerate(header) if (code := _column(cell, profile.table))}
    return _totals(lines, profile, start=start, columns=columns)


def _column(cell: str, table: TotalsTable) -> str:
    return next((code for code, pattern in table.columns.items() if pattern.search(cell)), "")


def _totals(lines: Sequence[Line], profile: Profile, *, start: int, columns: dict[int, str]) -> PrintedTotals:
    rows: dict[str, dict[str, int | None]] = {}
    totals: dict[str, int | None] = {}
    countries: dict[str, tuple[str, ...]] = {}
    unread: list[str] = []
    named: list[str] = []
    for line in lines[start + 1 :]:
        cells = [cell.strip() for cell in line.text.split("\t")]
        if len(cells) < 2:
            break
        named.extend(name.strip() for group in ACRONYMS.findall(line.text) for name in group.split(","))
        is_total = bool(profile.table and profile.table.total.search(cells[0]))
        pattern = NAMED_NUMBER if is_total else NUMBER
        numbers = {code: _number(cells[place], pattern) for place, code in columns.items() if place < len(cells)}
        if is_total:
            totals = numbers
            break
        if region := region_of_heading(cells[0], profile):
            rows[region] = {code: number for code, number in numbers.items() if code != "countries"}
            countries[region], strange = _countries(cells, columns)
            unread.extend(strange)
    return PrintedTotals(lines[start].number, rows, totals, countries, tuple(unread), tuple(named))


def _number(cell: str, pattern: re.Pattern[str]) -> int | None:
    if cell in NONE:
        return 0
    found = pattern.fullmatch(cell)
    return int(found[1]) if found else None


def _countries(cells: list[str], columns: dict[int, str]) -> tuple[tuple[str, ...], list[str]]:
    """Codes of the countries a row lists, and the names not understood. A sentence in their place lists none."""
    place = next((place for place, code in columns.items() if code == "countries"), len(cells))
    names = [name.strip() for name in cells[place].split(",") if name.strip()] if place < len(cells) else []
    codes = {name: country_code(name) for name in names}
    strange = [name for name, code in codes.items() if not code]
    if len(strange) * 2 > len(names):
        return (), []
    return tuple(code for code in codes.values() if code), strange
