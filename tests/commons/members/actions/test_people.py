import pytest

from cities.commons.members.actions import PersonDetails, add_person, change_person, set_consents
from cities.commons.members.models import Consent, PersonRole
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db

AWA = PersonDetails("Awa", "Officer", "contact", ("fr",), "awa@example.org")


def test_role_is_that_in_the_organisation(administrator):
    organisation = OrganisationFactory()

    person = add_person(organisation, AWA, by=administrator)

    role = PersonRole.objects.get()
    assert (role.person, role.organisation, role.position, person.user, person.languages) == (person, organisation, "Officer", None, ["fr"])


def test_agreeing_again_is_a_new_agreement(administrator):
    organisation = OrganisationFactory()
    person = add_person(organisation, AWA, by=administrator, is_self=True)

    for fields in (["name"], [], ["name"]):
        set_consents(person, organisation, fields=fields, by=administrator)

    assert [consent.withdrawn_at is None for consent in Consent.objects.order_by("pk")] == [False, True]


def test_own_change_keeps_what_is_shown(administrator):
    organisation = OrganisationFactory()
    person = add_person(organisation, AWA, by=administrator, is_self=True)
    set_consents(person, organisation, fields=["name"], by=administrator)

    change_person(person, organisation, PersonDetails("Awa Ndiaye", "", "contact"), by=administrator)

    person.refresh_from_db()
    assert (person.name, person.published_fields) == ("Awa Ndiaye", {"name"})
