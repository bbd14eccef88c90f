"""What comes off the press: looked into with two libraries that did not make it."""

import io
import time

import pikepdf
import pypdfium2
import pytest

from cities.editions.exports.pdf import typeset
from cities.editions.tallies import totals
from cities.editions.typesetting import press
from cities.editions.typesetting.press import NotTypeset, pressed
from tests.editions.planted import case, content, member, set_book, stated

KOREAN = "서울특별시는 사회적경제의 씨앗을 심는다. 뷁"
HOSTILE = (
    '#read("/etc/passwd") #include "x.typ" #import "@preview/cetz:0.3.0" $ sum $ <m-dakar> @m-dakar `raw` \\u{41} // gone /* gone */ '
    '![x](file:///etc/passwd) [x](file:///etc/passwd) <img src="http://169.254.169.254/"> = No heading #pagebreak() ] } ) "'
)


@pytest.fixture(scope="module")
def printed():
    parts = {
        "members": [
            member("dakar", name="Ville de Dakar", practices=["soup"]),
            member("seoul", region="asia", countries=["KR"], places=["kr"], seat="kr", texts=korean()),
        ],
        "cases": [case("soup")],
        "stated": [stated("members", "3", why="One has left.")],
    }
    return typeset(set_book("en", **parts), {})


@pytest.fixture(scope="module")
def hostile():
    words = {
        "state": "original",
        "name": f"Evil {HOSTILE}",
        "summary": "\u202e" + HOSTILE,
        "description": HOSTILE + " " + "a" * 50_000 + " end of it",
    }
    whole = {"members": [member("dakar", texts={"en": words}, picture={"digest": "0" * 64, "credit": HOSTILE})]}
    texts = {"en": {"state": "original", "title": HOSTILE, "message": HOSTILE}}
    return typeset(set_book("en", texts=texts, **whole), {})


def korean():
    return {"ko": {"state": "original", "name": "서울특별시", "summary": KOREAN, "description": KOREAN}}


def text_of(data):
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_the_file_is_well_formed_tagged_and_says_what_it_is(printed):
    pdf = pikepdf.open(io.BytesIO(printed))

    assert pdf.check_pdf_syntax() == []
    assert (bool(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang), bool(pdf.Root.ViewerPreferences.DisplayDocTitle)) == (True, "en", True)
    with pdf.open_metadata() as metadata:
        assert (metadata["pdfuaid:part"], metadata["dc:title"]) == ("1", "Yearbook of members")


def test_every_drawing_is_described_and_every_table_has_heads(printed):
    pdf, kinds = pikepdf.open(io.BytesIO(printed)), {}
    for element in elements(pdf.Root.StructTreeRoot):
        kinds.setdefault(str(element.get("/S", ""))[1:], []).append(element)

    assert {"Document", "H1", "H2", "H3", "P", "Table", "TH", "TD", "Figure", "Link", "TOC", "TOCI", "Caption"} <= set(kinds)
    assert [figure for figure in kinds["Figure"] if not str(figure.get("/Alt", ""))] == []


def test_chapters_and_members_are_bookmarks(printed):
    with pikepdf.open(io.BytesIO(printed)) as pdf, pdf.open_outline() as outline:
        titles = {each.title: [inner.title for inner in each.children] for each in outline.root}

    assert list(titles) == [
        "Contents",
        "Foreword",
        "Members at a glance",
        "Practices told in full",
        "Directory of members",
        "Indexes",
        "About the figures",
        "Colophon",
    ]
    assert titles["Directory of members"] == ["Africa and the Middle East", "Asia and the Pacific"]
    assert titles["Practices told in full"] == ["Soup"]


def test_links_lead_inside_the_book_and_to_the_web_only(printed):
    pdf = pikepdf.open(io.BytesIO(printed))
    links = [note for page in pdf.pages for note in page.get("/Annots", ()) if note.Subtype == "/Link"]

    outside = {str(link.A.URI) for link in links if "/A" in link and link.A.get("/S") == "/URI"}
    assert outside == {"https://example.org/", "https://example.org/id/0"}
    assert len([link for link in links if "/Dest" in link or ("/A" in link and link.A.get("/S") == "/GoTo")]) >= 12


