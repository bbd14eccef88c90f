import re

import pytest

from cities.commons.members.actions import ask_confirmation, confirm_profile
from cities.commons.members.models import Confirmation, PrivateContact
from cities.commons.members.queries import asked_by_key
from cities.core.models import Letter
from tests.factories import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory(code="dakar", published=True, since=2019, texts={"fr": {"name": "Ville de Dakar"}})


def keys():
    return [re.search(r"/still-right/([^/]+)/", letter.body).group(1) for letter in Letter.objects.order_by("pk")]


def test_everyone_who_acts_for_it_is_asked_in_their_language(organisation, administrator):
    DelegateFactory(organisation=organisation, user=UserFactory(email="awa@example.org", language="es"))
    DelegateFactory(organisation=organisation, user=UserFactory(email="fatou@example.org"))

    ask_confirmation(organisation, year=2026, by=administrator)

    letters = {letter.address: letter for letter in Letter.objects.all()}
    assert {address: letter.language for address, letter in letters.items()} == {"awa@example.org": "es", "fatou@example.org": "fr"}
    assert "http://localhost:8000/es/still-right/" in letters["awa@example.org"].body
    assert "Ville de Dakar" in letters["fatou@example.org"].subject


def test_link_in_the_letter_leads_to_the_question(organisation, administrator):
    DelegateFactory(organisation=organisation)

    asked = ask_confirmation(organisation, year=2026, by=administrator)

    [key] = keys()
    assert asked_by_key(key).confirmation == asked
    assert key not in str(Confirmation.objects.values())


def test_asked_again_the_new_link_replaces_the_old_one(organisation, administrator):
    DelegateFactory(organisation=organisation)
    ask_confirmation(organisation, year=2026, by=administrator)

    ask_confirmation(organisation, year=2026, by=administrator)

    old, new = keys()
    assert (asked_by_key(old), Confirmation.objects.count(), asked_by_key(new) is None) == (None, 1, False)


def test_profile_confirmed_this_year_is_not_asked_about(organisation, administrator):
    DelegateFactory(organisation=organisation)
    confirm_profile(organisation, year=2026, by=administrator)

    ask_confirmation(organisation, year=2026, by=administrator)

    assert Letter.objects.count() == 0


def test_address_of_a_document_is_used_where_nobody_has_an_account(organisation, administrator):
    PrivateContact.objects.create(organisation=organisation, address="office@example.org")

    ask_confirmation(organisation, year=2026, by=administrator)

    assert Letter.objects.get().address == "office@example.org"


def test_nobody_to_write_to_leaves_nothing_behind(organisation, administrator):
    assert ask_confirmation(organisation, year=2026, by=administrator) is None
    assert Confirmation.objects.count() == 0


def test_whoever_muted_reminders_gets_none(organisation, administrator):
    DelegateFactory(organisation=organisation, user=UserFactory(muted=["reminders"]))

    assert ask_confirmation(organisation, year=2026, by=administrator) is None
    assert Letter.objects.count() == 0


def test_first_confirmation_of_a_year_counts(organisation, administrator):
    first = confirm_profile(organisation, year=2026, by=administrator)

    again = confirm_profile(organisation, year=2026, by=administrator)

    assert first.confirmed_at == again.confirmed_at
