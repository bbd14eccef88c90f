"""People of each role, signed in."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cities.desk.actions import prepare_desk
from tests.factories import UserFactory

ROLES = ("Administrators", "Editors", "Translators", "Facilitators", "Regional stewards")


@pytest.fixture
def sign_in(db: None) -> Callable[[str], Client]:
    """`sign_in("Editors")`: a client of somebody with this role; any other name is a member of the site without rights."""
    prepare_desk()

    def signed_in(role: str) -> Client:
        user = UserFactory()
        if role in ROLES:
            user.groups.add(Group.objects.get(name=role))
        client = Client()
        client.force_login(user)
        client.user = user
        return client

    return signed_in
