"""What office documents hold besides plain paragraphs."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from cities.gather.intake.reading import Caps, Line, UnreadableDocument, read_document
from tests.gather.intake import files

TABLE_OF_TWO = (
    "<table:table><table:table-row>"
    '<table:table-cell><text:p>Name</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"/>'
    "<table:table-cell><text:p>City</text:p></table:table-cell></table:table-row>"
    "<table:table-row><table:table-cell><text:p>Almond</text:p></table:table-cell>"
    '<table:table-cell table:number-columns-repeated="nonsense"/><table:table-cell/>'
    "<table:table-cell><text:p>Lyon</text:p></table:table-cell></table:table-row></table:table>"
)


def odt(body: str) -> bytes:
    content = (
        f'<office:document-content xmlns:office="{files.ODF}:office:1.0" xmlns:text="{files.ODF}:text:1.0" '
        f'xmlns:table="{files.ODF}:table:1.0"><office:body><office:text>{body}</office:text></office:body></office:document-content>'
    )
    return files.packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def docx(body: str) -> bytes:
    document = f'<w:document xmlns:w="{files.WORD}"><w:body>{body}</w:body></w:document>'
    return files.packed({"word/document.xml": document})


def texts(content: bytes, name: str) -> list[str]:
    return [line.text for line in read_document(content, name).lines if line.text]


def test_odt_lists_spaces_breaks_notes_and_comments():
    body = (
        "<text:h>Title</text:h>"
        "<text:p>One<text:s text:c='2'/>two<text:tab/>three<text:line-break/>four<text:note><text:p>foot</text:p></text:note> five"
        "<office:annotation><text:p>remark</text:p></office:annotation><!-- x --> <text:span>six</text:span></text:p>"
        "<text:list><text:list-item><text:p>Item</text:p></text:list-item></text:list>"
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
    )

    assert texts(odt(body), "a.odt") == ["Title", "One  two\tthree", "four five six", "- Item"]


def test_odt_tables_repeat_empty_cells():
    document = read_document(odt(TABLE_OF_TWO), "a.odt")

    assert document.tables[0].header == ("Name", "", "", "City")
    assert [row.cells for row in document.tables[0].rows()] == [("Almond", "", "", "Lyon")]


def test_docx_lists_breaks_tabs_and_deleted_text():
    body = (
        "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Item</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>co</w:t><w:noBreakHyphen/>"
        "<w:t>op</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Listed</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )

    assert texts(docx(body), "a.docx") == ["- Item", "One\ttwo", "co-op", "Listed"]


def test_a_damaged_part_is_refused():
    content = bytearray(files.docx(["word " * 5000]))
    # the compressed bytes of the document itself
    middle = content.index(b"word/document.xml") + 200
    content[middle : middle + 40] = bytes(40)

    with pytest.raises(UnreadableDocument) as refused:
        read_document(bytes(content), "a.docx")

    assert refused.value.code == "truncated"


def test_html_without_words_or_with_a_table_of_one_row():
    page = b"<?xml version='1.0'?><html><body>Before<br>after<table><tr><td>a</td><td>b</td></tr></table></body></html>"

    document = read_document(page, "a.html")

    assert [line.text for line in document.lines if line.text] == ["Before", "after", "a\tb"]
    assert document.tables == ()
    assert document.lines[0] == Line(1, "Before")


def test_xlsx_cells_come_as_a_reader_sees_them():
    book = Workbook()
    sheet = book.active
    sheet.append(["Name", "A", "B", "C", "D", "E"])
    sheet.append(["x", 2019.0, datetime(2020, 5, 3), datetime(2020, 5, 3, 12, 30), 1.5, True])  # noqa: DTZ001 -- cells have no zone
    sheet["A3"] = "y"
    sheet["B3"] = ArrayFormula("B3:B4", "=SUM(B2:B2)")
    sheet["C3"] = date(2021, 1, 2)
    book.create_sheet("Hidden").sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)

    [table] = read_document(content.getvalue(), "a.xlsx").tables

    rows = list(table.rows())
    assert rows[0].cells == ("x", "2019", "2020-05-03", "2020-05-03 12:30:00", "1.5", "True")
    assert (rows[1].cells, rows[1].formulas) == (("y", "=SUM(B2:B2)", "2021-01-02"), (1,))


def test_xlsx_that_breaks_off_in_a_sheet_is_refused():
    book = zipfile.ZipFile(io.BytesIO(files.xlsx([["Name", "City"], ["a", "b"], ["c", "d"]])))
    parts = {name: book.read(name) for name in book.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:-60]

    with pytest.raises(UnreadableDocument) as refused:
        list(read_document(files.packed(parts), "a.xlsx").tables[0].rows())

    assert refused.value.code == "truncated"


def test_cells_beyond_the_cap_are_refused():
    with pytest.raises(UnreadableDocument) as refused:
        read_document(files.xlsx([["Name", "Text"], ["a", "x" * 30_000]]), "a.xlsx", caps=Caps(cell=1000))

    assert refused.value.code == "cell-too-long"


def test_geojson_shapes_other_than_points_have_no_position():
    content = (
        b'{"type": "FeatureCollection", "features": [{"properties": {"name": "A"}, "geometry": null}, '
        b'{"properties": {"name": "B"}, "geometry": {"type": "Point", "coordinates": []}}]}'
    )

    document = read_document(content, "a.geojson")

    assert document.tables[0].header == ("name",)


def test_text_that_no_encoding_explains_is_refused():
    with pytest.raises(UnreadableDocument) as refused:
        read_document(bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xFF, 0x81, 0xFE]) * 50 + b"\n", "a.txt")

    assert refused.value.code in ("wrong-encoding", "not-text")
