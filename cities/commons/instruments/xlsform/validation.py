"""pyxform's opinion of a form: the converter that KoboToolbox and ODK use, in this process, without network and without files."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from cities.commons.instruments.xlsform.problems import Problem
from cities.core.spreadsheets import SheetRow

SHEETS = ("survey", "choices", "settings")
ROW = re.compile(r"\s*\[row : (\d+)\]\s*")


def complaint_of_pyxform(workbook: Mapping[str, tuple[SheetRow, ...]]) -> Iterator[Problem]:
    """What pyxform has against the form: at most one complaint, in English, for it stops at the first."""
    from pyxform.errors import PyXFormError  # noqa: PLC0415 -- slow import
    from pyxform.xls2xform import convert  # noqa: PLC0415 -- slow import

    try:
        convert(_as_pyxform_reads(workbook), validate=False)
    except (PyXFormError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as complaint:
        said = str(complaint)
        row = ROW.search(said)
        reason = _("pyxform, which checks such forms, says: %(complaint)s") % {"complaint": ROW.sub("", said)[:500]}
        yield Problem("survey", int(row[1]) if row else 0, 0, reason)


def _as_pyxform_reads(workbook: Mapping[str, tuple[SheetRow, ...]]) -> dict[str, Any]:
    """Its own reader's result, rows in their places so that it names the right ones."""
    sheets = {name.strip().lower(): rows for name, rows in workbook.items()}
    form: dict[str, Any] = {"sheet_names": list(sheets)}
    for name in SHEETS:
        rows = sheets.get(name, ())
        names = rows[0].cells if rows else ()
        by_number = {row.number: dict(_named(names, row)) for row in rows[1:]}
        first, last = (rows[0].number if rows else 0), max(by_number, default=0)
        form[name] = [by_number.get(number, {}) for number in range(first + 1, last + 1)]
        form[f"{name}_header"] = [dict.fromkeys(name for name in names if name)]
    return form


def _named(names: tuple[str, ...], row: SheetRow) -> Iterator[tuple[str, str]]:
    for name, text in zip(names, row.cells, strict=False):
        if name and text:
            yield name, text
