"""People who know about what fits: of organisations that are matched, and only those who agreed to be shown."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from cities.commons.members.models import Consent, PersonRole
from cities.transfer.matching.queries.asked import Asked
from cities.transfer.matching.queries.records import Candidate
from cities.transfer.matching.reasons import Reason, enough
from cities.transfer.matching.scoring import Scored
from cities.translation.languages import base_language

# Somebody one can speak with comes right behind their organisation.
BESIDE_THEIR_OWN = 0.95
SHOWN = (Consent.Field.NAME, Consent.Field.ORGANISATION)


def people_candidates(asked: Asked, members: Iterable[Candidate], *, declined: Collection[UUID]) -> list[Candidate]:
    """Three queries. Their languages count where they agreed to have them shown."""
    by_member = {one.subject: one for one in members if one.kind == "member"}
    current = PersonRole.objects.filter(Q(until__isnull=True) | Q(until__gt=timezone.localdate()), organisation__in=list(by_member))
    told: dict[UUID, Candidate] = {}
    for role in current.select_related("person").prefetch_related("person__consents"):
        person, member = role.person, by_member[role.organisation_id]
        if person.pk in declined or not person.published_fields.issuperset(SHOWN):
            continue
        spoken = {base_language(tag) for tag in person.languages} if Consent.Field.LANGUAGES in person.published_fields else set()
        shared = [language for language in asked.reads if language in spoken]
        reasons = [Reason("works", {"record": str(role.organisation_id)})]
        reasons += [Reason("spoken", {"language": shared[0]})] if shared else []
        signals = {**member.scored.signals, "subject": member.scored.signals["subject"] * BESIDE_THEIR_OWN, "spoken": float(bool(shared))}
        candidate = Candidate("person", person.pk, role.organisation_id, Scored(signals), enough((*reasons, *member.reasons)))
        if candidate.reasons and (person.pk not in told or told[person.pk].score < candidate.score):
            told[person.pk] = candidate
    return list(told.values())
