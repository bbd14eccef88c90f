"""Files of every kind, whole and hostile. What cannot be read says why in one plain sentence, whatever the file tries."""

import io
import json
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from django.utils import translation

from cities.gather.intake.reading import Caps, Document, UnreadableDocument, read_document
from tests.gather.intake import files

LINES = ["Almond Street Library", "", "Lends tools to its neighbours – café, 도서관"]


def refusal(source: bytes | Path, filename: str = "", *, caps: Caps | None = None) -> str:
    def read_whole() -> None:
        for table in read_document(source, filename, caps=caps).tables:
            for _row in table.rows():
                pass

    with pytest.raises(UnreadableDocument) as refused:
        read_whole()
    assert str(refused.value)
    return refused.value.code


def cells(document: Document) -> list[tuple[str, ...]]:
    return [row.cells for table in document.tables for row in table.rows()]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "\n".join(LINES).encode()),
        ("a.md", "\n".join(LINES).encode()),
        ("a.html", files.html(LINES)),
        ("a.docx", files.docx(LINES)),
        ("a.odt", files.odt(LINES)),
    ],
)
def test_prose_of_every_kind_comes_as_numbered_lines(name, content):
    document = read_document(content, name)

    assert document.kind == name[2:]
    assert [line.text for line in document.lines if line.text] == [LINES[0], LINES[2]]
    assert document.lines[0].number == 1
    assert (document.size, len(document.digest)) == (len(content), 64)


def test_pdf_lines_know_their_page():
    document = read_document(files.pdf([["First page", "second line"], ["Second page"]]), "a.pdf")

    assert [(line.text, line.page) for line in document.lines if line.text] == [("First page", 1), ("second line", 1), ("Second page", 2)]


def test_form_feeds_part_the_pages_of_plain_text():
    document = read_document(b"one\n\ftwo\nthree\n", "a.txt")

    assert [(line.text, line.page) for line in document.lines] == [("one", 1), ("two", 2), ("three", 2)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"Name,City\nAlmond,Lyon\n\nBrook,Cusco\n"),
        ("a.tsv", b"Name\tCity\nAlmond\tLyon\nBrook\tCusco\n"),
        ("a.csv", "Name;City\r\nAlmond;Lyon\r\nBrook;Cusco\r\n".encode("utf-16")),
        ("a.xlsx", files.xlsx([["Name", "City"], ["Almond", "Lyon"], [], ["Brook", "Cusco"]])),
        ("a.json", b'[{"Name": "Almond", "City": "Lyon"}, {"Name": "Brook", "City": "Cusco"}]'),
        ("a.json", b'{"total": 2, "results": [{"Name": "Almond", "City": "Lyon"}, {"Name": "Brook", "City": "Cusco"}]}'),
    ],
)
def test_tables_of_every_kind_come_as_header_and_rows(name, content):
    document = read_document(content, name)

    assert document.tables[0].header == ("Name", "City")
    assert cells(document) == [("Almond", "Lyon"), ("Brook", "Cusco")]


def test_geojson_points_become_columns():
    feature = {"type": "Feature", "properties": {"name": "Almond"}, "geometry": {"type": "Point", "coordinates": [4.83, 45.76]}}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()

    document = read_document(content, "a.geojson")

    assert (document.kind, document.tables[0].header) == ("geojson", ("name", "longitude", "latitude"))
    assert cells(document) == [("Almond", "4.83", "45.76")]


def test_json_values_come_as_written():
    content = b'[{"a": 2019.0, "b": "01234", "c": null, "d": true, "e": ["x", "y"], "f": {"g": 1}, "h": [{"i": 1}]}]'

    document = read_document(content, "a.json")

    assert document.tables[0].header == ("a", "b", "c", "d", "e", "f.g", "h")
    assert cells(document) == [("2019.0", "01234", "", "true", "x; y", "1", '[{"i": "1"}]')]


def test_a_title_above_the_header_of_a_sheet_is_passed_over():
    document = read_document(files.xlsx([["Members 2030"], [], ["Name", "City", "Country"], ["Almond", "Lyon", "France"]]), "a.xlsx")

    assert document.tables[0].header == ("Name", "City", "Country")
    assert [row.number for row in document.tables[0].rows()] == [4]


