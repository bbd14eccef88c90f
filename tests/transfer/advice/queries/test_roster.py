from datetime import timedelta

import pytest
from django.utils import timezone

from cities.transfer.advice.models import Expert
from cities.transfer.advice.queries import expert_line, experts_of, roster
from cities.transfer.advice.queries.roster import candidates_for_roster
from tests.factories import EngagementExpertFactory, ExpertFactory, OrganisationFactory, PersonFactory, PersonRoleFactory, ProposalFactory


def test_load_is_what_runs_and_what_is_asked(bench):
    Expert.objects.all()
    bench.expert.offer.capacity = 5
    bench.expert.offer.save()
    EngagementExpertFactory(expert=bench.expert)
    ProposalFactory(expert=bench.expert)
    ProposalFactory(expert=bench.expert, declined=True)

    line = expert_line(bench.expert.pk)

    assert (line.engaged, line.asked, line.left, line.is_available) == (1, 1, 3, True)


def test_those_with_room_stand_first(bench):
    paused = ExpertFactory(agreed=True, paused_until=timezone.localdate() + timedelta(days=9))
    silent = ExpertFactory()

    lines = roster()

    assert lines[0].expert == bench.expert
    assert {line.expert: (line.is_available, line.agreed_at is not None) for line in lines[1:]} == {
        paused: (False, True),
        silent: (False, False),
    }
    assert [line.expert for line in experts_of(bench.montreal)] == [bench.expert]


def test_people_of_members_can_be_invited_once(bench):
    guest = OrganisationFactory(published=True)
    for name, organisation in (("Solène", bench.dakar), ("Solange", guest)):
        PersonRoleFactory(person=PersonFactory(name=name), organisation=organisation)

    assert [role.person.name for role in candidates_for_roster("sol")] == ["Solène"]
    assert [role.person.name for role in candidates_for_roster("ville de dak")] == ["Solène"]
    assert list(candidates_for_roster("Jo Roy")) == []


@pytest.mark.parametrize("count", [1, 3])
def test_roster_costs_the_same_however_long(bench, count, django_assert_max_num_queries):
    ExpertFactory.create_batch(count - 1, agreed=True)

    with django_assert_max_num_queries(9):
        assert len(roster()) == count
