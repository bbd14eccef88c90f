"""What is proposed for a need: of each kind the few that fit best, with the reasons."""

from collections.abc import Collection
from uuid import UUID

from cities.core.versions import at_once
from cities.transfer.matching.queries.asked import asked_by, beside, found_for
from cities.transfer.matching.queries.offers import offer_candidates
from cities.transfer.matching.queries.people import people_candidates
from cities.transfer.matching.queries.records import Candidate, field_of, record_candidates
from cities.transfer.matching.scoring import Side, first_ones
from cities.transfer.needs.models import Need

# So many of each kind at first; each time somebody asks for more, as many again.
MOST = {"practice": 5, "offer": 3, "member": 3, "person": 2, "resource": 3}


@at_once
def proposals(need: Need, *, rounds: int = 1, declined: Collection[UUID] = ()) -> list[Candidate]:
    """A fixed number of queries. Nothing without at least two reasons, nothing of the member's own, nothing declined before."""
    told = asked_by(need)
    if told is None:
        return []
    found = found_for(told)
    around = field_of(told, found)
    asked = beside(told, around.sides.get(need.organisation_id, Side()))
    candidates = record_candidates(asked, around, declined=declined) if found.ranked else []
    candidates += [one for one in offer_candidates(asked, around, declined=declined) if one.reasons]
    candidates += people_candidates(asked, [one for one in candidates if one.kind == "member"], declined=declined)
    return [one for kind, most in MOST.items() for one in _best(candidates, kind, most * rounds)]


def _best(candidates: Collection[Candidate], kind: str, most: int) -> list[Candidate]:
    ranked = [(one, one.score) for one in candidates if one.kind == kind]
    return first_ones(ranked, most=most, of=lambda one: one.traits)
