"""Who signs in to the demo network."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import transaction

from cities.accounts.actions import trust_address
from cities.accounts.models import User
from cities.commons.members.models import Delegate, Organisation, Part
from cities.config.demo.advice import load_advice
from cities.config.demo.matching import load_matches
from cities.config.demo.spaces import furnish


@dataclass(frozen=True)
class DemoPerson:
    """Someone of the staff, or, with the code of an organisation, someone who acts for it."""

    role: str
    email: str
    organisation: str = ""
    language: str = ""
    name: tuple[str, str] = ("", "")


PEOPLE = (
    DemoPerson("Administrators", "admin@demo.example"),
    DemoPerson("Editors", "editor@demo.example"),
    DemoPerson("Translators", "translator@demo.example"),
    DemoPerson("For Dakar", "member@demo.example", "dakar", "fr", ("Awa", "Demo")),
    DemoPerson("For Bilbao", "bilbao@demo.example", "bilbao", "es", ("Ane", "Demo")),
    DemoPerson("For Seoul", "seoul@demo.example", "seoul", "en", ("Ji-woo", "Demo")),
)


def load_people(password: str) -> tuple[DemoPerson, ...]:
    """One account a role, and a few members'. Those already there keep the password somebody may have given them."""
    for person in PEOPLE:
        if User.objects.filter(email=person.email).exists():
            continue
        if person.organisation:
            _create_delegate(person, password)
        else:
            _create(person, password)
    load_advice()
    load_matches()
    return PEOPLE


@transaction.atomic
def _create_delegate(person: DemoPerson, password: str) -> None:
    organisation = Organisation.objects.filter(code=person.organisation).first()
    if organisation is None:
        return
    first, last = person.name
    user = User.objects.create_user(person.email, password, first_name=first, last_name=last, language=person.language)
    trust_address(user)
    Delegate.objects.create(organisation=organisation, user=user, part=Part.REPRESENTATIVE)
    furnish(organisation, by=user)


def _create(person: DemoPerson, password: str) -> None:
    is_administrator = person.role == "Administrators"
    user = User.objects.create_user(person.email, password, is_staff=True, is_superuser=is_administrator)
    user.first_name = person.role.removesuffix("s")
    user.save(update_fields=["first_name"])
    trust_address(user)
    user.groups.set(Group.objects.filter(name=person.role))
