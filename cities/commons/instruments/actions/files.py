"""Files given as answers: private, checked by what they are, kept under names of our own."""

import hashlib
import unicodedata
import zipfile
from pathlib import PurePosixPath
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from cities.accounts.models import User
from cities.commons.instruments.actions.saving import TooMany, Writer, lock_open_sheet, places_of
from cities.commons.instruments.answering import UNANSWERED, Place, Said, Stored, clean_text
from cities.commons.instruments.definition import ItemDefinition
from cities.commons.instruments.models import AnswerFile, AnswerSheet
from cities.commons.instruments.queries import answers_of, definition_of
from cities.core.forms import PictureField

MOST_BYTES = 20 * 1024 * 1024
MOST_FILES = 10
MOST_FILES_OF_A_SHEET = 60
MOST_CHARACTERS_OF_A_NAME = 150
# What each kind begins with; text and pictures are read instead. Nothing a browser would run is among them.
ZIPPED = frozenset({".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"})
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"})
TEXTS = frozenset({".txt", ".csv", ".md"})
ACCEPTED = (".pdf", *sorted(ZIPPED), *sorted(PICTURES), *sorted(TEXTS))


class NotAccepted(Exception):
    """`reason` is a sentence in the active language."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def attach_file(sheet: AnswerSheet, place: Place, upload: "File[bytes]", *, by: User | None, language: str) -> AnswerFile:
    """Keep a file as an answer, beside those already given. Raises NotAccepted, SheetClosed, TooMany, LookupError."""
    name = checked_name(upload)
    with transaction.atomic():
        lock_open_sheet(sheet)
        item, said, writer, before = _answer(sheet, place, by=by, language=language)
        if len(said) >= MOST_FILES or sheet.files.count() >= MOST_FILES_OF_A_SHEET:
            raise TooMany(item.code)
        kept = _keep(sheet, upload, name)
        writer.write(item, place[1], Said([*said, str(kept.pk)]), before=before)
        writer.finish()
    return kept


def checked_name(upload: "File[bytes]") -> str:
    """What a file is to be called, once it is what its name says and nothing a browser would run. Raises NotAccepted."""
    name = _shown_name(upload.name or "")
    _check(upload, PurePosixPath(name).suffix.lower())
    return name


@transaction.atomic
def remove_file(sheet: AnswerSheet, place: Place, *, file: UUID, by: User | None) -> None:
    """Take a file back: it is deleted, the row and the bytes. Nothing for one that is not there. Raises SheetClosed, LookupError."""
    lock_open_sheet(sheet)
    item, said, writer, before = _answer(sheet, place, by=by, language=sheet.language)
    row = AnswerFile.objects.filter(sheet=sheet, pk=file).first()
    if row is None or str(file) not in said:
        return
    left = [identifier for identifier in said if identifier != str(file)]
    writer.write(item, place[1], Said(left or None), before=before)
    writer.finish()
    storage, name = row.file.storage, str(row.file.name)
    row.delete()
    transaction.on_commit(lambda: storage.delete(name))


def _answer(sheet: AnswerSheet, place: Place, *, by: User | None, language: str) -> tuple[ItemDefinition, list[str], Writer, Stored]:
    definition = definition_of(sheet.version)
    item = definition.item(place[0])
    present = answers_of(sheet, definition)
    if item is None or item.type != "file" or place[1] not in places_of(definition, present, item):
        raise LookupError(place[0])
    before = present.get(place, UNANSWERED)
    return item, list(before.said.value or []), Writer(sheet, by, language), before


def _shown_name(name: str) -> str:
    """What the file was called, without folders or anything a header or a page could trip over; its ending kept."""
    last = clean_text(name.replace("\\", "/").rsplit("/", 1)[-1])
    # Signs that turn the direction of writing make `fdp.exe` look like `exe.pdf`.
    plain = " ".join("".join(sign for sign in last if unicodedata.category(sign) != "Cf").split())
    path = PurePosixPath(plain or "file")
    return f"{path.stem[: MOST_CHARACTERS_OF_A_NAME - len(path.suffix)]}{path.suffix}"


def _check(upload: "File[bytes]", ending: str) -> None:
    if ending not in ACCEPTED:
        raise NotAccepted(_("Files of this kind are not taken. Send a PDF, an office document, a picture or plain text."))
    if not upload.size:
        raise NotAccepted(_("This file is empty."))
    if upload.size > MOST_BYTES:
        raise NotAccepted(_("This file is larger than %(size)s MB.") % {"size": MOST_BYTES // 1024 // 1024})
    if not _is_what_it_says(upload, ending):
        raise NotAccepted(_("The contents of this file are not what its name says. Please save it again and retry."))
    upload.seek(0)


def _is_what_it_says(upload: "File[bytes]", ending: str) -> bool:
    upload.seek(0)
    head = upload.read(1024)
    upload.seek(0)
    if ending == ".pdf":
        return b"%PDF-" in head
    if ending in ZIPPED:
        return head.startswith(b"PK\x03\x04") and zipfile.is_zipfile(upload)
    if ending in PICTURES:
        return _is_picture(upload)
    return b"\0" not in head and not head.lstrip().lower().startswith((b"<!doctype", b"<html", b"<svg", b"<?xml"))


def _is_picture(upload: "File[bytes]") -> bool:
    try:
        PictureField().to_python(upload)
    except ValidationError:
        return False
    return True


def _keep(sheet: AnswerSheet, upload: "File[bytes]", name: str) -> AnswerFile:
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    row = AnswerFile(sheet=sheet, name=name, size=upload.size, sha256=digest.hexdigest())
    row.file.save(f"{uuid4()}{PurePosixPath(name).suffix.lower()}", upload, save=False)
    try:
        row.save()
    except BaseException:
        row.file.storage.delete(str(row.file.name))
        raise
    return row
