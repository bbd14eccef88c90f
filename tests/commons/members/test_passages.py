import pytest

from cities.commons.members.models import PrivateContact
from cities.commons.members.passages import indexed_organisations, passages
from tests.factories import OrganisationFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def test_passage_holds_name_acronym_words_and_places_of_its_language():
    dakar = TerritoryFactory(code="sn-dakar", names={"en": "Dakar", "fr": "Dakar la ville"})
    organisation = OrganisationFactory(acronym="VDK", texts={"fr": {"name": "Ville", "summary": "Un fonds."}}, territories=[dakar])

    (entry,) = passages(organisation)

    assert (entry.language, entry.title, entry.words.split("\n")) == ("fr", "Ville", ["VDK", "Un fonds.", "", "Dakar la ville"])


def test_private_contact_is_in_no_passage():
    organisation = OrganisationFactory(private_contacts=[PrivateContact(address="someone@example.org")])

    assert [entry for entry in passages(organisation) if "someone" in entry.words] == []


def test_only_public_organisations_may_be_found():
    shown = OrganisationFactory(published=True)
    OrganisationFactory()

    assert list(indexed_organisations()) == [shown]
