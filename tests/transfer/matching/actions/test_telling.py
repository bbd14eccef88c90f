from datetime import timedelta

import pytest
from django.utils import timezone

from cities.core.models import Letter
from cities.transfer.matching.actions import match_need, tell_matches
from cities.transfer.matching.models import Match
from tests.factories import DelegateFactory, MatchFactory, NeedFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(world):
    match_need(world.need.pk)
    return timezone.now() + timedelta(hours=7)


def test_new_matches_come_by_letter_with_their_reasons(world, later):
    assert tell_matches(now=later) == 1

    letter = Letter.objects.get()
    assert (letter.address, letter.language) == (world.awa.email, "fr")
    assert "Solidarity credit unions for market women" in letter.body
    assert world.need.original_text.sentence in letter.body
    assert letter.body.count("    – ") >= 4


def test_letter_waits_while_whoever_told_it_is_looking(world):
    match_need(world.need.pk)

    assert tell_matches(now=timezone.now()) == 0


def test_same_matches_are_not_told_twice(world, later):
    tell_matches(now=later)

    assert tell_matches(now=later + timedelta(days=30)) == 0


def test_at_most_one_letter_a_week(world, later):
    tell_matches(now=later)
    MatchFactory(need=world.need, practice=world.bees, answerer=world.seoul)

    assert tell_matches(now=later + timedelta(days=1)) == 0
    assert tell_matches(now=later + timedelta(days=8)) == 1


def test_who_does_without_news_gets_none(world, later):
    world.awa.muted = ["news"]
    world.awa.save()

    assert tell_matches(now=later) == 0


def test_nobody_else_is_told_of_a_need(world, later):
    DelegateFactory(organisation=world.seoul, user=UserFactory(email="seoul@example.org"))
    secret = NeedFactory(organisation=world.dakar, sentence="mandragore credit for market women", visibility="secretariat")
    match_need(secret.pk)

    tell_matches(now=later)

    assert not Letter.objects.filter(address="seoul@example.org").exists()
    assert "mandragore" in Letter.objects.get(address=world.awa.email).body


def test_what_is_no_longer_public_is_not_told(world, later):
    Match.objects.exclude(subject=world.savings.pk).delete()
    world.savings.unpublish()

    assert tell_matches(now=later) == 0