def test_tables_inside_a_text_are_tables_too():
    table = [["Name", "City"], ["Almond", "Lyon"]]

    for name, content in [
        ("a.docx", files.docx(["Members"], table=table)),
        ("a.html", b"<html><body><p>Members</p><table><tr><th>Name<th>City<tr><td>Almond<td>Lyon</table></body></html>"),
    ]:
        document = read_document(content, name)

        assert (document.tables[0].header, cells(document)) == (("Name", "City"), [("Almond", "Lyon")])
        assert "Almond\tLyon" in [line.text for line in document.lines]


def test_a_file_is_read_from_disk_by_its_own_name(tmp_path):
    path = tmp_path / "members.csv"
    path.write_text("Name,City\nAlmond,Lyon\n")

    assert cells(read_document(path)) == [("Almond", "Lyon")]
    assert refusal(tmp_path / "absent.csv") == "missing"


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\0" * 100])
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.docx", "a.pdf"])
def test_an_empty_file_is_refused(name, content):
    assert refusal(content, name) == "empty"


def test_a_file_of_300_mb_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    began = time.perf_counter()

    assert refusal(path) == "too-large"
    assert time.perf_counter() - began < 0.5


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.docx", files.docx(LINES)[:-40], "truncated"),
        ("a.docx", files.docx(LINES)[:200], "truncated"),
        ("a.odt", files.odt(LINES)[:-40], "truncated"),
        ("a.xlsx", files.xlsx([["a", "b"], ["c", "d"]])[:-60], "truncated"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type", "truncated"),
        ("a.pdf", bytes(range(256)) * 20, "truncated"),
        ("a.json", b'[{"name": "Almond"', "truncated"),
        ("a.docx", files.packed({"word/document.xml": "<w:document><w:body>"}), "truncated"),
        ("a.xlsx", files.packed({"xl/workbook.xml": "<workbook/>", "[Content_Types].xml": "<Types/>"}), "truncated"),
        ("a.odt", files.packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "truncated"),
    ],
)
def test_a_truncated_file_is_refused(name, content, code):
    assert refusal(content, name) == code


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", files.pdf([["x"]])),
        ("a.csv", files.docx(LINES)),
        ("a.docx", files.xlsx([["a", "b"]])),
        ("a.pdf", b"only text"),
        ("a.xlsx", b"Name,City\nAlmond,Lyon\n"),
        ("a.csv", files.html(LINES)),
        ("a.txt", files.html(LINES)),
        ("a.html", b"only text"),
        ("a.json", b"only text"),
        ("a.csv", b'[{"name": "Almond"}]'),
        ("a.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("a.docx", files.packed({"mimetype": "application/epub+zip"})),
        ("a.txt", b"{\\rtf1 text}"),
    ],
)
def test_a_wrong_extension_is_refused(name, content):
    assert refusal(content, name) == "wrong-extension"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.exe", b"only text", "unknown-format"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "unknown-format"),
        ("a", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "unknown-format"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old-format"),
        ("a.txt", bytes(range(256)) * 20, "not-text"),
        ("a.txt", b"text\x01\x02\x03\x04\x05\x06\x07 \xff\xfe\xfd", "not-text"),
    ],
)
def test_what_is_no_document_is_refused(name, content, code):
    assert refusal(content, name) == code


def test_content_decides_where_the_name_says_nothing():
    assert read_document(b"Name,City,Country\nAlmond,Lyon,France\n", "members").kind == "csv"
    assert read_document(b"A plain sentence.\nAnother one, longer.\n", "Report 2030. Final text").kind == "txt"
    assert read_document(files.docx(LINES), "").kind == "docx"
    assert read_document(b'[{"name": "Almond"}]', "").kind == "json"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")),
        ("a.odt", files.odt(LINES, manifest="<manifest:encryption-data/>")),
    ],
)
def test_a_file_under_a_password_is_refused(name, content):
    assert refusal(content, name) == "encrypted"


def test_an_encrypted_part_is_refused():
    content = bytearray(files.docx(LINES))
    # bit 0 of the general purpose flags, in the directory at the end
    content[content.rindex(b"PK\x01\x02") + 8] |= 1

    assert refusal(bytes(content), "a.docx") == "encrypted"


def test_an_encrypted_pdf_is_refused():
    content = files.pdf([["x"]])
    entry = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O (" + b"o" * 32 + b") /U (" + b"u" * 32 + b") >>"
    content = content.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt " + entry + b" /ID [(a) (a)]")

    assert refusal(content, "a.pdf") == "encrypted"


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = files.packed({"word/document.xml": bytes(200_000_000)})
    tracemalloc.start()
    began = time.perf_counter()

    assert refusal(bomb, "a.docx") == "zip-bomb"
    assert time.perf_counter() - began < 1
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_dense_archive_is_refused_below_the_size_cap_too():
    assert refusal(files.packed({"xl/workbook.xml": bytes(20_000_000)}), "a.xlsx") == "zip-bomb"


