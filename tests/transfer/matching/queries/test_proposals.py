import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.transfer.matching.ports import forget_adoptions, tell_adoptions
from cities.transfer.matching.queries import proposals
from cities.transfer.matching.scoring import WEIGHTS
from cities.transfer.needs.models import Need
from tests.factories import CapacityFactory, ConsentFactory, NeedFactory, OfferFactory, PersonFactory, PersonRoleFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def proposed(need, kind, **options):
    return [one.subject for one in proposals(need, **options) if one.kind == kind]


def codes(candidate):
    return [reason.code for reason in candidate.reasons]


def test_practices_that_fit_are_proposed_and_others_are_not(world):
    assert proposed(world.need, "practice") == [world.savings.pk, world.fund.pk]


def test_own_practice_and_own_organisation_are_never_proposed(world):
    assert world.own.pk not in proposed(world.need, "practice")
    assert world.dakar.pk not in proposed(world.need, "member")


def test_every_proposal_has_two_reasons_and_one_says_what_it_is_about(world):
    found = proposals(world.need)

    assert all(len(one.reasons) >= 2 for one in found)
    assert codes(found[0])[0] == "same"
    assert {"results", "language"} <= set(codes(found[0]))


def test_wider_concept_is_told_as_wider(world):
    fund = next(one for one in proposals(world.need) if one.subject == world.fund.pk)

    assert codes(fund)[0] == "broader"


def test_practice_nobody_has_catalogued_is_proposed_by_the_concept_its_words_name(world):
    named = PracticeFactory(texts={"en": {"title": "Microcredit for market women"}}, started=2015, published=True)

    found = next(one for one in proposals(world.need) if one.subject == named.pk)

    assert (codes(found)[0], found.reasons[0].values) == ("same", {"concept": "themes:microcredit"})


def test_same_tradition_of_law_is_told(world):
    savings = next(one for one in proposals(world.need) if one.subject == world.savings.pk)

    assert savings.scored.signals["law"] == 1.0
    assert savings.scored.signals["region"] == 0.0


def test_declined_is_not_proposed_again(world):
    assert proposed(world.need, "practice", declined={world.savings.pk}) == [world.fund.pk]


def test_adoptions_elsewhere_speak_for_a_practice(world):
    before = {one.subject: one.score for one in proposals(world.need)}
    tell_adoptions("test", lambda practices: {world.fund.pk: 3})

    try:
        fund = next(one for one in proposals(world.need) if one.subject == world.fund.pk)
    finally:
        forget_adoptions("test")
    assert fund.score == pytest.approx(before[world.fund.pk] + WEIGHTS["adopted"])
    assert "adopted" in codes(fund)


def test_member_is_proposed_with_the_practice_it_carries(world):
    haiti = next(one for one in proposals(world.need) if one.subject == world.haiti.pk)

    assert codes(haiti)[0] == "carries"
    assert haiti.reasons[0].values == {"record": str(world.savings.pk)}


@pytest.mark.parametrize("limits", [{"most": 0}, {"paused_until": "2999-01-01"}])
def test_member_that_pauses_is_not_proposed_but_its_practice_can_be_read(world, limits):
    CapacityFactory(organisation=world.haiti, **limits)

    assert world.haiti.pk not in proposed(world.need, "member")
    savings = next(one for one in proposals(world.need) if one.subject == world.savings.pk)
    assert (savings.scored.signals["reachable"], "reachable" in codes(savings)) == (0.0, False)


def test_offer_for_members_is_proposed_by_its_concepts(world):
    offer = OfferFactory(organisation=world.seoul, visibility="members", capacity=2)
    offer.concepts.set([world.credit])

    found = next(one for one in proposals(world.need) if one.kind == "offer")

    assert (found.subject, found.answerer) == (offer.pk, world.seoul.pk)
    assert codes(found)[:2] == ["same", "room"]


@pytest.mark.parametrize("hidden", [{"visibility": "secretariat"}, {"until": "2020-01-01"}])
def test_offer_only_the_secretariat_may_read_is_proposed_to_nobody(world, hidden):
    OfferFactory(organisation=world.seoul, **{"visibility": "members", **hidden}).concepts.set([world.credit])

    assert proposed(world.need, "offer") == []


def test_who_is_no_member_is_proposed_public_offers_only(world):
    offer = OfferFactory(organisation=world.seoul, visibility="members")
    offer.concepts.set([world.credit])
    world.dakar.memberships.all().update(until=2024)

    assert proposed(world.need, "offer") == []


def test_person_is_proposed_only_with_both_consents(world):
    person = PersonFactory(languages=["en"])
    PersonRoleFactory(person=person, organisation=world.haiti)
    ConsentFactory(person=person, field="name", given_at="2026-01-01T00:00Z")
    assert proposed(world.need, "person") == []

    ConsentFactory(person=person, field="organisation", given_at="2026-01-01T00:00Z")
    found = next(one for one in proposals(world.need) if one.kind == "person")

    assert (found.subject, found.answerer, codes(found)[0]) == (person.pk, world.haiti.pk, "works")


def test_resource_is_proposed_with_who_published_it(world):
    guide = next(one for one in proposals(world.need) if one.kind == "resource")

    assert (guide.subject, guide.answerer) == (world.guide.pk, world.haiti.pk)


def test_closed_vocabulary_of_searching_is_no_command_in_a_sentence(world):
    need = NeedFactory(organisation=world.dakar, sentence='credit -market in:seoul "women" lang:ko for market women')
    need.concepts.set([world.credit])

    assert world.savings.pk in proposed(need, "practice")


def test_need_without_words_is_proposed_nothing(world):
    assert proposals(NeedFactory(organisation=world.dakar, sentence=" ")) == []


def test_more_rounds_bring_more(world):
    for number in range(12):
        PracticeFactory(
            code=f"more-{number}",
            published=True,
            concepts=[world.credit],
            texts={"en": {"title": f"Small credit for market women {number}"}},
        )

    assert (len(proposed(world.need, "practice")), len(proposed(world.need, "practice", rounds=2))) == (5, 10)


def test_questions_to_the_database_do_not_grow_with_what_is_found(world):
    def asked():
        need = Need.objects.select_related("organisation").prefetch_related("texts", "concepts").get()
        with CaptureQueriesContext(connection) as queries:
            proposals(need)
        return len(queries)

    asked()
    few = asked()
    for number in range(6):
        PracticeFactory(
            code=f"more-{number}",
            published=True,
            contact=world.seoul,
            concepts=[world.credit],
            texts={"en": {"title": f"Small credit for market women {number}"}},
        )
    asked()

    assert asked() == few
