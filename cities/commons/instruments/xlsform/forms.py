"""An XLSForm as its sheets say it: rows of named columns, words by language, nothing interpreted yet."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from babel import Locale
from django.utils.translation import gettext as _

from cities.commons.instruments.definition import Wording
from cities.commons.instruments.xlsform.problems import Problem
from cities.core.spreadsheets import SheetRow
from cities.translation.languages import normalise_tag

SHEETS = ("survey", "choices", "settings", "cities")
OURS = "cities::"
# What XLSForm and its forerunners call the same thing.
ALIASES = {
    "caption": "label",
    "relevance": "relevant",
    "constraining_message": "constraint_message",
    "calculate": "calculation",
    "command": "type",
    "tag": "name",
    "value": "name",
    "read_only": "readonly",
    "repeat_count": "count",
    "jr:count": "count",
    "requiredmsg": "required_message",
    "set_form_title": "form_title",
    "set_form_id": "form_id",
    "bind::relevant": "relevant",
    "bind::constraint": "constraint",
    "bind::required": "required",
    "bind::calculate": "calculation",
    "bind::jr:constraintmsg": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "control::appearance": "appearance",
}
WORDED = frozenset({"label", "hint", "constraint_message", "required_message", "guidance_hint"})
TAG_IN_BRACKETS = re.compile(r".*\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\s*\)\s*")


@dataclass(frozen=True, slots=True)
class Header:
    """`name` of a column without its language; `language` is empty for a column that says none."""

    name: str
    language: str
    column: int


@dataclass(frozen=True, slots=True)
class FormCell:
    text: str
    column: int


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row. `cells` has what is not empty, by column name; words by name and language."""

    number: int
    cells: Mapping[str, FormCell]
    words: Mapping[tuple[str, str], str]

    def get(self, name: str) -> str:
        return self.cells[name].text if name in self.cells else ""

    def column(self, name: str) -> int:
        return self.cells[name].column if name in self.cells else 0

    def wording(self, name: str, original: str) -> Wording:
        return Wording({language: word for (named, language), word in self.words.items() if named == name}, original)


@dataclass
class Form:
    """The sheets that matter; `languages` in the order of the columns."""

    rows: dict[str, list[FormRow]]
    headers: dict[str, list[Header]]
    languages: list[str]
    # What the settings name as the form's own language; empty when they name none.
    default_language: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def settings(self) -> FormRow:
        return next(iter(self.rows["settings"]), FormRow(0, {}, {}))


def form_of(workbook: Mapping[str, tuple[SheetRow, ...]], *, language: str) -> Form:
    """The form in a workbook. `language` is what columns without a language are taken to be in, unless the settings say."""
    sheets = {name.strip().lower(): rows for name, rows in workbook.items()}
    problems: list[Problem] = []
    default = _default_language(sheets.get("settings", ()))
    columns = _Columns(default or language, problems)
    headers = {name: columns.of(name, sheets.get(name, ())) for name in SHEETS}
    rows = {name: list(_rows(sheets.get(name, ())[1:], headers[name])) for name in SHEETS}
    said = [header.language for name in ("survey", "choices", "cities") for header in headers[name] if header.language]
    if "survey" not in sheets:
        problems.append(Problem("survey", 0, 0, _("The workbook has no sheet “survey”.")))
    return Form(rows, headers, list(dict.fromkeys(said)) or [columns.unmarked], default, problems)


def _default_language(rows: tuple[SheetRow, ...]) -> str:
    names = [cell.strip().lower() for cell in rows[0].cells] if rows else []
    if len(rows) < 2 or "default_language" not in names:
        return ""
    place = names.index("default_language")
    return language_tag(rows[1].cells[place]) if place < len(rows[1].cells) else ""


@dataclass
class _Columns:
    """Reads the first rows of sheets. `unmarked` is the language of columns of words that name none."""

    unmarked: str
    problems: list[Problem]

    def of(self, sheet: str, rows: tuple[SheetRow, ...]) -> list[Header]:
        found: list[Header] = []
        for column, cell in enumerate(rows[0].cells if rows else (), 1):
            header = _header(sheet, cell.strip(), column)
            if header is None:
                self.problems.append(Problem(sheet, rows[0].number, column, _unknown_language(cell)))
            elif header.name in WORDED and not header.language:
                found.append(Header(header.name, self.unmarked, column))
            elif header.name:
                found.append(header)
        return found


def _unknown_language(cell: str) -> str:
    return _("Which language is “%(column)s” in? Write its tag in brackets, as in “label::Français (fr)”.") % {"column": cell}


def _header(sheet: str, cell: str, column: int) -> Header | None:
    """None for a column of words in a language nobody can name."""
    lowered = _column_name(cell)
    if sheet == "cities":
        tag = language_tag(cell)
        return Header(lowered, "", column) if lowered in ("", "what", "value") else Header("words", tag, column) if tag else None
    lowered = ALIASES.get(lowered, lowered)
    name, separator, _language = lowered.partition("::")
    name = ALIASES.get(name, name)
    if not separator or name not in WORDED:
        return Header(ALIASES.get(lowered, lowered), "", column)
    tag = language_tag(cell.rpartition(":")[2])
    return Header(name, tag, column) if tag else None


def _column_name(cell: str) -> str:
    """As pyxform spells it: small letters, “_” for spaces, two colons before a language even where older forms have one."""
    lowered = "_".join(cell.lower().split())
    return lowered if lowered.startswith(("jr:", "bind:", "control:")) else re.sub(r"_*::?_*", "::", lowered)


def language_tag(name: str) -> str:
    """`fr` for “Français (fr)”, “fr”, “French” and “français”; empty for what names no language."""
    found = TAG_IN_BRACKETS.fullmatch(name.strip())
    written = found[1] if found else name.strip()
    named = _language_names().get(written.lower())
    if named:
        return named
    try:
        tag = normalise_tag(written)
    except ValueError:
        return ""
    return tag if found or len(written.split("-")[0]) == 2 else ""


def _language_names() -> dict[str, str]:
    """Languages by their names in English and in themselves."""
    if not _NAMES:
        _NAMES.update({str(name).lower(): str(tag) for tag, name in Locale("en").languages.items() if len(str(tag)) <= 3})
        _NAMES.update({"français": "fr", "francais": "fr", "español": "es", "espanol": "es", "한국어": "ko", "português": "pt"})
    return _NAMES


_NAMES: dict[str, str] = {}


def _rows(rows: tuple[SheetRow, ...], headers: list[Header]) -> Iterator[FormRow]:
    for row in rows:
        cells: dict[str, FormCell] = {}
        words: dict[tuple[str, str], str] = {}
        for header in headers:
            text = row.cells[header.column - 1].strip() if header.column <= len(row.cells) else ""
            if text and header.language:
                words[header.name, header.language] = text
            if text:
                cells.setdefault(header.name, FormCell(text, header.column))
        if cells:
            yield FormRow(row.number, cells, words)
