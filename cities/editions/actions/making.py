"""Preparing an edition: what it is, its sections, its words, its cases. A published one goes on showing its snapshot meanwhile."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction

from cities.activity.actions import record
from cities.commons.practices.models import Practice
from cities.editions.models import ChosenCase, Edition, EditionText
from cities.editions.queries import default_sections
from cities.translation.actions import refresh_translations, wordings
from cities.translation.models import TextState

if TYPE_CHECKING:
    from cities.accounts.models import User


@transaction.atomic
def save_edition(edition: Edition, *, by: "User | None") -> Edition:
    """Keep what an edition is; a new one begins with the sections of its kind."""
    is_new = edition._state.adding
    if is_new and not edition.sections:
        edition.sections = default_sections(edition.kind)
    if edition.is_kit and not edition.series:
        edition.series = edition.code
    edition.save()
    record(edition, "edition.created" if is_new else "edition.changed", by=by)
    return edition


@transaction.atomic
def choose_sections(edition: Edition, codes: Sequence[str], *, by: "User | None") -> Edition:
    """Print these sections in this order."""
    edition.sections = list(codes)
    edition.save(update_fields=["sections", "updated_at"])
    record(edition, "edition.sections_chosen", by=by, data={"sections": list(codes)})
    return edition


@transaction.atomic
def choose_cases(edition: Edition, practices: Sequence[Practice], *, by: "User | None") -> Edition:
    """Tell these practices in full, in this order."""
    edition.cases.all().delete()
    ChosenCase.objects.bulk_create(
        ChosenCase(edition=edition, practice=practice, position=place) for place, practice in enumerate(practices)
    )
    _touch(edition)
    record(edition, "edition.cases_chosen", by=by, data={"cases": [practice.code for practice in practices]})
    return edition


@transaction.atomic
def write_words(
    edition: Edition, language: str, words: Mapping[str, str], *, is_checked: bool = False, by: "User | None"
) -> EditionText | None:
    """Keep what the edition says in a language. The first language written is the original; a changed field of it leaves the same
    field of every translation stale until somebody rewrites it, or declares the translation right (`is_checked`).

    A translation without words goes.
    """
    texts: list[Any] = list(edition.texts.all())
    before = wordings(texts)
    text = next((each for each in texts if each.language == language), None)
    if text is None:
        text = EditionText(record=edition, language=language, state=TextState.HUMAN if texts else TextState.ORIGINAL)
        texts.append(text)
    is_changed = any(getattr(text, field) != value for field, value in words.items())
    for field, value in words.items():
        setattr(text, field, value)
    if is_changed and text.is_machine:
        text.state = TextState.HUMAN
    elif is_checked and text.is_machine:
        text.state = TextState.REVIEWED
    refresh_translations(texts, before=before, renewed=[language] if is_checked else ())
    _touch(edition)
    record(edition, "edition.words_written", by=by, data={"language": language})
    if not text.is_original and not text.digests():
        if text.pk:
            text.delete()
        return None
    for each in texts:
        each.save()
    return text


def _touch(edition: Edition) -> None:
    """What it holds or says has changed: so has the edition, for whoever keeps what they read of it."""
    edition.save(update_fields=["updated_at"])
