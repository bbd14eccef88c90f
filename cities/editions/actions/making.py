"""Preparing an edition: what it is, its sections, its words, its cases. A published one goes on showing its snapshot meanwhile."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from cities.activity.actions import record
from cities.commons.practices.models import Practice
from cities.editions.models import ChosenCase, Edition, EditionText
from cities.editions.queries import default_sections
from cities.translation.actions import rewrite_rows

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
    # Somebody else may be writing another language: as they stand now.
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    text = rewrite_rows(EditionText(record=edition, language=language), words=words, is_checked=is_checked)
    _touch(edition)
    record(edition, "edition.words_written", by=by, data={"language": language})
    return text


def _touch(edition: Edition) -> None:
    """What it holds or says has changed: so has the edition, for whoever keeps what they read of it."""
    edition.save(update_fields=["updated_at"])
