"""A definition becomes a workbook that KoboToolbox and ODK read; what only we know goes into columns `cities::…`, which they pass over."""

import re
from collections.abc import Iterable, Iterator, Sequence

from cities.commons.instruments.definition import Definition, ItemDefinition, OptionDefinition, SectionDefinition, Wording
from cities.commons.instruments.xlsform.choices import yes_no_options
from cities.commons.instruments.xlsform.forms import OURS
from cities.core.spreadsheets import Cell, written_workbook
from cities.translation.languages import language_name

TYPES = {
    "text": "text",
    "long-text": "text",
    "number": "decimal",
    "whole-number": "integer",
    "money": "decimal",
    "date": "date",
    "one-of": "select_one",
    "several-of": "select_multiple",
    "rank": "rank",
    "scale": "select_one",
    "yes-no": "select_one",
    "file": "file",
    "note": "note",
    "calculation": "calculate",
    "territory": "text",
    "concept": "text",
    "organisation": "text",
}
# XLSForm says these by itself.
SAID_BY_XLSFORM = frozenset({"text", "number", "whole-number", "date", "one-of", "several-of", "rank", "file", "note", "calculation"})
APPEARANCES = {"long-text": "multiline", "scale": "likert"}
# No list of anybody's is called so.
YES_NO = "cities_yes_no"
OWN_COLUMNS = ("type", "code", "rows", "scheme", "unit", "not_applicable", "personal", "prefilled")
Row = dict[str, Cell]


def written_form(definition: Definition) -> bytes:
    """The XLSForm (xlsx) of a definition, every language in columns of its own."""
    languages = tuple(dict.fromkeys([*definition.languages, *_spoken(definition)]))
    survey = list(_survey(definition))
    choices = [row for code, options in _lists(definition, languages).items() for row in _choices(code, options)]
    settings: Row = {
        "form_title": definition.title.words.get(definition.language) or definition.instrument,
        "form_id": definition.instrument,
        "version": str(definition.number),
        "default_language": column_language(definition.language),
    }
    worded = [(word, column_language(language)) for word in ("label", "hint", "constraint_message") for language in languages]
    survey_columns = [
        "type", "name", *(f"{word}::{language}" for word, language in worded),
        "required", "relevant", "constraint", "calculation", "appearance", *(f"{OURS}{name}" for name in OWN_COLUMNS),
    ]  # fmt: skip
    choice_columns = ["list_name", "name", *(f"label::{column_language(language)}" for language in languages)]
    return written_workbook(
        {
            "survey": _table(survey_columns, survey),
            "choices": _table(choice_columns, choices),
            "settings": _table(list(settings), [settings]),
            "cities": _table(["what", "value", *map(column_language, languages)], _of_the_whole(definition)),
        }
    )


def column_language(tag: str) -> str:
    return f"{language_name(tag, in_language='en')} ({tag})"


def _spoken(definition: Definition) -> Iterator[str]:
    """Languages that have words without being asked in."""
    wordings = [definition.title, definition.introduction, definition.closing]
    for section in definition.sections:
        wordings += [section.title, section.introduction]
    for item in definition.items:
        wordings += [item.label, item.hint, item.constraint_message, *(option.label for option in (*item.options, *item.rows))]
    for wording in wordings:
        yield from wording.words


def _table(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[list[Cell]]:
    yield list(columns)
    for row in rows:
        yield [row.get(column, "") for column in columns]


def _words(name: str, wording: Wording) -> Row:
    return {f"{name}::{column_language(language)}": word for language, word in wording.words.items()}


def _survey(definition: Definition) -> Iterator[Row]:
    codes = {item.code for item in definition.items}
    for section in definition.sections:
        yield _opening(section, codes)
        for item in section.items:
            yield from _rows(item)
        yield {"type": "end_group"}


def _opening(section: SectionDefinition, codes: set[str]) -> Row:
    """A section whose code is a question's too gets another name, for expressions could mean either."""
    name = f"section_{section.code}" if section.code in codes else section.code
    return {
        "type": "begin_group",
        "name": name,
        f"{OURS}code": section.code if name != section.code else "",
        "appearance": "field-list",
        "relevant": section.condition,
        **_words("label", section.title),
        **_words("hint", section.introduction),
    }


def _rows(item: ItemDefinition) -> Iterator[Row]:
    row = _plain(item)
    if item.type == "repeat":
        yield row | {"type": "begin_repeat"}
        for inner in item.items:
            yield from _rows(inner)
        yield {"type": "end_repeat"}
    elif item.type == "matrix":
        yield row | {"type": "begin_group", "appearance": "table-list", f"{OURS}rows": item.rows_code, "required": ""}
        yield from (_matrix_row(item, number, option) for number, option in enumerate(item.rows, 1))
        yield {"type": "end_group"}
    else:
        yield row | {"type": _type(item), "appearance": APPEARANCES.get(item.type, "")}


def _plain(item: ItemDefinition) -> Row:
    return {
        "name": item.code,
        "required": "yes" if item.required == "true()" else item.required,
        "relevant": item.condition,
        "constraint": item.constraint,
        "calculation": item.calculation,
        f"{OURS}type": _own_type(item),
        f"{OURS}scheme": item.scheme,
        f"{OURS}unit": item.unit,
        f"{OURS}not_applicable": "yes" if item.allows_not_applicable else "",
        f"{OURS}personal": "yes" if item.is_personal else "",
        f"{OURS}prefilled": "yes" if item.is_prefilled else "",
        **_words("label", item.label),
        **_words("hint", item.hint),
        **_words("constraint_message", item.constraint_message),
    }


def _matrix_row(item: ItemDefinition, number: int, option: OptionDefinition) -> Row:
    """Named after the table and its place: codes of rows need be no names, and may be used elsewhere."""
    readable = re.sub(r"[^A-Za-z0-9_]", "_", option.code)
    return {
        "type": f"select_one {item.options_code}",
        "name": f"{item.code}_{number}_{readable}",
        "required": "yes" if item.required == "true()" else item.required,
        f"{OURS}code": option.code,
        **_words("label", option.label),
    }


def _is_of_vocabulary(item: ItemDefinition) -> bool:
    return item.type in ("one-of", "several-of") and not item.options


def _own_type(item: ItemDefinition) -> str:
    if item.type in ("repeat", "matrix"):
        return ""
    return "" if item.type in SAID_BY_XLSFORM and not _is_of_vocabulary(item) else item.type


def _type(item: ItemDefinition) -> str:
    if _is_of_vocabulary(item):
        return "text"
    if item.type == "yes-no":
        return f"select_one {YES_NO}"
    named = TYPES[item.type]
    return f"{named} {item.options_code}" if item.type in ("one-of", "several-of", "rank", "scale") else named


def _lists(definition: Definition, languages: tuple[str, ...]) -> dict[str, tuple[OptionDefinition, ...]]:
    lists = {item.options_code: item.options for item in definition.items if item.options}
    if any(item.type == "yes-no" for item in definition.items):
        lists.setdefault(YES_NO, yes_no_options(languages, definition.language))
    return lists


def _choices(code: str, options: Iterable[OptionDefinition]) -> Iterator[Row]:
    for option in options:
        yield {"list_name": code, "name": option.code, **_words("label", option.label)}


def _of_the_whole(definition: Definition) -> Iterator[Row]:
    yield {"what": "purpose", "value": definition.purpose}
    yield {"what": "languages", "value": " ".join(definition.languages)}
    for what in ("title", "introduction", "closing"):
        wording: Wording = getattr(definition, what)
        yield {"what": what, **{column_language(language): word for language, word in wording.words.items()}}