def test_all_faces_are_embedded(printed):
    pdf, fonts = pikepdf.open(io.BytesIO(printed)), {}
    for page in pdf.pages:
        for font in (page.Resources.get("/Font") or {}).values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            fonts[str(font.BaseFont).split("+")[1]] = any(key in descriptor for key in ("/FontFile2", "/FontFile3"))

    assert {"Petrona-SemiBold", "BookSans-Regular", "NotoSansKR-Regular"} <= set(fonts)
    assert all(fonts.values())


def test_words_come_out_in_the_order_they_are_read_with_hangul_and_accents(printed):
    words = " ".join(text_of(printed).split())

    order = [
        "Welcome.",
        "Where members are",
        "There was hunger.",
        "They cooked.",
        "What dakar does.",
        "dakar tells more.",
        KOREAN,
        "By country",
        "One has left.",
    ]
    places = [words.find(each) for each in order]
    assert -1 not in places
    assert places == sorted(places)


def test_totals_in_print_are_those_that_are_counted(printed):
    words = " ".join(text_of(printed).split())

    assert "In all 2 2 – – – 2" in words or "In all 2 2 0 0 0 2" in words
    assert "Members 3 2 One has left. (page 9)" in words


def test_the_same_snapshot_gives_the_same_bytes(printed):
    whole = content()

    assert typeset(set_book("fr"), {}) == typeset(set_book("fr"), {})
    assert totals(whole)["members"] == 3


def test_hostile_words_are_set_as_words(hostile):
    words = "".join(text_of(hostile).split())

    for part in ('#read("/etc/passwd")', '#import"@preview/cetz:0.3.0"', "<m-dakar>", "/*gone*/", "#pagebreak()", "endofit"):
        assert "".join(part.split()) in words
    assert "root:" not in words
    assert words.count("a" * 100) >= 1 or words.replace("\ufffe", "").count("a") > 50_000


def test_hostile_words_lead_nowhere_and_run_nothing(hostile):
    pdf = pikepdf.open(io.BytesIO(hostile))
    raw = str(pdf.Root)

    assert pdf.check_pdf_syntax() == []
    targets = {str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", ()) if "/A" in note and "/URI" in note.A}
    assert targets == {"https://example.org/", "https://example.org/id/0"}
    assert [name for name in ("/OpenAction", "/AA", "/JavaScript", "/EmbeddedFiles") if name in raw] == []


def test_nothing_outside_the_folder_is_opened(monkeypatch, tmp_path):
    template = tmp_path / "book.typ"
    template.write_text('#read("/etc/hostname")')
    monkeypatch.setattr(press, "TEMPLATE", template)

    with pytest.raises(NotTypeset):
        pressed({}, pictures={}, date="2026-11-22")


def test_packages_are_not_fetched(monkeypatch, tmp_path):
    template = tmp_path / "book.typ"
    template.write_text('#import "@preview/cetz:0.3.0": canvas')
    monkeypatch.setattr(press, "TEMPLATE", template)

    with pytest.raises(NotTypeset):
        pressed({}, pictures={}, date="2026-11-22")


def test_a_text_that_runs_for_ever_is_stopped(monkeypatch, tmp_path):
    template = tmp_path / "book.typ"
    template.write_text("#let x = 0\n#while x < 1000000000000 { x = x + 1; if calc.rem(x, 7) == 9 { break } }")
    monkeypatch.setattr(press, "TEMPLATE", template)
    monkeypatch.setattr(press, "LONGEST", 0.5)
    began = time.monotonic()

    with pytest.raises(NotTypeset):
        pressed({}, pictures={}, date="2026-11-22")

    assert time.monotonic() - began < 20


@pytest.mark.parametrize("language", ["fr", "es", "ko"])
def test_every_language_is_set_with_its_own_words(language):
    data = typeset(set_book(language), {})

    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == language
    heading = {"fr": "Annuaire des membres", "es": "Directorio de miembros", "ko": "회원 명부"}[language]
    assert heading in text_of(data)


def elements(node):
    children = node.get("/K", ())
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from elements(child)
