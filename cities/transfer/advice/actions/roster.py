"""The roster: who stands on it, with what, and whether they agree. Only a standing consent lets anybody be asked."""

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from cities.accounts.models import User
from cities.activity.actions import record as note
from cities.commons.members.models import Organisation, Person
from cities.transfer.advice.actions.letters import key_address, name_of, tell_expert
from cities.transfer.advice.models import Expert, ExpertConsent
from cities.transfer.needs.actions import Said, change_call, tell_offer
from cities.transfer.needs.models import Visibility

ROSTER = "advice-roster"
# The version of the words people agree to (portal/space/advice/wording.html); a new wording gets a new name.
WORDING = "2026-11"


@dataclass(frozen=True)
class Expertise:
    """What somebody can advise on, in their words; concepts by key; how many engagements at once; a pause."""

    sentence: str
    language: str
    concepts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    most: int = Expert.MOST
    paused_until: date | None = None


@transaction.atomic
def add_expert(
    organisation: Organisation, expertise: Expertise, *, person: Person | None = None, by: User, is_sample: bool = False
) -> Expert:
    """Nobody is asked before they agree: until then the secretariat alone reads the offer. A person stands once for an organisation."""
    held = Expert.objects.filter(person=person, offer__organisation=organisation).first() if person else None
    if held is not None:
        return change_expert(held, expertise, by=by)
    offer = tell_offer(organisation, _said(expertise, is_open=False), by=by)
    expert: Expert = Expert.objects.create(
        person=person,
        offer=offer,
        languages=list(expertise.languages),
        paused_until=expertise.paused_until,
        added_by=by,
        is_sample=is_sample,
    )
    note(organisation, "advice.expert_added", by=by)
    return expert


@transaction.atomic
def invite_expert(expert: Expert, *, by: User) -> Expert:
    """Ask by letter whether they agree; the link in it gives consent and takes it back, without an account."""

    def context(language: str) -> dict[str, object]:
        return {
            "organisation": name_of(expert.organisation, language),
            "sentence": str(expert.offer.best_text(language) or ""),
            "url": key_address(ROSTER, expert.pk, language),
        }

    tell_expert("advice_roster", expert, key=f"advice-roster-{expert.pk}-{timezone.localdate():%Y%m%d}", context=context)
    note(expert.organisation, "advice.expert_invited", by=by)
    return expert


@transaction.atomic
def change_expert(expert: Expert, expertise: Expertise, *, by: User) -> Expert:
    expert.languages, expert.paused_until = list(expertise.languages), expertise.paused_until
    expert.save(update_fields=["languages", "paused_until"])
    change_call(expert.offer, _said(expertise, is_open=_agrees(expert)), by=by)
    return expert


@transaction.atomic
def give_consent(expert: Expert, *, by: User | None) -> Expert:
    """Dated today; a second time changes nothing. `by` is None for the link of a letter."""
    Expert.objects.select_for_update().get(pk=expert.pk)
    if not _agrees(expert):
        expert.consents.filter(withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())
        ExpertConsent.objects.create(expert=expert, wording=WORDING, given_at=timezone.now(), given_by=by)
        _show(expert, is_open=True, by=by)
        note(expert.organisation, "advice.consented", by=by)
    return expert


@transaction.atomic
def withdraw_consent(expert: Expert, *, by: User | None) -> Expert:
    """Nobody is sent to them any more, at once; what runs goes on until they end it."""
    if expert.consents.filter(withdrawn_at__isnull=True).update(withdrawn_at=timezone.now()):
        _show(expert, is_open=False, by=by)
        note(expert.organisation, "advice.consent_withdrawn", by=by)
    return expert


def _agrees(expert: Expert) -> bool:
    return ExpertConsent.objects.standing().filter(expert=expert).exists()


def _show(expert: Expert, *, is_open: bool, by: User | None) -> None:
    """Members read what is offered, never who; without consent nobody reads it."""
    expert.offer.visibility = Visibility.MEMBERS if is_open else Visibility.SECRETARIAT
    expert.offer.save(update_fields=["visibility", "changed_at"])


def _said(expertise: Expertise, *, is_open: bool) -> Said:
    said = Said(
        sentence=expertise.sentence,
        language=expertise.language,
        visibility=Visibility.SECRETARIAT,
        concepts=expertise.concepts,
        capacity=expertise.most,
    )
    return replace(said, visibility=Visibility.MEMBERS) if is_open else said
