"""Engagements: begun, worked on, ended. What is told to readers is agreed elsewhere (agreeing)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cities.accounts.models import User
from cities.activity.actions import record as note
from cities.commons.instruments.actions import checked_name
from cities.commons.members.models import Organisation, Person
from cities.commons.vocabulary.models import Concept
from cities.core.actions import save_draft
from cities.core.letters import spoken
from cities.core.naming import free_code
from cities.search.actions import index_record
from cities.transfer.advice.actions.asking import engage_request, settle_request
from cities.transfer.advice.actions.letters import name_of
from cities.transfer.advice.actions.satisfaction import ask_satisfaction
from cities.transfer.advice.models import (
    AdviceRequest,
    Engagement,
    EngagementExpert,
    Expert,
    HourEntry,
    Output,
    Participation,
    PlannedStep,
)
from cities.translation.actions import write_text
from cities.translation.models import TextState

MOST_OUTPUTS = 60
Side = Participation.Side


class TooMany(Exception):
    """There is no room for another output."""


@dataclass(frozen=True)
class Opening:
    """What is known on the first day; `organisations` with their sides."""

    title: str
    language: str
    kind: str
    organisations: Sequence[tuple[Organisation, str]] = ()
    began_on: date | None = None
    due_on: date | None = None


@transaction.atomic
def open_engagement(opening: Opening, *, request: AdviceRequest | None = None, by: User | None) -> Engagement:
    """A draft only those who take part and the coordinators see."""
    identifier = uuid.uuid4()
    engagement = Engagement(
        id=identifier,
        code=free_code(opening.title, identifier.hex[:8], is_taken=lambda code: Engagement.objects.filter(code=code).exists()),
        kind=opening.kind,
        request=request,
        began_on=opening.began_on,
        due_on=opening.due_on,
        live=False,
    )
    write_text(engagement, opening.language, state=TextState.ORIGINAL, words={"title": opening.title})
    engagement.save()
    for organisation, side in opening.organisations:
        add_organisation(engagement, organisation, side=side, by=by)
    save_draft(engagement, by=by)
    note(engagement, "engagement.opened", by=by)
    return engagement


@transaction.atomic
def open_engagement_for(request: AdviceRequest, expert: Expert, *, by: User | None) -> Engagement:
    """The engagement of a request: begun with the first expert, joined by the others, taken up again when it had ended."""
    engagement = Engagement.objects.filter(request=request).first()
    if engagement is None:
        language = spoken(request.need.original_text.language if request.need.original_text else "")
        with translation.override(language):
            title = _("Advice to %(who)s") % {"who": name_of(request.organisation, language)}
        opening = Opening(
            title=title[:250],
            language=language,
            kind=Engagement.Kind.ADVICE,
            organisations=((request.organisation, Side.ASKING),),
            began_on=timezone.localdate(),
            due_on=request.wanted_by,
        )
        engagement = open_engagement(opening, request=request, by=by)
    _resume(engagement, by=by)
    add_organisation(engagement, expert.organisation, side=Side.ADVISING, by=by)
    EngagementExpert.objects.get_or_create(engagement=engagement, expert=expert)
    engage_request(request, by=by)
    return engagement


@transaction.atomic
def add_organisation(engagement: Engagement, organisation: Organisation, *, side: str, by: User | None) -> Participation:
    """A second time changes nothing."""
    part, is_new = Participation.objects.get_or_create(engagement=engagement, organisation=organisation, defaults={"side": side})
    if is_new:
        note(engagement, "engagement.organisation_added", by=by)
    return part


@transaction.atomic
def set_due(engagement: Engagement, due_on: date | None, *, by: User) -> Engagement:
    Engagement.objects.filter(pk=engagement.pk).update(due_on=due_on)
    note(engagement, "engagement.due_set", by=by)
    return engagement


def plan_step(engagement: Engagement, *, sentence: str, due_on: date | None, language: str, by: User | None) -> PlannedStep:
    step: PlannedStep = PlannedStep.objects.create(engagement=engagement, sentence=sentence, due_on=due_on, language=language)
    return step


def finish_step(step: PlannedStep, *, is_done: bool = True, by: User) -> PlannedStep:
    """Done today, or not done after all."""
    step.done_on = timezone.localdate() if is_done else None
    step.save(update_fields=["done_on"])
    return step


@transaction.atomic
def note_hours(
    engagement: Engagement,
    *,
    organisation: Organisation,
    spent_on: date,
    hours: Decimal,
    person: Person | None = None,
    about: str = "",
    by: User | None,
) -> HourEntry:
    entry: HourEntry = HourEntry.objects.create(
        engagement=engagement, organisation=organisation, person=person, spent_on=spent_on, hours=hours, about=about, written_by=by
    )
    note(engagement, "engagement.hours_noted", by=by)
    return entry


@transaction.atomic
def remove_hours(entry: HourEntry, *, by: User) -> None:
    note(entry.engagement, "engagement.hours_removed", by=by, data={"hours": str(entry.hours)})
    entry.delete()


@transaction.atomic
def add_output(
    engagement: Engagement,
    *,
    title: str,
    kind: str,
    language: str = "",
    url: str = "",
    file: "File[bytes] | None" = None,
    is_told: bool = True,
    by: User | None,
) -> Output:
    """Keep a file or an address. Raises NotAccepted for what is no document or picture, TooMany."""
    if engagement.outputs.count() >= MOST_OUTPUTS:
        raise TooMany
    output = Output(
        engagement=engagement, title=title, kind=Concept.objects.get(key=kind), language=language, url=url, is_told=is_told, added_by=by
    )
    if file is not None:
        output.file_name, output.size = checked_name(file), file.size or 0
        output.file.save(f"{output.pk}.{output.file_name.rpartition('.')[2].lower()}", file, save=False)
    output.save()
    _touch(engagement)
    note(engagement, "engagement.output_added", by=by)
    return output


@transaction.atomic
def remove_output(output: Output, *, by: User) -> None:
    """The row and the bytes; readers lose it at once."""
    storage, name = output.file.storage, str(output.file.name or "")
    note(output.engagement, "engagement.output_removed", by=by)
    output.delete()
    _touch(output.engagement)
    if name:
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def end_engagement(engagement: Engagement, *, outcome: str, by: User | None, on: date | None = None, asks: bool = True) -> Engagement:
    """It is over: places on the roster are free, the need is met, those who asked are asked how it was. Twice changes nothing."""
    locked, request = _locked(engagement)
    if locked.has_ended:
        return locked
    locked.ended_on, locked.outcome = on or timezone.localdate(), outcome
    _stand(locked)
    note(locked, "engagement.ended", by=by, data={"outcome": outcome})
    if request is not None:
        settle_request(request, is_met=outcome == Engagement.Outcome.DONE, by=by)
    if asks:
        ask_satisfaction(locked, by=by)
    return locked


@transaction.atomic
def resume_engagement(engagement: Engagement, *, by: User) -> Engagement:
    """Undo the end: somebody helps again with the request; who was asked how it was is not asked a second time."""
    locked, request = _locked(engagement)
    if _resume(locked, by=by) and request is not None:
        engage_request(request, by=by)
    return locked


def _resume(engagement: Engagement, *, by: User | None) -> bool:
    """Whether it had ended."""
    if not engagement.has_ended:
        return False
    engagement.ended_on, engagement.outcome = None, ""
    _stand(engagement)
    note(engagement, "engagement.resumed", by=by)
    return True


def _locked(engagement: Engagement) -> tuple[Engagement, AdviceRequest | None]:
    """The request first, as whoever answers about it does: neither waits for the other."""
    request = AdviceRequest.objects.select_for_update().filter(pk=engagement.request_id).first() if engagement.request_id else None
    locked: Engagement = Engagement.objects.select_for_update().get(pk=engagement.pk)
    return locked, request


def _touch(engagement: Engagement) -> None:
    """What readers and the API are told has changed, without a new version; one that is public is found by what is left."""
    Engagement.objects.filter(pk=engagement.pk).update(updated_at=timezone.now())
    index_record(engagement)


def _stand(engagement: Engagement) -> None:
    """Only where it stands is written: the words are those of the version."""
    Engagement.objects.filter(pk=engagement.pk).update(ended_on=engagement.ended_on, outcome=engagement.outcome, updated_at=timezone.now())
    index_record(engagement)
