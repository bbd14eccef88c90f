import csv
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from cities.core.archives import UnsafeArchive
from cities.core.spreadsheets import SheetLimits, SheetRow, read_workbook, written_csv, written_workbook

TEXTS = ["=1+1", "=cmd|' /C calc'!A0", "+3", "-2", "@SUM(A1)", "#N/A", "2024-02-29", "TRUE", "a\nb", "한국어"]


def test_texts_stay_texts_whatever_they_begin_with():
    content = written_workbook({"answers": [["said"], *[[text] for text in TEXTS]]})

    cells = [row[0] for row in openpyxl.load_workbook(io.BytesIO(content))["answers"].iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s") for text in TEXTS]
    assert [cell.quotePrefix for cell in cells[:5]] == [True] * 5


def test_nothing_in_a_csv_file_runs_and_numbers_stay_numbers():
    said = ["=1+1", "\n=1", "-12.5", "-12.5.", -3, Decimal("-0.5"), None, date(2024, 1, 2)]

    [row] = csv.reader(io.StringIO(written_csv([said]).decode("utf-8-sig"), newline=""))

    assert row == ["'=1+1", "'\n=1", "-12.5", "'-12.5.", "-3", "-0.5", "", "2024-01-02"]


def test_what_is_written_is_read_again():
    content = written_workbook({"one": [["a", "b"], ["x\x00y", None], [], [2.0, 0.5], [date(2024, 1, 2), True]], "two": [["c"]]})

    assert read_workbook(content) == {
        "one": (SheetRow(1, ("a", "b")), SheetRow(2, ("xy",)), SheetRow(4, ("2", "0.5")), SheetRow(5, ("2024-01-02", "TRUE"))),
        "two": (SheetRow(1, ("c",)),),
    }


def test_hidden_sheets_and_hours_and_formulas():
    book = openpyxl.Workbook()
    book.active.append([datetime.fromisoformat("2024-01-02T03:04:00"), "=1+1", " words\xa0of a page "])
    book.create_sheet("hidden").sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)

    assert read_workbook(stream.getvalue()) == {"Sheet": (SheetRow(1, ("2024-01-02 03:04:00", "=1+1", "words of a page")),)}


def packed(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "limits", "code"),
    [
        (b"", SheetLimits(), "truncated"),
        (b"PK\x03\x04 nothing", SheetLimits(), "truncated"),
        (packed(**{"xl.txt": "not a workbook"}), SheetLimits(), "truncated"),
        (packed(**{"xl.xml": "<!DOCTYPE x>"}), SheetLimits(), "unsafe-content"),
        (packed(**{"../x": ""}), SheetLimits(), "unsafe-content"),
        (packed(x="0" * 20_000_000), SheetLimits(), "zip-bomb"),
        (packed(x="0" * 2000), SheetLimits(unpacked=1000), "zip-bomb"),
        (packed(a="", b=""), SheetLimits(parts=1), "too-many-parts"),
        (written_workbook({"a": [["x"]]})[:900], SheetLimits(), "truncated"),
        (written_workbook({"a": [["x"]]}), SheetLimits(size=10), "large-workbook"),
        (written_workbook({"a": [["x"]] * 5}), SheetLimits(rows=4), "long-sheet"),
    ],
)
def test_refuses_what_is_no_workbook_or_too_much(content, limits, code):
    with pytest.raises(UnsafeArchive) as refusal:
        read_workbook(content, limits)

    assert refusal.value.code == code
    assert str(refusal.value)
