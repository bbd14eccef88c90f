"""Cells: what people say, what it is known from, and the same words in other languages. Nobody overwrites what they have not seen."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from cities.accounts.models import User
from cities.activity.actions import record
from cities.commons.instruments.actions import Change, Saved, save_answers
from cities.commons.members.models import Organisation
from cities.provenance.actions import source_called
from cities.provenance.models import Source
from cities.transfer.comparisons.actions.making import Overtaken, lock, touch
from cities.transfer.comparisons.models import CellSource, CellTranslation, Subject
from cities.translation.digests import digest
from cities.translation.models import TextState


@dataclass(frozen=True, slots=True)
class Known:
    """What a cell is known from: a document and the place in it, or who says so."""

    title: str = ""
    url: str = ""
    locator: str = ""
    organisation: Organisation | None = None
    role: str = ""

    @property
    def is_document(self) -> bool:
        return bool(self.title or self.url)


@dataclass(frozen=True, slots=True)
class SourceChange:
    """What somebody wants to stand as the source of a cell; `seen` is the revision they were shown, 0 for none. `sent` is what they sent
    before without hearing whether it arrived: nobody has a conflict with oneself."""

    code: str
    known: Known
    seen: int = 0
    sent: frozenset[Known] = frozenset()


@dataclass(frozen=True, slots=True)
class Filled:
    """`sources`: changes that were not taken because somebody else has written in between, each with what stands."""

    saved: Saved
    sources: Mapping[str, tuple[CellSource | None, SourceChange]] = field(default_factory=dict)

    @property
    def has_conflicts(self) -> bool:
        return bool(self.saved.conflicts or self.sources)


@transaction.atomic
def fill_cells(
    subject: Subject, changes: Iterable[Change], sources: Iterable[SourceChange] = (), *, by: User | None, language: str
) -> Filled:
    """Store answers with what they are known from. Raises SheetClosed.

    Where somebody else has answered in between, theirs stands, and the source that was meant for the other answer is not taken either.
    """
    # Two who give a cell its first source: there is no row yet to hold.
    lock(subject.comparison)
    given = list(changes)
    saved = save_answers(subject.sheet, given, by=by, language=language)
    held = {code for code, _repetition in saved.conflicts}
    refused: dict[str, tuple[CellSource | None, SourceChange]] = {}
    written = 0
    for change in sources:
        row = CellSource.objects.select_for_update().filter(subject=subject, item_code=change.code).first()
        stands = known_from(row)
        if stands == change.known:
            continue
        is_overtaken = (row.revision if row else 0) > change.seen and stands not in change.sent
        if change.code in held or is_overtaken:
            refused[change.code] = (row, change)
            continue
        _write(subject, row, change, by=by)
        written += 1
    if written or saved.stored:
        touch(subject.comparison)
        record(subject.comparison, "comparison.filled", by=by, data={"subject": str(subject.record_id), "cells": len(given)})
    return Filled(saved, refused)


def known_from(row: CellSource | None) -> Known:
    """What stands, as somebody would have to type it."""
    if row is None:
        return Known()
    source = row.source
    return Known(source.title if source else "", source.url if source else "", row.locator, row.organisation, row.role)


@transaction.atomic
def translate_cell(
    subject: Subject, code: str, *, language: str, words: str, seen: str = "", sent: Collection[str] = (), by: User | None
) -> None:
    """The words of a cell in another language than they were given in; none take the translation away.

    `seen` is the digest of the translation the writer was shown, `sent` of those they sent without hearing back. Raises Overtaken, and
    LookupError where there are no words to translate.
    """
    lock(subject.comparison)
    answer = subject.sheet.answers.filter(item__code=code, repetition=0).first()
    if answer is None or not isinstance(answer.value, str) or not answer.value or answer.language == language:
        raise LookupError(code)
    found = CellTranslation.objects.select_for_update().filter(subject=subject, item_code=code, language=language).first()
    stands = digest(found.words) if found else ""
    if (found.words if found else "") == words:
        return
    if stands not in (seen, *sent):
        raise Overtaken({"words": found.words if found else ""})
    if not words:
        CellTranslation.objects.filter(subject=subject, item_code=code, language=language).delete()
    else:
        told = {"words": words, "state": TextState.HUMAN, "made_from": digest(answer.value)}
        CellTranslation.objects.update_or_create(subject=subject, item_code=code, language=language, defaults=told)
    touch(subject.comparison)
    record(subject.comparison, "comparison.translated", by=by, data={"language": language, "item": code})


def _write(subject: Subject, row: CellSource | None, change: SourceChange, *, by: User | None) -> None:
    known = change.known
    source: Source | None = source_called(known.title or known.url, known.url) if known.is_document else None
    told = {
        "source": source,
        "locator": known.locator if source else "",
        "organisation": None if source else known.organisation,
        "role": "" if source else known.role,
        "revision": (row.revision if row else 0) + 1,
        "updated_by": by,
    }
    CellSource.objects.update_or_create(subject=subject, item_code=change.code, defaults=told)
