import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from cities.commons.members.rules import may_act_for, may_represent
from tests.factories import DelegateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def test_a_contributor_acts_without_representing():
    delegate = DelegateFactory()

    assert may_act_for(delegate.user, delegate.organisation)
    assert not may_represent(delegate.user, delegate.organisation)


def test_a_representative_may_do_both():
    delegate = DelegateFactory(representative=True)

    assert may_act_for(delegate.user, delegate.organisation)
    assert may_represent(delegate.user, delegate.organisation)


def test_nobody_acts_for_another_organisation():
    delegate = DelegateFactory(representative=True)
    other = OrganisationFactory()

    assert not may_act_for(delegate.user, other)
    assert not may_represent(delegate.user, other)


@pytest.mark.parametrize("rule", [may_act_for, may_represent])
def test_who_left_was_shut_out_or_never_came_may_nothing(rule):
    left = DelegateFactory(representative=True, ended_at=timezone.now())
    shut_out = DelegateFactory(representative=True, user__is_active=False)

    assert not rule(left.user, left.organisation)
    assert not rule(shut_out.user, shut_out.organisation)
    assert not rule(AnonymousUser(), left.organisation)
