import pytest

from cities.commons.members.models import PrivateContact
from cities.commons.members.passages import content, indexed_organisations
from tests.factories import OrganisationFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def test_text_holds_name_words_and_places_of_its_language():
    dakar = TerritoryFactory(code="sn-dakar", names={"en": "Dakar", "fr": "Dakar la ville"})
    organisation = OrganisationFactory(
        acronym="VDK", texts={"fr": {"name": "Ville", "summary": "Un fonds."}}, territories=[dakar], since=2019
    )

    told = content(organisation)
    (text,) = told.texts

    assert (text.language, text.title, text.summary, tuple(text.also)) == (
        "fr",
        "Ville",
        "Un fonds.",
        ("local government", "Dakar la ville"),
    )
    assert (told.names, told.year) == (("VDK",), 2019)
    assert (told.facets["place"], told.facets["actor"]) == (("sn-dakar",), ("public",))


def test_private_contact_is_in_no_text():
    organisation = OrganisationFactory(private_contacts=[PrivateContact(address="someone@example.org")])

    assert "someone" not in repr(content(organisation))


def test_only_public_organisations_may_be_found():
    shown = OrganisationFactory(published=True)
    OrganisationFactory()

    assert list(indexed_organisations()) == [shown]
