from datetime import timedelta

import pytest
from django.utils import timezone

from cities.transfer.matching.actions import decline_match, match_need, match_needs, needs_to_match, read_offer
from cities.transfer.matching.models import Match, Matching, OfferMeaning
from cities.transfer.matching.tasks import keep_matched, match_call
from cities.transfer.needs.actions import Said, close_call, tell_need
from tests.factories import MatchFactory, NeedFactory, OfferFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def rows(need):
    return sorted((match.pk, match.kind, match.subject, match.score, str(match.reasons)) for match in Match.objects.filter(need=need))


def test_matching_twice_changes_nothing(world):
    match_need(world.need.pk)
    first = rows(world.need)

    match_need(world.need.pk)

    assert first
    assert rows(world.need) == first


def test_need_told_is_matched_in_the_background(world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        need = tell_need(world.dakar, Said("Small credit for market women", "en", "members", (world.credit.pk,)), by=world.awa)

    assert Match.objects.filter(need=need, subject=world.savings.pk).exists()


def test_what_no_longer_fits_goes_and_what_was_decided_stays(world):
    match_need(world.need.pk)
    declined = decline_match(Match.objects.get(subject=world.fund.pk), refusal="context", by=world.awa)
    world.savings.unpublish()

    match_need(world.need.pk)

    assert not Match.objects.filter(subject=world.savings.pk).exists()
    assert Match.objects.get(subject=world.fund.pk) == declined


def test_what_was_proposed_by_hand_stays(world):
    match = MatchFactory(need=world.need, is_by_hand=True, practice=world.bees)

    match_need(world.need.pk)

    assert Match.objects.filter(pk=match.pk).exists()


def test_closed_need_loses_what_was_only_proposed(world):
    match_need(world.need.pk)
    close_call(world.need, outcome="met", by=world.awa)

    assert match_need(world.need.pk) == []
    assert not Match.objects.filter(need=world.need).exists()


def test_only_needs_that_wait_are_matched(world):
    assert match_needs(seconds=60) == 1
    assert match_needs(seconds=60) == 0
    assert list(needs_to_match()) == []


def test_changed_network_is_looked_at_again_after_a_while(world):
    match_needs(seconds=60)
    PracticeFactory(code="new", published=True, concepts=[world.credit], texts={"en": {"title": "Credit for women of the market"}})
    assert list(needs_to_match()) == []

    Matching.objects.update(matched_at=timezone.now() - timedelta(minutes=11))
    world.need.__class__.objects.update(changed_at=timezone.now() - timedelta(hours=1))

    assert list(needs_to_match()) == [world.need]


def test_same_network_is_not_looked_at_again(world):
    match_needs(seconds=60)
    Matching.objects.update(matched_at=timezone.now() - timedelta(days=2))
    world.need.__class__.objects.update(changed_at=timezone.now() - timedelta(days=3))

    assert list(needs_to_match()) == []


def test_time_that_is_up_leaves_the_rest_for_the_next_time(world):
    assert match_needs(seconds=-1) == 0
    assert match_needs(seconds=60, progress=lambda done: None) == 1


def test_minute_finds_what_waits(world):
    keep_matched()

    assert Match.objects.filter(need=world.need).exists()


def test_task_of_something_gone_does_nothing():
    gone = "00000000-0000-0000-0000-000000000000"
    match_call.call("need", gone)
    match_call.call("offer", gone)

    assert Match.objects.count() == 0


def test_offer_is_not_read_without_an_encoder():
    read_offer(OfferFactory().pk)

    assert OfferMeaning.objects.count() == 0


def test_nothing_is_proposed_for_needs_of_nobody_else(world):
    other = NeedFactory(organisation=world.seoul, sentence="Hives", visibility="secretariat")

    match_needs(seconds=60)

    assert not Match.objects.filter(subject=other.pk).exists()
