import pytest
from django.contrib.auth.models import AnonymousUser

from cities.transfer.advice.rules import (
    may_answer,
    may_ask,
    may_run_advice,
    may_speak_as,
    may_work_on,
    organisations_of,
)
from tests.factories import (
    DelegateFactory,
    EngagementExpertFactory,
    EngagementFactory,
    ExpertFactory,
    OrganisationFactory,
    ProposalFactory,
    UserFactory,
)


def test_only_members_ask(bench):
    guest = OrganisationFactory(published=True)
    DelegateFactory(organisation=guest, user=bench.awa)

    assert (may_ask(bench.awa, bench.dakar), may_ask(bench.awa, guest), may_ask(bench.jo, bench.dakar)) == (True, False, False)


def test_person_with_an_account_speaks_for_themself_alone(bench):
    colleague = UserFactory()
    DelegateFactory(organisation=bench.montreal, user=colleague)

    assert [may_speak_as(user, bench.expert) for user in (bench.jo, colleague, bench.awa, AnonymousUser())] == [True, False, False, False]


def test_organisation_without_a_person_is_spoken_for_by_its_delegates(bench):
    expert = ExpertFactory(offer__organisation=bench.montreal, person=None)

    assert [may_speak_as(user, expert) for user in (bench.jo, bench.awa)] == [True, False]


def test_nobody_consents_for_a_person_without_an_account(bench):
    expert = ExpertFactory(offer__organisation=bench.montreal)

    assert [may_speak_as(user, expert) for user in (bench.jo, bench.coordinator)] == [False, False]


def test_proposal_is_answered_by_who_was_asked(bench):
    proposal = ProposalFactory(request=bench.request, expert=bench.expert)

    assert [may_answer(user, proposal) for user in (bench.jo, bench.awa, bench.coordinator)] == [True, False, False]


def test_those_in_it_their_experts_and_coordinators_work_on_an_engagement(bench):
    engagement = EngagementFactory(parts={bench.dakar: "asking"})
    before = may_work_on(bench.jo, engagement)
    EngagementExpertFactory(engagement=engagement, expert=bench.expert)

    seen = [may_work_on(user, engagement) for user in (bench.awa, bench.jo, bench.coordinator, bench.stranger, AnonymousUser())]

    assert (before, seen) == (False, [True, True, True, False, False])
    assert organisations_of(bench.awa, engagement) == (bench.dakar,)
    assert (organisations_of(bench.jo, engagement), organisations_of(AnonymousUser(), engagement)) == ((), ())


@pytest.mark.parametrize(("name", "may"), [("coordinator", True), ("awa", False)])
def test_coordinators_run_advice(bench, name, may):
    assert may_run_advice(getattr(bench, name)) is may
