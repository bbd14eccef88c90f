"""Awa acts for Dakar, Ji-woo for Montréal; an editor reviews."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cities.desk.actions import prepare_desk
from tests.factories import DelegateFactory, UserFactory


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def people(network):
    prepare_desk()
    awa, fatou, jiwoo = (UserFactory(email=f"{name}@example.org", first_name=name.title()) for name in ("awa", "fatou", "jiwoo"))
    editor = UserFactory(email="editor@example.org")
    editor.groups.set(Group.objects.filter(name="Editors"))
    DelegateFactory(organisation=network.dakar, user=awa, part="representative")
    DelegateFactory(organisation=network.dakar, user=fatou)
    DelegateFactory(organisation=network.montreal, user=jiwoo)
    return SimpleNamespace(awa=awa, fatou=fatou, jiwoo=jiwoo, editor=editor)


@pytest.fixture
def awa(people):
    return signed_in(people.awa)


@pytest.fixture
def fatou(people):
    """A contributor of the same organisation."""
    return signed_in(people.fatou)


@pytest.fixture
def jiwoo(people):
    """Acts for another organisation."""
    return signed_in(people.jiwoo)
