"""Who is written to about something that is proposed."""

from uuid import UUID

from cities.commons.members.models import Organisation, Person
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.transfer.needs.models import Offer


def answerer_of(kind: str, subject: UUID, *, besides: UUID) -> Organisation | None:
    """The public organisation that answers for it; None when there is none, or when it is the one that asks."""
    found = _FINDERS[kind](subject) if kind in _FINDERS else None
    return found if found is not None and found.is_public and found.pk != besides else None


def _practice(pk: UUID) -> Organisation | None:
    practice = Practice.objects.public().filter(pk=pk).select_related("contact").first()
    if practice is None:
        return None
    parts = practice.participations.filter(organisation__isnull=False).select_related("organisation")
    contact: Organisation | None = practice.contact or next((part.organisation for part in parts), None)
    return contact


def _resource(pk: UUID) -> Organisation | None:
    resource = Resource.objects.public().filter(pk=pk).first()
    publisher: Organisation | None = resource.publishers.first() if resource else None
    return publisher


def _offer(pk: UUID) -> Organisation | None:
    offer = Offer.objects.open().filter(pk=pk).select_related("organisation").first()
    return offer.organisation if offer else None


def _member(pk: UUID) -> Organisation | None:
    found: Organisation | None = Organisation.objects.public().filter(pk=pk).first()
    return found


def _person(pk: UUID) -> Organisation | None:
    person = Person.objects.filter(pk=pk).first()
    role = person.roles.select_related("organisation").first() if person else None
    return role.organisation if role else None


_FINDERS = {"practice": _practice, "resource": _resource, "offer": _offer, "member": _member, "person": _person}
