"""The life of an instrument: made, drafted, published, retired. What was published is never changed; answers stay readable."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from cities.activity.actions import record
from cities.commons.instruments.actions.drafting import NotADraft, WrongDefinition, texts_of, write_rows
from cities.commons.instruments.checking import faults_in
from cities.commons.instruments.comparing import Difference, retyped
from cities.commons.instruments.definition import Definition
from cities.commons.instruments.models import Instrument, InstrumentVersion
from cities.commons.instruments.queries import definition_of
from cities.translation.models import TextState

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

State = InstrumentVersion.State


@transaction.atomic
def create_instrument(
    code: str,
    *,
    title: str,
    language: str,
    languages: Sequence[str] = (),
    purpose: str = Instrument.Purpose.SURVEY,
    by: "AbstractUser | None",
) -> InstrumentVersion:
    """An instrument with an empty first draft, written in `language` and asked in `languages` too. Returns the draft."""
    instrument = Instrument.objects.create(code=code, purpose=purpose)
    instrument.texts.create(language=language, state=TextState.ORIGINAL, title=title)
    asked = list(dict.fromkeys([language, *languages]))
    draft = InstrumentVersion.objects.create(instrument=instrument, number=1, language=language, languages=asked)
    record(instrument, "instrument.created", by=by)
    return draft


@transaction.atomic
def start_draft(instrument: Instrument, *, by: "AbstractUser | None") -> InstrumentVersion:
    """A draft that asks what the latest version asks, codes and words kept. The draft under way, where there is one."""
    instrument = Instrument.objects.select_for_update().get(pk=instrument.pk)
    running = instrument.versions.filter(state=State.DRAFT).first()
    if running is not None:
        return running
    latest = instrument.versions.order_by("-number").first()
    if latest is None:
        raise NotADraft
    draft = InstrumentVersion.objects.create(
        instrument=instrument, number=latest.number + 1, language=latest.language, languages=latest.languages
    )
    write_rows(draft, definition_of(latest), earlier=texts_of(latest))
    record(instrument, "instrument.draft_started", by=by, data={"version": draft.number})
    return draft


@transaction.atomic
def discard_draft(version: InstrumentVersion, *, by: "AbstractUser | None") -> None:
    """Give a draft up. An instrument that was never published goes with it. Raises NotADraft."""
    version = InstrumentVersion.objects.select_for_update().select_related("instrument").get(pk=version.pk)
    if version.state != State.DRAFT:
        raise NotADraft
    instrument = version.instrument
    record(instrument, "instrument.draft_discarded", by=by, data={"version": version.number})
    version.items.all().delete()
    version.delete()
    if not instrument.versions.exists():
        instrument.delete()


@transaction.atomic
def publish_version(version: InstrumentVersion, *, by: "AbstractUser | None") -> InstrumentVersion:
    """Make a draft the version that is asked; it never changes again.

    Raises NotADraft, and WrongDefinition with all that stands against it.
    """
    version = InstrumentVersion.objects.select_for_update().select_related("instrument").get(pk=version.pk)
    if version.state != State.DRAFT:
        raise NotADraft
    faults = faults_in(definition_of(version))
    if faults:
        raise WrongDefinition(faults)
    version.state = State.PUBLISHED
    version.published_at = timezone.now()
    version.published_by = by  # type: ignore[assignment]  # our user model
    version.save()
    record(version.instrument, "instrument.published", by=by, data={"version": version.number})
    return version


def retyped_items(version: InstrumentVersion, definition: Definition) -> list[Difference]:
    """Questions whose type differs from that of the last published version: their answers cannot be compared over the years."""
    last = version.instrument.versions.exclude(state=State.DRAFT).exclude(pk=version.pk).order_by("-number").first()
    return retyped(definition_of(last), definition) if last is not None else []


@transaction.atomic
def retire_version(version: InstrumentVersion, *, by: "AbstractUser | None") -> InstrumentVersion:
    """Ask a published version no more; its answers stay. Raises NotADraft for a draft, which is discarded instead."""
    version = InstrumentVersion.objects.select_for_update().select_related("instrument").get(pk=version.pk)
    if version.state == State.DRAFT:
        raise NotADraft
    if version.state == State.PUBLISHED:
        version.state = State.RETIRED
        version.save(update_fields=["state"])
        record(version.instrument, "instrument.retired", by=by, data={"version": version.number})
    return version