def test_an_archive_of_too_many_parts_is_refused():
    parts: dict[str, str | bytes] = {"word/document.xml": "<x/>"} | {f"word/{number}.xml": "" for number in range(5_001)}

    assert refusal(files.packed(parts, compression=zipfile.ZIP_STORED), "a.docx") == "too-many-parts"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "word\\..\\..\\x", "C:/x"])
def test_an_archive_that_reaches_outside_is_refused(name):
    assert refusal(files.packed({"word/document.xml": "<x/>", name: "x"}), "a.docx") == "unsafe-content"


def test_an_archive_with_a_symbolic_link_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
        link = zipfile.ZipInfo("word/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")

    assert refusal(content.getvalue(), "a.docx") == "unsafe-content"


ENTITIES = {
    "file": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "laughs": "<!DOCTYPE x [" + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(9)) + "]>",
    "remote": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
}


@pytest.mark.parametrize("prologue", ENTITIES.values(), ids=ENTITIES)
def test_xml_entities_are_refused(prologue):
    book = zipfile.ZipFile(io.BytesIO(files.xlsx([["Name", "City"], ["a", "b"]])))
    parts = {name: book.read(name) for name in book.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = prologue.encode() + sheet.replace("<?xml version='1.0'?>", "").encode()

    assert refusal(files.docx(LINES, prologue=prologue), "a.docx") == "unsafe-content"
    assert refusal(files.odt(LINES, prologue=prologue), "a.odt") == "unsafe-content"
    assert refusal(files.packed(parts), "a.xlsx") == "unsafe-content"


def test_deep_nesting_costs_nothing():
    deep_html = b"<html><body>" + b"<div>" * 100_000 + b"deep</body></html>"
    deep_json = b"[" * 100_000 + b"]" * 100_000
    deep_word = files.packed({"word/document.xml": f'<w:document xmlns:w="{files.WORD}">' + "<w:p>" * 5_000})
    began = time.perf_counter()

    assert refusal(deep_html, "a.html") == "no-text"
    assert refusal(deep_json, "a.json") == "truncated"
    assert refusal(deep_word, "a.docx") == "truncated"
    assert time.perf_counter() - began < 3


def test_scripts_and_hidden_parts_of_a_page_are_left_out():
    page = files.html(["Kept & safe"], head="<script>alert(1)</script><style>p{}</style>").replace(
        b"</body>", b"<script>alert(2)</script><svg><text>no</text></svg><iframe src=http://127.0.0.1></iframe><!-- no --><li>Item</body>"
    )

    document = read_document(page, "a.html")

    assert [line.text for line in document.lines if line.text] == ["Kept & safe", "- Item"]


def test_formulas_stay_text_and_are_flagged():
    rows = [["Name", "Amount", "Phone"], ['=HYPERLINK("http://x","y")', "@SUM(A1)", "+33 1 23"], ["-cmd|'/c calc'!A1", "=1+1", "+7"]]
    for content, name in [
        (files.xlsx(rows), "a.xlsx"),
        (b'Name;Amount;Phone\n"=HYPERLINK(""http://x"",""y"")";@SUM(A1);+33 1 23\n-cmd|\'/c calc\'!A1;=1+1;+7\n', "a.csv"),
    ]:
        read = list(read_document(content, name).tables[0].rows())

        assert [row.cells[0] for row in read] == ['=HYPERLINK("http://x","y")', "-cmd|'/c calc'!A1"]
        assert [row.formulas for row in read] == [(0, 1), (0, 1)]


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.json"])
def test_a_sheet_of_10_000_columns_is_refused(name):
    header = [f"c{number}" for number in range(10_000)]
    content = {
        "a.xlsx": lambda: files.xlsx([header]),
        "a.csv": lambda: ",".join(header).encode(),
        "a.json": lambda: json.dumps([dict.fromkeys(header, 1)]).encode(),
    }[name]()

    assert refusal(content, name) == "too-many-columns"


def test_too_many_rows_are_refused_where_they_begin():
    caps = Caps(rows=10)

    assert refusal(b"a,b\n" + b"1,2\n" * 20, "a.csv", caps=caps) == "too-many-rows"
    assert refusal(files.xlsx([["a", "b"], *[["1", "2"]] * 20]), "a.xlsx", caps=caps) == "too-many-rows"
    assert refusal(json.dumps([{"a": 1}] * 20).encode(), "a.json", caps=caps) == "too-many-rows"


def test_a_quote_that_never_closes_is_refused():
    assert refusal(b'a,b\n1,"2\n' + b"x,y\n" * 60_000, "a.csv") == "cell-too-long"
    assert refusal(json.dumps([{"a": "x" * 200_000}]).encode(), "a.json") == "cell-too-long"


def test_too_many_pages_are_refused():
    assert refusal(files.pdf([["x"]] * 4), "a.pdf", caps=Caps(pages=3)) == "too-many-pages"


def test_a_pdf_without_text_is_refused():
    assert refusal(files.pdf([[]]), "a.pdf") == "no-text"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.html", b"<html><head><title>x</title></head><body><script>1</script></body></html>", "no-text"),
        ("a.docx", files.docx(["", " "]), "no-text"),
        ("a.json", b'{"name": "Almond"}', "not-records"),
        ("a.json", b"[1, 2]", "not-records"),
        ("a.json", b"[]", "no-rows"),
        ("a.json", b'{"type": "FeatureCollection", "features": []}', "no-rows"),
        ("a.xlsx", files.xlsx([[]]), "no-rows"),
    ],
)
def test_a_document_with_nothing_in_it_is_refused(name, content, code):
    assert refusal(content, name) == code


