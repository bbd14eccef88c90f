"""What the frame of a transfer can be linked with: what its form offers, and what is kept of an answer."""

from dataclasses import dataclass

from django.db.models import Q

from cities.commons.members.models import Consent, Person
from cities.commons.practices.models import Practice
from cities.commons.practices.rules import written_by
from cities.transfer.projects.models import Transfer


@dataclass(frozen=True)
class FrameOffers:
    """Practices of the origin, transfers of the same ones, practices of the destination, people of the origin."""

    practices: tuple[Practice, ...]
    follows: tuple[Transfer, ...]
    result: tuple[Practice, ...]
    reference_person: tuple[Person, ...]


def frame_offers(draft: Transfer, *, knows_people: bool) -> FrameOffers:
    """What anyone may see, and whatever is linked already: saving the frame again loses nothing.

    Somebody who does not act for the origin (`knows_people`) chooses among the people who agreed that their name is shown.
    """
    travelling = [practice.pk for practice in draft.practices.all()]
    followed = [transfer.pk for transfer in draft.follows.all()]
    same = Q(practices__in=travelling) | Q(result__in=travelling)
    theirs = written_by(draft.origin).filter(live=True).values("pk") if draft.origin else ()
    own = written_by(draft.destination).filter(live=True).values("pk") if draft.destination else ()
    related = Transfer.objects.public().filter(same).exclude(pk=draft.pk).values("pk")
    return FrameOffers(
        practices=tuple(Practice.objects.filter(Q(pk__in=travelling) | Q(pk__in=theirs)).prefetch_related("texts")),
        follows=tuple(Transfer.objects.filter(Q(pk__in=followed) | Q(pk__in=related)).prefetch_related("texts")),
        result=tuple(Practice.objects.filter(Q(pk=draft.result_id) | Q(pk__in=own)).prefetch_related("texts")),
        reference_person=tuple(_people(draft, knows_people=knows_people)),
    )


def _people(draft: Transfer, *, knows_people: bool) -> list[Person]:
    here = Q(roles__organisation=draft.origin_id, roles__until__isnull=True) if draft.origin_id else Q(pk__in=())
    if not knows_people:
        here &= Q(pk__in=Consent.objects.filter(field=Consent.Field.NAME, withdrawn_at__isnull=True).values("person"))
    found = Person.objects.filter(here | Q(pk=draft.reference_person_id)).distinct()
    return list(found.prefetch_related("consents"))
