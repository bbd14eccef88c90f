from datetime import timedelta

import pytest
from django.utils import timezone

from cities.commons.members.actions import close_account
from cities.core.models import Letter
from cities.transfer.advice.actions import Expertise, add_expert, change_expert, give_consent, invite_expert, withdraw_consent
from cities.transfer.advice.models import Expert, ExpertConsent
from tests.factories import ConceptFactory, PersonFactory, PersonRoleFactory

WORDS = Expertise("Loans without collateral", "en", ("themes:microcredit",), ("en", "fr"), 3)


@pytest.fixture
def sol(bench):
    person = PersonFactory(name="Sol", address="sol@example.org")
    PersonRoleFactory(person=person, organisation=bench.montreal)
    return person


def test_nobody_is_available_before_they_agree(bench, sol):
    expert = add_expert(bench.montreal, WORDS, person=sol, by=bench.coordinator)

    assert (expert.offer.visibility, expert.most, [concept.key for concept in expert.offer.concepts.all()]) == (
        "secretariat",
        3,
        ["themes:microcredit"],
    )
    assert list(Expert.objects.available().filter(pk=expert.pk)) == []


def test_letter_asks_for_consent_in_the_language_of_the_person(bench, sol):
    expert = add_expert(bench.montreal, Expertise("Préstamos", "es", languages=("es",)), person=sol, by=bench.coordinator)

    invite_expert(expert, by=bench.coordinator)

    letter = Letter.objects.get(address="sol@example.org")
    assert letter.language == "es"
    assert f"/es/advice-roster/{expert.pk}/" in letter.body


def test_consent_is_dated_and_taken_back_at_once(bench, sol):
    expert = add_expert(bench.montreal, WORDS, person=sol, by=bench.coordinator)

    give_consent(expert, by=None)
    give_consent(expert, by=None)

    consent = ExpertConsent.objects.get(expert=expert)
    assert (consent.wording, consent.given_by, Expert.objects.available().filter(pk=expert.pk).exists()) == ("2026-11", None, True)
    assert Expert.objects.get(pk=expert.pk).offer.visibility == "members"

    withdraw_consent(expert, by=None)

    assert (Expert.objects.available().filter(pk=expert.pk).exists(), Expert.objects.get(pk=expert.pk).offer.visibility) == (
        False,
        "secretariat",
    )
    assert ExpertConsent.objects.get(expert=expert).withdrawn_at is not None


def test_person_is_once_on_the_roster_of_an_organisation(bench, sol):
    first = add_expert(bench.montreal, WORDS, person=sol, by=bench.coordinator)

    assert add_expert(bench.montreal, Expertise("Other", "en"), person=sol, by=bench.coordinator) == first
    assert str(Expert.objects.get(pk=first.pk).offer) == "Other"


def test_changing_keeps_the_consent(bench):
    ConceptFactory(code="housing", scheme__code="themes")

    change_expert(bench.expert, Expertise("Housing", "en", ("themes:housing",), ("ko",), 4), by=bench.jo)

    expert = Expert.objects.get()
    assert (str(expert.offer), expert.most, expert.languages, expert.offer.visibility) == ("Housing", 4, ["ko"], "members")


def test_who_pauses_has_left_or_closed_the_account_is_not_available(bench):
    def available():
        return Expert.objects.available().exists()

    assert available()
    Expert.objects.update(paused_until=timezone.localdate() + timedelta(days=1))
    assert not available()
    Expert.objects.update(paused_until=None)
    bench.expert.person.roles.update(until=timezone.localdate())
    assert not available()


@pytest.mark.parametrize("erases", [True, False])
def test_consent_goes_with_the_account_that_gave_it(bench, erases):
    ExpertConsent.objects.update(given_by=bench.jo)

    close_account(bench.jo, erases=erases)

    assert not Expert.objects.available().exists()


def test_organisation_that_is_withdrawn_lends_nobody(bench):
    bench.montreal.unpublish()

    assert not Expert.objects.consenting().exists()
