"""Who may sign in to the demo, and that it stays away from a real network: both on a database without it."""

import pytest

from cities.config.demo.loading import is_somebody_elses
from cities.config.demo.people import load_people
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_demo_people_are_made_once(db):
    people = load_people("commons-demo")

    assert load_people("another") == people
    assert [person.role for person in people if not person.organisation] == ["Administrators", "Editors", "Translators"]
    assert [person.organisation for person in people if person.organisation] == ["dakar", "bilbao", "seoul"]


def test_demo_keeps_out_of_a_real_network(db):
    assert is_somebody_elses() is False

    OrganisationFactory()

    assert is_somebody_elses() is True
