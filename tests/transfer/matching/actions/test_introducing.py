from datetime import timedelta

import pytest
from django.utils import timezone

from cities.commons.members.models import Conversation
from cities.core.models import Letter
from cities.transfer.matching.actions import (
    AlreadyAnswered,
    NoRoom,
    answer_introduction,
    ask_introduction,
    give_up_introductions,
    introduction_link,
    set_capacity,
)
from cities.transfer.matching.models import Capacity, Introduction
from cities.transfer.matching.queries import room
from tests.factories import CapacityFactory, DelegateFactory, IntroductionFactory, MatchFactory, OfferFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def jean(world):
    """Acts for the Haitian member."""
    user = UserFactory(email="jean@example.org", language="fr")
    DelegateFactory(organisation=world.haiti, user=user)
    return user


@pytest.fixture
def match(world):
    return MatchFactory(need=world.need, practice=world.savings, answerer=world.haiti)


def test_other_side_is_asked_by_letter_in_its_language(world, jean, match):
    introduction = ask_introduction(match, words="Peut-on en parler ?", by=world.awa)

    letter = Letter.objects.get(address=jean.email)
    assert (letter.language, introduction.match.state, introduction.state) == ("fr", "accepted", "asked")
    assert world.need.original_text.sentence in letter.body
    assert "Peut-on en parler ?" in letter.body
    assert introduction_link(introduction.pk, "fr") in letter.body
    assert world.awa.email not in letter.body


def test_asking_twice_asks_once(world, jean, match):
    first = ask_introduction(match, words="", by=world.awa)

    assert ask_introduction(match, words="Again", by=world.awa) == first
    assert Letter.objects.filter(address=jean.email).count() == 1


def test_second_consent_begins_a_conversation_in_both_languages(world, jean, match):
    world.awa.language = "en"
    world.awa.save()
    introduction = ask_introduction(match, words="May we talk?", by=world.awa)
    assert Conversation.objects.count() == 0

    answer_introduction(introduction, agrees=True, by=jean)

    conversation = Conversation.objects.get()
    words = conversation.messages.get().words
    assert (conversation.organisation, conversation.asker, conversation.about) == (world.haiti, world.awa, world.savings.pk)
    assert "This is an introduction by the network. Dakar looks for:" in words
    assert "May we talk?" in words
    assert Introduction.objects.get().conversation == conversation
    assert world.awa.email not in Letter.objects.filter(address=jean.email).latest("pk").body
    assert jean.email not in Letter.objects.filter(address=world.awa.email).latest("pk").body


def test_refusal_tells_the_asker_kindly_and_begins_nothing(world, jean, match):
    introduction = ask_introduction(match, words="", by=world.awa)

    answer_introduction(introduction, agrees=False, remark="Après les élections.", by=jean)

    assert Conversation.objects.count() == 0
    assert "Après les élections." in Letter.objects.get(address=world.awa.email).body


def test_answered_once(world, jean, match):
    introduction = ask_introduction(match, words="", by=world.awa)
    answer_introduction(introduction, agrees=False, by=jean)

    with pytest.raises(AlreadyAnswered):
        answer_introduction(introduction, agrees=True, by=jean)


def test_nobody_is_asked_more_than_they_take(world, jean, match):
    set_capacity(world.haiti, most=1, by=jean)
    ask_introduction(match, words="", by=world.awa)

    with pytest.raises(NoRoom):
        ask_introduction(MatchFactory(answerer=world.haiti), words="", by=world.awa)
    assert Introduction.objects.count() == 1


def test_without_a_word_three_at_a_time():
    first = IntroductionFactory()
    assert room(first.organisation.pk).left == 2

    IntroductionFactory(match__answerer=first.organisation, agreed=True)
    refused = IntroductionFactory(match__answerer=first.organisation)
    Introduction.objects.filter(pk=refused.pk).update(state="refused", answered_at=timezone.now())

    assert room(first.organisation.pk).left == 1


def test_pause_is_respected(world, match):
    CapacityFactory(organisation=world.haiti, paused_until=timezone.localdate() + timedelta(days=3))

    with pytest.raises(NoRoom):
        ask_introduction(match, words="", by=world.awa)


def test_pause_that_is_over_is_none(world):
    CapacityFactory(organisation=world.haiti, paused_until=timezone.localdate())

    assert room(world.haiti.pk).left == Capacity.MOST


def test_offer_is_given_as_often_as_its_member_can(world):
    offer = OfferFactory(organisation=world.seoul, capacity=1, visibility="members")
    taken, other = (MatchFactory(kind="offer", subject=offer.pk, answerer=world.seoul) for _number in range(2))
    ask_introduction(taken, words="", by=world.awa)

    with pytest.raises(NoRoom):
        ask_introduction(other, words="", by=world.awa)


def test_match_without_anybody_to_ask_cannot_be_introduced(world):
    with pytest.raises(NoRoom):
        ask_introduction(MatchFactory(need=world.need, answerer=None), words="", by=world.awa)


def test_unanswered_makes_room_after_a_month(world):
    introduction = IntroductionFactory()
    later = timezone.now() + timedelta(days=31)

    assert (give_up_introductions(now=later), give_up_introductions(now=later)) == (1, 0)
    assert room(introduction.organisation.pk).left == Capacity.MOST
    with pytest.raises(AlreadyAnswered):
        answer_introduction(introduction, agrees=True, by=None)


def test_asker_who_has_left_is_told_nothing(world, jean, match):
    introduction = ask_introduction(match, words="", by=world.awa)
    world.awa.is_active = False
    world.awa.save()

    answer_introduction(introduction, agrees=True, by=jean)

    assert (Conversation.objects.count(), Letter.objects.filter(address=world.awa.email).count()) == (0, 0)
