"""People of an organisation: for those who act for it, and as readers see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from cities.commons.members.models import Consent, Organisation, Person, PersonRole

Field = Consent.Field


@dataclass(frozen=True)
class ConsentLine:
    """One field: what it says, and since when it is shown; `shown_since` is None while it is not."""

    field: str
    label: str
    value: Any
    shown_since: datetime | None


@dataclass(frozen=True)
class PersonLine:
    person: Person
    role: PersonRole
    is_me: bool
    consents: tuple[ConsentLine, ...]

    @property
    def is_shown(self) -> bool:
        """Readers see someone when both the name and the organisation may be shown."""
        standing = self.person.published_fields
        return {Field.NAME, Field.ORGANISATION} <= standing

    @property
    def has_consents(self) -> bool:
        return bool(self.person.published_fields)


@dataclass(frozen=True)
class ShownPerson:
    """Someone as readers see them: only what they agreed to."""

    name: str
    position: str
    languages: tuple[str, ...]


def people(organisation: Organisation, *, user: Any) -> tuple[PersonLine, ...]:
    """Those who have not left, oneself first: three queries."""
    lines = [_line(role, user) for role in _roles(organisation)]
    return tuple(sorted(lines, key=lambda line: (not line.is_me, line.person.name.casefold())))


def person_line(organisation: Organisation, key: UUID, *, user: Any) -> PersonLine | None:
    return next((line for line in people(organisation, user=user) if line.person.pk == key), None)


def claimable(organisation: Organisation, *, user: Any) -> Person | None:
    """Someone noted with the address this account signs in with, whom no account claims yet."""
    if not user.email or Person.objects.filter(user=user).exists():
        return None
    found: Person | None = Person.objects.filter(user__isnull=True, address__iexact=user.email, roles__in=_roles(organisation)).first()
    return found


def shown_people(organisation: Organisation) -> tuple[ShownPerson, ...]:
    """Those readers may see on an organisation's page: two queries."""
    shown = []
    for role in _roles(organisation):
        standing = role.person.published_fields
        if {Field.NAME, Field.ORGANISATION} <= standing:
            position = role.position if Field.POSITION in standing else ""
            languages = tuple(role.person.languages) if Field.LANGUAGES in standing else ()
            shown.append(ShownPerson(role.person.name, position, languages))
    return tuple(sorted(shown, key=lambda person: person.name.casefold()))


def roles_of(organisation: Any) -> QuerySet[PersonRole]:
    """Of those who have not left; `organisation` by its key, also one of an outer query."""
    current = Q(until__isnull=True) | Q(until__gt=timezone.localdate())
    return PersonRole.objects.filter(current, organisation=organisation)


def _roles(organisation: Organisation) -> QuerySet[PersonRole]:
    return roles_of(organisation.pk).select_related("person").prefetch_related("person__consents")


def _line(role: PersonRole, user: Any) -> PersonLine:
    person = role.person
    said: Sequence[tuple[str, Any]] = (
        (Field.NAME, person.name),
        (Field.POSITION, role.position),
        (Field.ORGANISATION, True),
        (Field.LANGUAGES, tuple(person.languages)),
    )
    since = {consent.field: consent.given_at for consent in person.consents.all() if consent.withdrawn_at is None}
    consents = tuple(ConsentLine(str(field), str(Field(field).label), value, since.get(str(field))) for field, value in said)
    return PersonLine(person, role, is_me=person.user_id == user.pk, consents=consents)
