from uuid import uuid4

import pytest
from django.utils import translation

from cities.transfer.advice.actions import answer_proposal, propose_expert
from cities.transfer.advice.models import AdviceRequest, Expert
from cities.transfer.advice.queries import candidate_for, expert_candidates, told_reasons
from tests.factories import ConceptFactory, EngagementExpertFactory, ExpertFactory, OfferFactory, OrganisationFactory


def another(bench, **facts):
    offer = OfferFactory(organisation=OrganisationFactory(published=True, since=2020), visibility="members", capacity=3)
    offer.concepts.set([bench.credit])
    return ExpertFactory(offer=offer, agreed=True, **facts)


def test_expert_is_found_with_two_reasons_in_plain_words(bench):
    (found,) = expert_candidates(bench.request)

    told = told_reasons(found.reasons, language="en")
    assert (found.expert, found.left) == (bench.expert, 1)
    assert told[:3] == (
        "It is about what you named: Microcredit.",
        "You can speak with them in French.",
        "There is room for one at a time.",
    )
    with translation.override("fr"):
        assert told_reasons(found.reasons, language="fr")[2] == "Il y a place pour une demande à la fois."


def test_language_shared_lifts_above_others(bench):
    other = another(bench, languages=["ko"])

    assert [one.expert for one in expert_candidates(bench.request)] == [bench.expert, other]


def test_who_has_no_room_no_consent_another_subject_or_was_asked_is_left_out(bench):
    busy, shy, other_subject, asked = another(bench), another(bench), another(bench), another(bench)
    for _number in range(3):
        EngagementExpertFactory(expert=busy)
    shy.consents.all().delete()
    other_subject.offer.concepts.set([ConceptFactory(code="housing", scheme__code="themes")])
    answer_proposal(
        propose_expert(bench.request, candidate_for(bench.request, asked.pk), by=bench.coordinator), accepts=False, refusal="time", by=None
    )

    found = [one.expert for one in expert_candidates(AdviceRequest.objects.get(pk=bench.request.pk))]

    assert found == [bench.expert]


def test_nobody_is_proposed_to_their_own_member(bench):
    own = another(bench)
    own.offer.organisation = bench.dakar
    own.offer.save()

    assert own not in [one.expert for one in expert_candidates(bench.request)]


def test_coordinator_may_think_of_somebody_else(bench):
    other = ExpertFactory(agreed=True)

    chosen = candidate_for(bench.request, other.pk)

    assert (chosen.expert, [reason.code for reason in chosen.reasons], candidate_for(bench.request, uuid4())) == (other, ["hand"], None)


def test_request_without_words_proposes_nobody(bench):
    bench.request.need.texts.all().delete()

    assert expert_candidates(AdviceRequest.objects.get(pk=bench.request.pk)) == ()


@pytest.mark.parametrize("count", [1, 3])
def test_looking_costs_the_same_however_many(bench, count, django_assert_max_num_queries):
    for _number in range(count - 1):
        another(bench)
    expert_candidates(bench.request)

    with django_assert_max_num_queries(52):
        assert len(expert_candidates(bench.request)) == count
    assert Expert.objects.count() == count
