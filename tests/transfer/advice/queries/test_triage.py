from datetime import timedelta

import pytest
from django.utils import timezone

from cities.transfer.advice.models import AdviceRequest
from cities.transfer.advice.queries import own_requests, settled_requests, triage
from cities.transfer.advice.queries.triage import waiting_requests
from tests.factories import AdviceRequestFactory, ProposalFactory


def test_longest_waiting_stands_first_and_days_are_counted(bench):
    old = AdviceRequestFactory(waiting_since=timezone.now() - timedelta(days=12), state="taken")
    AdviceRequestFactory(waiting_since=timezone.now() - timedelta(days=40), state="asked")

    found = triage()

    assert [line.request for line in found.waiting] == [old, bench.request]
    assert (found.longest, found.middle, len(found.others), waiting_requests()) == (12, 6, 1, 2)


@pytest.mark.parametrize("count", [1, 3])
def test_settled_are_as_many_as_asked_for_the_newest_first(bench, count, django_assert_num_queries):
    now = timezone.now()
    settled = [
        AdviceRequestFactory(state="declined", decided_at=now, waiting_since=now - timedelta(days=days)) for days in range(1, count + 1)
    ]

    with django_assert_num_queries(4):
        found = settled_requests(most=2)

    assert [line.request for line in found] == settled[:2]


def test_nothing_waiting_is_zero(bench):
    AdviceRequest.objects.update(state="answered", decided_at=timezone.now())

    assert (triage().waiting, triage().longest, triage().middle, triage().late) == ((), 0, 0, 0)


def test_late_is_what_is_open_past_its_day(bench):
    yesterday = timezone.localdate() - timedelta(days=1)
    AdviceRequestFactory(wanted_by=yesterday)
    AdviceRequestFactory(wanted_by=yesterday, state="declined", decided_at=timezone.now())

    assert triage().late == 1


def test_member_sees_its_own_newest_first_with_who_was_asked_counted(bench):
    ProposalFactory(request=bench.request)
    ProposalFactory(request=bench.request, declined=True)
    AdviceRequestFactory()

    (line,) = own_requests(bench.dakar)

    assert (line.asked, line.declined, str(line.text)) == (1, 1, "Comment prêter aux vendeuses ?")


@pytest.mark.parametrize("count", [1, 3])
def test_triage_costs_the_same_however_long(bench, count, django_assert_num_queries):
    for _number in range(count - 1):
        AdviceRequestFactory()

    with django_assert_num_queries(3):
        assert len(triage().waiting) == count
