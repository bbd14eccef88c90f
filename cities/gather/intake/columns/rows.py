"""Rows of a table become entries."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cities.commons.places.parsing import country_code, split_place
from cities.gather.intake.parsing import Entry, Note
from cities.gather.intake.parsing.contacts import clean_website, email_addresses
from cities.gather.intake.reading import Row, Table

from .fields import IGNORED
from .guessing import Columns
from .values import code_for, items_in, language_code, number_in, year_in

NOT_TAKEN = frozenset({IGNORED, "phone", "contact_person"})
YEARS = ("member_since", "founded", "started", "ended")
LISTS = ("themes", "sectors", "sdgs", "organisations")
LIMITS = {"latitude": 90.0, "longitude": 180.0}
WORDS = ("name", "summary", "text", "problem", "results")


@dataclass
class Filled:
    """What the cells of one row gave so far."""

    words: dict[str, str] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    websites: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def entries_of(table: Table, columns: Columns, *, language: str = "") -> Iterator[Entry]:
    """Yield an entry for each row, as they are read; rows without a name come too, with a note.

    `language` is that of the words where neither a column nor a header says so.
    """
    for row in table.rows():
        yield entry_of(row, table.header, columns, language=language)


def entry_of(row: Row, header: tuple[str, ...], columns: Columns, *, language: str = "") -> Entry:
    filled = Filled()
    for place, code in columns.fields.items():
        cell = row.cells[place].strip() if place < len(row.cells) else ""
        if not cell or code in NOT_TAKEN:
            continue
        if place in row.formulas:
            filled.notes.append(Note("formula", {"column": header[place]}))
        _take(filled, code, cell)
    return _entry(filled, row, columns.kind, language=language)


def _take(filled: Filled, code: str, cell: str) -> None:
    base, _dot, tongue = code.partition(".")
    if base in WORDS:
        filled.words[code if tongue else base] = cell
    elif base in YEARS:
        _take_year(filled, base, cell)
    elif base == "websites":
        _take_websites(filled, cell)
    elif base == "emails":
        filled.emails.extend(email_addresses(cell))
    elif base in ("country", "place", "city"):
        _take_place(filled, base, cell)
    elif base in ("category", "region", "status", "language"):
        _take_code(filled, base, cell)
    elif base in LIMITS:
        _take_number(filled, base, cell)
    else:
        filled.facts[base] = "; ".join(items_in(cell)) if base in LISTS else cell


def _take_year(filled: Filled, code: str, cell: str) -> None:
    year = year_in(cell)
    if year is None:
        filled.notes.append(Note("not-a-year", {"printed": cell[:80]}))
    else:
        filled.years[code] = year


def _take_websites(filled: Filled, cell: str) -> None:
    for printed in cell.replace(";", " ").replace(",", " ").split():
        addresses = clean_website(printed)
        filled.websites.extend(address for address in addresses if address not in filled.websites)
        if not addresses:
            filled.notes.append(Note("not-an-address", {"printed": printed[:80]}))


def _take_place(filled: Filled, code: str, cell: str) -> None:
    if code == "city":
        filled.codes["city"] = cell
    elif code == "country":
        country = country_code(cell)
        if country:
            filled.codes["country"] = country
        else:
            filled.notes.append(Note("no-country", {"printed": cell[:80]}))
    else:
        place = split_place(cell)
        filled.codes.setdefault("city", place.city)
        if place.country:
            filled.codes.setdefault("country", place.country)
        else:
            filled.notes.append(Note("no-country", {"printed": cell[:80]}))


def _take_code(filled: Filled, code: str, cell: str) -> None:
    known = language_code(cell) if code == "language" else code_for(code, cell)
    if known:
        filled.codes[code] = known
    elif code == "language":
        filled.notes.append(Note("not-a-language", {"printed": cell[:80]}))
    else:
        filled.notes.append(Note("not-a-code", {"printed": cell[:80], "column": code}))


def _take_number(filled: Filled, code: str, cell: str) -> None:
    number = number_in(cell, LIMITS[code])
    if number is None:
        filled.notes.append(Note("not-a-number", {"printed": cell[:80]}))
    else:
        filled.facts[code] = str(number)


def _entry(filled: Filled, row: Row, kind: str, *, language: str) -> Entry:
    words, codes, years = filled.words, filled.codes, filled.years
    tongue = codes.get("language") or language
    if "name" not in words:
        # a table in several languages without a plain column: its first language counts
        first = next((code.partition(".")[2] for code in words if code.startswith("name.")), "")
        tongue = first or tongue
        words = {code.removesuffix(f".{first}") if first and code.endswith(f".{first}") else code: cell for code, cell in words.items()}
    facts = {**filled.facts, **{code: cell for code, cell in words.items() if "." in code or code in ("problem", "results")}}
    facts |= {code: str(years[code]) for code in ("founded",) if code in years}
    if "status" in codes:
        facts["status"] = codes["status"]
    notes = filled.notes if words.get("name") else [*filled.notes, Note("no-name")]
    return Entry(
        kind=kind,
        name=words.get("name", ""),
        acronym=facts.pop("acronym", ""),
        member_since=years.get("member_since"),
        category=codes.get("category", ""),
        city=codes.get("city", ""),
        country=codes.get("country", ""),
        region=codes.get("region", ""),
        websites=tuple(filled.websites),
        summary=words.get("summary", ""),
        text=words.get("text", ""),
        language=tongue,
        emails=tuple(dict.fromkeys(filled.emails)),
        started=years.get("started"),
        ended=years.get("ended"),
        dated=str(years.get("started", "")),
        facts=facts,
        title=words.get("name", ""),
        line=row.number,
        last_line=row.number,
        notes=tuple(notes),
    )
