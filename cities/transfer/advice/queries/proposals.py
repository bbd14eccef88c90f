"""Who could help with a request: the matching's candidates among what the roster offers, with its scores and reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cities.commons.places.queries import places
from cities.commons.vocabulary.queries import vocabularies
from cities.core.versions import at_once
from cities.transfer.advice.models import AdviceRequest, Expert
from cities.transfer.advice.queries.roster import for_lines, places_left
from cities.transfer.matching.queries.asked import Asked, asked_by, beside, found_for
from cities.transfer.matching.queries.offers import offer_candidates
from cities.transfer.matching.queries.records import Candidate, field_of
from cities.transfer.matching.queries.shown import Names
from cities.transfer.matching.reasons import ABOUT, FEWEST, Reason, enough, told_reason
from cities.transfer.matching.scoring import Scored, Side
from cities.translation.languages import base_language

# What the matching says of an organisation; of an expert we know it better.
KNOWN_BETTER = ("room", "spoken", "member")


@dataclass(frozen=True)
class ExpertCandidate:
    """`reasons` are two or more, or empty for somebody a coordinator thought of; `left` how many engagements they still take."""

    expert: Expert
    scored: Scored = field(default_factory=Scored)
    reasons: tuple[Reason, ...] = ()
    left: int = 0

    @property
    def score(self) -> float:
        return self.scored.score

    @property
    def signals(self) -> Mapping[str, float]:
        return self.scored.signals


@at_once
def expert_candidates(request: AdviceRequest) -> tuple[ExpertCandidate, ...]:
    """Best first; nobody without room, without two reasons, or who was asked before. A fixed number of queries."""
    told = asked_by(request.need)
    if told is None:
        return ()
    around = field_of(told, found_for(told))
    asked = beside(told, around.sides.get(request.need.organisation_id, Side()))
    near = {one.subject: one for one in offer_candidates(asked, around, declined=())}
    tried = request.proposals.values("expert")
    experts = list(for_lines(Expert.objects.available().filter(offer__in=list(near)).exclude(pk__in=tried)))
    left = places_left(experts)
    found = [_candidate(asked, expert, near[expert.offer_id], left[expert.pk]) for expert in experts if left[expert.pk] > 0]
    return tuple(sorted((one for one in found if one.reasons), key=lambda one: (-one.score, str(one.expert.pk))))


def candidate_for(request: AdviceRequest, key: UUID) -> ExpertCandidate | None:
    """Among the matched ones, with the reasons; else whoever of the roster a coordinator chose; None for nobody."""
    matched = next((one for one in expert_candidates(request) if one.expert.pk == key), None)
    if matched is not None:
        return matched
    expert = for_lines(Expert.objects.filter(pk=key)).first()
    return ExpertCandidate(expert, reasons=(Reason("hand"),), left=places_left([expert])[key]) if expert is not None else None


def told_reasons(reasons: Iterable[Reason | Mapping[str, Any]], *, language: str) -> tuple[str, ...]:
    """In the reader's words; experts' reasons name concepts, places and languages, and no records."""
    names = Names(language, vocabularies(language), places(language))
    known = (reason if isinstance(reason, Reason) else Reason.from_data(reason) for reason in reasons)
    return tuple(told_reason(reason, names) for reason in known)


def _candidate(asked: Asked, expert: Expert, offered: Candidate, left: int) -> ExpertCandidate:  # noqa: PLR0917 -- all that is known of one expert
    """What speaks for the offer speaks for the expert; languages and room are the expert's own."""
    spoken = {base_language(tag) for tag in expert.languages}
    shared = [language for language in asked.reads if language in spoken]
    about = [reason for reason in offered.reasons if reason.code in ABOUT]
    others = [reason for reason in offered.reasons if reason.code not in (*ABOUT, *KNOWN_BETTER)]
    own = [*([Reason("spoken", {"language": shared[0]})] if shared else []), Reason("room", {"count": left})]
    signals = {**offered.scored.signals, "spoken": float(bool(shared)), "reachable": left / expert.most if expert.most else 0.0}
    reasons = enough((*about, *own, *others))
    return ExpertCandidate(expert, Scored(signals), reasons if len(reasons) >= FEWEST else (), left)
