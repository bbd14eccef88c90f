from uuid import uuid4

import pytest

from cities.transfer.matching.actions import (
    AlreadyDeclined,
    IsTheirOwn,
    accept_match,
    ask_more,
    decline_match,
    match_need,
    propose_match,
    reconsider_match,
)
from cities.transfer.matching.models import Match, Matching
from tests.factories import IntroductionFactory, MatchFactory, OfferFactory, PersonFactory, PersonRoleFactory

pytestmark = pytest.mark.django_db


def test_accepting_twice_changes_nothing(world):
    match = accept_match(MatchFactory(need=world.need), by=world.awa)

    again = accept_match(match, by=world.awa)

    assert (again.state, again.decided_by, again.decided_at) == ("accepted", world.awa, match.decided_at)


def test_declined_with_a_reason_is_not_proposed_again(world):
    match_need(world.need.pk)
    match = Match.objects.get(subject=world.savings.pk)

    decline_match(match, refusal="other", remark="We tried.", by=world.awa)
    match_need(world.need.pk)

    kept = Match.objects.get(subject=world.savings.pk)
    assert (kept.state, kept.refusal, kept.remark) == ("declined", "other", "We tried.")


def test_decision_is_taken_back(world):
    match = decline_match(MatchFactory(need=world.need), refusal="known", by=world.awa)

    back = reconsider_match(match, by=world.awa)

    assert (back.state, back.refusal, back.decided_at) == ("proposed", "", None)


def test_decision_stays_once_somebody_was_asked(world):
    introduction = IntroductionFactory()

    assert reconsider_match(introduction.match, by=world.awa).state == "accepted"
    assert decline_match(introduction.match, refusal="known", by=world.awa).state == "accepted"


def test_asking_for_more_tells_the_secretariat(world):
    ask_more(world.need, by=world.awa)

    held = Matching.objects.get(need=world.need)
    assert (held.rounds, held.asked_help_at is not None) == (2, True)


def test_rounds_have_an_end(world):
    for _time in range(6):
        ask_more(world.need, by=world.awa)

    assert Matching.objects.get(need=world.need).rounds == 4


def test_secretariat_proposes_by_hand_and_says_why(world, administrator):
    ask_more(world.need, by=world.awa)

    match = propose_match(world.need, kind="practice", subject=world.bees.pk, words="They lend hives.", by=administrator)

    assert (match.is_by_hand, match.answerer, match.note) == (True, world.seoul, "They lend hives.")
    assert [reason["code"] for reason in match.reasons] == ["hand", "noted"]
    assert Matching.objects.get(need=world.need).asked_help_at is None


def test_proposed_by_hand_over_a_match_keeps_its_reasons(world, administrator):
    match_need(world.need.pk)
    before = Match.objects.get(subject=world.savings.pk)

    match = propose_match(world.need, kind="practice", subject=world.savings.pk, words="I know them.", by=administrator)

    assert match.pk == before.pk
    assert match.reasons[2:] == before.reasons


def test_words_of_the_secretariat_stay_when_the_matching_finds_it_too(world, administrator):
    match_need(world.need.pk)
    match = propose_match(world.need, kind="practice", subject=world.savings.pk, words="I know them.", by=administrator)

    match_need(world.need.pk)

    assert Match.objects.get(pk=match.pk).reasons == match.reasons
    assert match.reasons[:2] == [{"code": "hand"}, {"code": "noted", "words": "I know them."}]


def test_what_was_declined_is_not_proposed_by_hand_either(world, administrator):
    match_need(world.need.pk)
    decline_match(Match.objects.get(subject=world.savings.pk), refusal="context", by=world.awa)

    with pytest.raises(AlreadyDeclined):
        propose_match(world.need, kind="practice", subject=world.savings.pk, words="Again.", by=administrator)


@pytest.mark.parametrize("kind", ["practice", "member", "resource", "offer", "person", "nothing"])
def test_what_is_not_there_is_not_proposed(world, administrator, kind):
    with pytest.raises(IsTheirOwn):
        propose_match(world.need, kind=kind, subject=uuid4(), words="There?", by=administrator)


def test_own_practice_is_not_proposed_by_hand(world, administrator):
    with pytest.raises(IsTheirOwn):
        propose_match(world.need, kind="practice", subject=world.own.pk, words="Yours.", by=administrator)


def test_members_offers_resources_and_people_are_proposed_too(world, administrator):
    offer, person = OfferFactory(organisation=world.seoul), PersonFactory()
    PersonRoleFactory(person=person, organisation=world.haiti)
    subjects = {"member": world.seoul, "offer": offer, "resource": world.guide, "person": person}

    found = [propose_match(world.need, kind=kind, subject=one.pk, words="!", by=administrator) for kind, one in subjects.items()]

    assert [match.answerer for match in found] == [world.seoul, world.seoul, world.haiti, world.haiti]
