"""Advice as a member sees it: what it asked, what it takes part in, who of it stands on the roster."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from cities.commons.members.models import Organisation, Person
from cities.portal.reading import Words, words_of
from cities.transfer.advice.models import AdviceRequest, Engagement, Expert, Proposal
from cities.transfer.advice.queries import (
    EngagementLine,
    RequestLine,
    RosterLine,
    Work,
    experts_of,
    own_engagements,
    own_requests,
    told_reasons,
)
from cities.transfer.advice.rules import may_speak_as


@dataclass(frozen=True)
class Asked:
    """Somebody asks an expert to help: who, what, and why them."""

    proposal: Proposal
    asker: Words | str
    sentence: Words | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Board:
    """`asked` are questions to experts the reader may answer for; `mine` whether they stand on the roster themselves."""

    requests: tuple[RequestLine, ...]
    engagements: tuple[tuple[EngagementLine, Words | str], ...]
    experts: tuple[tuple[RosterLine, bool], ...]
    asked: tuple[Asked, ...]
    mine: bool


def board(organisation: Organisation, *, user: Any, language: str) -> Board:
    lines = experts_of(organisation)
    speaking = [line.expert for line in lines if may_speak_as(user, line.expert)]
    return Board(
        requests=own_requests(organisation),
        engagements=tuple((line, shown_title(line.engagement, language)) for line in own_engagements(organisation)),
        experts=tuple((line, line.expert in speaking) for line in lines),
        asked=tuple(asked_of(proposal, language=language) for proposal in _waiting(speaking)),
        mine=any(line.expert.person is not None and line.expert.person.user_id == user.pk for line in lines),
    )


def waiting_of(organisation: Organisation, *, user: Any) -> tuple[int, int]:
    """Questions to experts the reader may answer for, and requests the secretariat asks something about."""
    standing = Expert.objects.filter(offer__organisation=organisation).select_related("person", "offer__organisation")
    experts = [expert for expert in standing if may_speak_as(user, expert)]
    questions = organisation.needs.filter(advice_request__state="asked").count()
    return (_waiting(experts).count() if experts else 0), questions


def advice_pages(organisation: Organisation, *, user: Any) -> dict[UUID, str]:
    """Needs that are asked as advice and offers of experts, by key: the page on which they are seen to."""
    code = organisation.code
    requests = AdviceRequest.objects.filter(need__organisation=organisation).values_list("need", "pk")
    experts = Expert.objects.filter(offer__organisation=organisation).select_related("person", "offer__organisation")
    listed = reverse("portal:my_advice", args=[code])
    return {
        **{need: reverse("portal:my_request", args=[code, key]) for need, key in requests},
        **{one.offer_id: reverse("portal:my_expert", args=[code, one.pk]) if may_speak_as(user, one) else listed for one in experts},
    }


def asked_of(proposal: Proposal, *, language: str) -> Asked:
    need = proposal.request.need
    return Asked(
        proposal=proposal,
        asker=words_of(need.organisation.texts.all(), "name", language=language) or need.organisation.code,
        sentence=words_of(need.texts.all(), "sentence", language=language),
        reasons=told_reasons(proposal.reasons, language=language),
    )


def my_person(organisation: Organisation, user: Any) -> Person | None:
    found: Person | None = Person.objects.filter(user=user, roles__organisation=organisation, roles__until__isnull=True).first()
    return found


def shown_title(engagement: Engagement, language: str) -> Words | str:
    """That of the draft, which those in it work on."""
    return words_of(engagement.drafted_texts, "title", language=language) or engagement.code


def hour_people(work: Work, *, language: str) -> list[tuple[str, str]]:
    """Who can have worked: experts with a name, then organisations; by kind and key."""
    named = [(f"person:{seat.expert.person_id}", str(seat.expert)) for seat in work.experts if seat.expert.person_id]
    parts = [(f"organisation:{part.organisation_id}", _name(part.organisation, language)) for part, _agrees in work.agreeing]
    return [*named, *parts]


def learnt_links(work: Work, *, space: Any, language: str) -> tuple[tuple[str, Words | str, str, bool], ...]:
    """What it is, its title, and where to go on: the public page, or the draft in the space for those who wrote it; and whether it is
    a draft the secretariat finishes."""
    found = []
    for one in work.learnt:
        record, kind = (one.practice, _("practice")) if one.practice else (one.resource, _("resource"))
        title = words_of(record.texts.all(), "title", language=language) or record.code
        address = _address(record, is_practice=bool(one.practice), space=space)
        found.append((kind, title, address, one.practice is None and not address))
    return tuple(found)


def _address(record: Any, *, is_practice: bool, space: Any) -> str:
    if record.is_public:
        return record.get_absolute_url()  # type: ignore[no-any-return]  # of one of two kinds of record
    if is_practice and space is not None and record.brought_by_id == space.organisation.pk:
        return reverse("portal:my_practice", args=[space.organisation.code, record.pk])
    return ""


def proposal_of(key: UUID) -> Proposal | None:
    found: Proposal | None = _shown(Proposal.objects.filter(pk=key)).first()
    return found


def _name(organisation: Organisation, language: str) -> str:
    return str(words_of(organisation.texts.all(), "name", language=language) or organisation.code)


def _waiting(experts: list[Expert]) -> QuerySet[Proposal]:
    return _shown(Proposal.objects.filter(expert__in=experts, state=Proposal.State.ASKED))


def _shown(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    related = proposals.select_related("request__need__organisation", "expert__person", "expert__offer__organisation")
    return related.prefetch_related("request__need__texts", "request__need__organisation__texts")
