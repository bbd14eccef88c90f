import stat
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cities.commons.instruments.actions import (
    NotAccepted,
    SheetClosed,
    TooMany,
    attach_file,
    remove_file,
    save_answers,
    submit_sheet,
)
from cities.commons.instruments.actions import files as files_module
from cities.commons.instruments.answering import said_at
from cities.commons.instruments.models import AnswerFile
from cities.commons.instruments.queries import answers_of, definition_of
from tests.commons.instruments.sheets import change, make_sheet
from tests.factories.instruments import AnswerFileFactory

pytestmark = pytest.mark.django_db

PLACE = ("report", 0)
SCRIPT = b"<html><script>alert(1)</script></html>"


@pytest.fixture
def made():
    return make_sheet()


def upload(name="report.pdf", content=b"%PDF-1.4 words"):
    return SimpleUploadedFile(name, content)


def picture(kind="PNG"):
    file = BytesIO()
    Image.new("RGB", (20, 20)).save(file, kind)
    return file.getvalue()


def office():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as bundle:
        bundle.writestr("word/document.xml", "<w/>")
    return file.getvalue()


def attach(made, file=None, place=PLACE):
    return attach_file(made.sheet, place, file or upload(), by=made.awa, language="en")


def said(made):
    return said_at(answers_of(made.sheet, definition_of(made.sheet.version)), "report").value


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.4 x"),
        ("a.DOCX", office()),
        ("a.png", picture()),
        ("a.jpg", picture("JPEG")),
        ("a.txt", b"words"),
        ("a.csv", b"a;b"),
    ],
)
def test_file_is_kept_as_an_answer(made, name, content):
    kept = attach(made, upload(name, content))

    assert said(made) == [str(kept.pk)]
    assert (kept.name, kept.size, Path(kept.file.path).read_bytes()) == (name, len(content), content)
    assert kept.sheet == made.sheet


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", SCRIPT),
        ("drawing.svg", b"<svg/>"),
        ("run.exe", b"MZ"),
        ("code.js", b"alert(1)"),
        ("noending", b"words"),
        (".htaccess", b"words"),
        ("page.pdf", SCRIPT),
        ("page.txt", SCRIPT),
        ("page.csv", b"\n <!DOCTYPE html>"),
        ("binary.txt", b"a\0b"),
        ("page.docx", SCRIPT),
        ("broken.docx", b"PK\x03\x04 and no more"),
        ("page.png", SCRIPT),
        ("half.png", picture()[:30]),
        ("empty.pdf", b""),
        ("both.png.html", picture()),
    ],
)
def test_file_that_is_not_what_it_says_is_not_taken(made, name, content):
    with pytest.raises(NotAccepted) as refusal:
        attach(made, upload(name, content))

    assert refusal.value.reason.endswith(".")
    assert (AnswerFile.objects.count(), said(made)) == (0, None)


def test_file_too_large_is_not_taken(made, monkeypatch):
    monkeypatch.setattr(files_module, "MOST_BYTES", 10)

    with pytest.raises(NotAccepted):
        attach(made)


@pytest.mark.parametrize(
    "name", ["../../evil.pdf", "..\\..\\evil.pdf", "/etc/evil.pdf", "a\r\nSet-Cookie: x.pdf", "é 한 \u202efdp.pdf", "x" * 300 + ".pdf"]
)
def test_name_of_a_file_leads_nowhere(made, settings, name):
    kept = attach(made, upload(name))

    path = Path(kept.file.path).resolve()
    assert path.parent == Path(settings.MEDIA_ROOT).resolve() / "answers"
    assert path.stem not in name
    assert kept.name.endswith(".pdf")
    assert len(kept.name) <= 200
    assert not set(kept.name) & set("/\\\r\n\u202e")


def test_file_is_not_for_everybody_on_the_machine(made):
    assert stat.S_IMODE(Path(attach(made).file.path).stat().st_mode) == 0o640


def test_files_stand_beside_each_other(made):
    first, second = attach(made), attach(made, upload("other.pdf"))

    assert said(made) == [str(first.pk), str(second.pk)]


def test_file_taken_back_is_gone(made, django_capture_on_commit_callbacks):
    kept, other = attach(made), attach(made)
    path = Path(kept.file.path)

    with django_capture_on_commit_callbacks(execute=True):
        remove_file(made.sheet, PLACE, file=kept.pk, by=made.awa)

    assert (said(made), path.exists(), AnswerFile.objects.get()) == ([str(other.pk)], False, other)


def test_file_of_another_sheet_cannot_be_taken_back(made):
    other = AnswerFileFactory()

    remove_file(made.sheet, PLACE, file=other.pk, by=None)

    assert AnswerFile.objects.get() == other


def test_sheet_holds_so_many_files_and_no_more(made, monkeypatch):
    monkeypatch.setattr(files_module, "MOST_FILES", 1)
    attach(made)

    with pytest.raises(TooMany):
        attach(made)
    assert AnswerFile.objects.count() == 1


@pytest.mark.parametrize("place", [("name", 0), ("nothing", 0), ("report", 3)])
def test_only_what_asks_for_files_takes_them(made, place):
    with pytest.raises(LookupError):
        attach(made, place=place)
    with pytest.raises(LookupError):
        remove_file(made.sheet, place, file=AnswerFileFactory().pk, by=None)


def test_submitted_sheet_takes_no_files(made):
    kept = attach(made)
    save_answers(made.sheet, [change("name", "Dakar")], by=None, language="en")
    submit_sheet(made.sheet, by=None)

    with pytest.raises(SheetClosed):
        attach(made)
    with pytest.raises(SheetClosed):
        remove_file(made.sheet, PLACE, file=kept.pk, by=None)
    assert AnswerFile.objects.get() == kept