KOREAN = "이름,도시\n사회연대경제지방정부협의회,서울\n사회적협동조합 네트워크,부산\n"
FRENCH = "Nom;Ville\nCoopérative d’été « Les Œuvres »;Besançon\nRéseau des régies de quartier;Orléans\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, "euc-kr"), (KOREAN, "utf-8"), (KOREAN, "utf-16"), (KOREAN, "utf-8-sig"),
        (FRENCH, "cp1252"), (FRENCH, "utf-16-le"), (FRENCH, "utf-16-be"), (FRENCH.replace("’", "'").replace("Œ", "O"), "latin-1"),
    ],
)  # fmt: skip
def test_texts_in_older_encodings_are_read(text, encoding):
    document = read_document(text.encode(encoding), "a.csv")

    separator = ";" if ";" in text else ","
    expected = [tuple(line.split(separator)) for line in text.splitlines()]
    assert [document.tables[0].header, *cells(document)] == expected


def test_semicolons_and_lines_inside_cells_do_not_pass_for_the_separator():
    prose = "Un atelier ; ouvert à tous ; chaque jour.\n\nPuis un marché ; le samedi.\nEt une fête ; l’été."
    text = "title,summary,city\n" + "".join(f'Atelier {number},"{prose}",Dakar\n' for number in range(9))

    document = read_document(text.encode(), "a.csv")

    assert document.tables[0].header == ("title", "summary", "city")
    assert cells(document)[8] == ("Atelier 8", prose, "Dakar")


def test_text_is_brought_to_nfc_without_control_and_direction_marks():
    document = read_document("cafe\u0301 \u202eevil\u202c\u200b zero\x07 tab\there\n".encode(), "a.txt")

    assert document.lines[0].text == "café evil zero tab\there"


def test_a_line_without_end_is_cut():
    document = read_document(b"word " * 600_000, "a.txt")

    assert 2 <= len(document.lines) <= 4


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_ten_thousand_rows_take_little_memory(tmp_path, kind):
    rows = [["Name", "City", "Description"], *([f"Member {number}", "Lyon", "What it does. " * 20] for number in range(10_000))]
    path = tmp_path / f"members.{kind}"
    path.write_bytes(files.xlsx(rows) if kind == "xlsx" else "\n".join(",".join(row) for row in rows).encode())
    tracemalloc.start()

    document = read_document(path)
    count = sum(1 for _row in document.tables[0].rows())

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 10_000
    # the strings of a workbook are held once; its rows are not
    assert peak < 30_000_000


def test_messages_name_what_to_do(settings):
    fault = UnreadableDocument("too-large", size=300, allowed=50)

    with translation.override("en"):
        assert str(fault) == "The file has 300 MB; at most 50 MB are accepted. Split it, or save it without pictures."


def test_nothing_is_left_behind_by_a_refused_file(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    refusal(files.packed({"word/document.xml": bytes(200_000_000)}), "a.docx")

    assert list(tmp_path.iterdir()) == []
