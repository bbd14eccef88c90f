"""People of an organisation, and what they agree to have shown."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from cities.activity.actions import record as note
from cities.commons.members.models import Consent, Organisation, Person, PersonRole

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

# The version of the words people agree to (templates/portal/space/parts/wording_of_consent.html); a new wording gets a new name.
WORDING = "2026-11"


@dataclass(frozen=True)
class PersonDetails:
    name: str
    position: str
    role: str
    languages: tuple[str, ...] = ()
    address: str = ""


@transaction.atomic
def add_person(organisation: Organisation, details: PersonDetails, *, by: "AbstractUser", is_self: bool = False) -> Person:
    """Add someone to the people of an organisation. Nothing of theirs is shown until they agree."""
    person = Person(name=details.name, address=details.address, languages=list(details.languages))
    if is_self:
        person.user, person.address = by, by.email
    person.roles.add(PersonRole(organisation=organisation, role=details.role, position=details.position))
    person.save()
    note(organisation, "people.added", by=by)
    return person


@transaction.atomic
def change_person(person: Person, organisation: Organisation, details: PersonDetails, *, by: "AbstractUser") -> Person:
    """Correct what is known of someone. A published name that somebody else changes is hidden until the person agrees again."""
    is_theirs = person.user_id == by.pk
    changed = _changed_fields(person, organisation, details)
    person.name, person.languages = details.name, list(details.languages)
    if not person.user_id:
        person.address = details.address
    person.save()
    PersonRole.objects.filter(person=person, organisation=organisation).update(role=details.role, position=details.position)
    if not is_theirs:
        withdraw_consents(person, organisation, fields=changed, by=by)
    note(organisation, "people.changed", by=by)
    return person


@transaction.atomic
def claim_person(person: Person, *, by: "AbstractUser") -> Person:
    """Someone signs in with the address that was noted for a person: they are that person."""
    person.user = by
    person.save(update_fields=["user"])
    return person


@transaction.atomic
def set_consents(person: Person, organisation: Organisation, *, fields: Collection[str], by: "AbstractUser") -> None:
    """What the person agrees to have shown, now: new fields are dated today, fields left out are withdrawn today.

    Only for the person themself: see rules.may_consent.
    """
    standing = person.published_fields
    for field in sorted(set(fields) - standing):
        Consent.objects.create(person=person, field=field, wording=WORDING, given_at=timezone.now())
    withdraw_consents(person, organisation, fields=standing - set(fields), by=by)
    given = sorted(set(fields) - standing)
    if given:
        note(organisation, "people.consented", by=by, data={"fields": given})


@transaction.atomic
def withdraw_consents(person: Person, organisation: Organisation, *, fields: Collection[str], by: "AbstractUser") -> int:
    """Show these fields no longer; anyone who may act for the organisation may hide. Only the person can have them shown again."""
    standing = Consent.objects.filter(person=person, withdrawn_at__isnull=True, field__in=list(fields))
    count = standing.update(withdrawn_at=timezone.now())
    if count:
        note(organisation, "people.hidden", by=by, data={"fields": sorted(fields)})
    return count


@transaction.atomic
def end_role(person: Person, organisation: Organisation, *, by: "AbstractUser") -> None:
    """Someone has left: they are no longer shown with the organisation."""
    PersonRole.objects.filter(person=person, organisation=organisation, until__isnull=True).update(until=timezone.localdate())
    note(organisation, "people.left", by=by)


def _changed_fields(person: Person, organisation: Organisation, details: PersonDetails) -> set[str]:
    role = PersonRole.objects.filter(person=person, organisation=organisation).first()
    pairs = {
        Consent.Field.NAME: (person.name, details.name),
        Consent.Field.LANGUAGES: (sorted(person.languages), sorted(details.languages)),
        Consent.Field.POSITION: (role.position if role else "", details.position),
    }
    return {str(field) for field, (before, after) in pairs.items() if before != after}
