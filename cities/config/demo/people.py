"""Who signs in to the demo network."""

from dataclasses import dataclass

from django.contrib.auth.models import Group

from cities.accounts.actions import trust_address
from cities.accounts.models import User


@dataclass(frozen=True)
class DemoPerson:
    role: str
    email: str


PEOPLE = (
    DemoPerson("Administrators", "admin@demo.example"),
    DemoPerson("Editors", "editor@demo.example"),
    DemoPerson("Translators", "translator@demo.example"),
)


def load_people(password: str) -> tuple[DemoPerson, ...]:
    """One account a role. Those already there keep the password somebody may have given them."""
    for person in PEOPLE:
        if not User.objects.filter(email=person.email).exists():
            _create(person, password)
    return PEOPLE


def _create(person: DemoPerson, password: str) -> None:
    is_administrator = person.role == "Administrators"
    user = User.objects.create_user(person.email, password, is_staff=True, is_superuser=is_administrator)
    user.first_name = person.role.removesuffix("s")
    user.save(update_fields=["first_name"])
    trust_address(user)
    user.groups.set(Group.objects.filter(name=person.role))
