from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from cities.core.actions import save_draft
from cities.transfer.advice.actions import agree
from cities.transfer.advice.models import Engagement, Output
from cities.transfer.advice.queries import (
    engagement_lines,
    hours_by_expert,
    hours_by_month,
    own_engagements,
    public_engagements,
    published_outputs,
    work_of,
)
from cities.translation.actions import write_text
from tests.factories import EngagementExpertFactory, EngagementFactory, HourEntryFactory, OutputFactory, PlannedStepFactory


@pytest.fixture
def engagement(bench):
    made = EngagementFactory(parts={bench.dakar: "asking", bench.montreal: "advising"})
    EngagementExpertFactory(engagement=made, expert=bench.expert)
    return made


def note(bench, engagement, day, hours, person=None):
    HourEntryFactory(engagement=engagement, organisation=bench.montreal, person=person, spent_on=day, hours=hours)


def test_line_counts_steps_and_hours(bench, engagement):
    PlannedStepFactory(engagement=engagement, done_on=timezone.localdate())
    PlannedStepFactory(engagement=engagement, due_on="2020-01-01")
    note(bench, engagement, "2026-10-05", "1.5")

    (line,) = own_engagements(bench.dakar)

    assert (line.steps, line.hours, line.is_late, line.experts) == ((1, 2), Decimal("1.50"), True, (bench.expert,))
    assert [organisation.code for organisation in line.organisations] == ["dakar", "montreal"]


def test_line_has_the_title_those_in_it_work_on(bench, engagement, django_assert_num_queries):
    changed = Engagement.objects.get()
    write_text(changed, "en", state="original", words={"title": "Loans that last"})
    save_draft(changed, by=None)

    (line,) = own_engagements(bench.dakar)

    with django_assert_num_queries(0):
        assert (str(line.text), line.text.language) == ("Loans that last", "en")


def test_hours_are_summed_by_person_and_month_within_a_period(bench, engagement):
    person, other = bench.expert.person, EngagementFactory()
    note(bench, engagement, "2026-09-30", 2, person)
    note(bench, engagement, "2026-10-05", "1.5", person)
    note(bench, other, "2026-10-06", 1, person)
    note(bench, engagement, "2026-10-07", 4)

    by_expert = [(one.name, one.hours, one.engagements) for one in hours_by_expert()]
    october = hours_by_expert(since=date(2026, 10, 1), until=date(2026, 10, 6))

    assert by_expert == [("Jo Roy", Decimal("4.50"), 2), ("", Decimal("4.00"), 1)]
    assert [(one.name, one.hours) for one in october] == [("Jo Roy", Decimal("2.50"))]
    assert hours_by_month() == ((date(2026, 9, 1), Decimal("2.00")), (date(2026, 10, 1), Decimal("6.50")))


def test_work_says_who_agrees(bench, engagement):
    agree(engagement, bench.dakar, by=bench.awa)

    work = work_of(Engagement.objects.get())

    assert [(part.organisation.code, agrees) for part, agrees in work.agreeing] == [("dakar", True), ("montreal", False)]
    assert (work.is_ready, work.total) == (True, Decimal(0))


def test_readers_see_agreed_outputs_and_organisations_anyone_may_see(bench, engagement):
    shown, later = OutputFactory(engagement=engagement), OutputFactory(engagement=engagement, is_told=False)
    for organisation in (bench.dakar, bench.montreal):
        agree(engagement, organisation, by=None)
    OutputFactory(engagement=engagement, title="Not agreed to yet")
    bench.montreal.unpublish()

    (found,) = public_engagements()

    assert ([output.pk for output in found.shown_outputs], [part.organisation.code for part in found.shown_parts]) == (
        [shown.pk],
        ["dakar"],
    )
    assert list(published_outputs()) == [shown]
    assert Output.objects.get(pk=later.pk).published_at is None


def test_outputs_go_with_the_engagement(bench, engagement):
    OutputFactory(engagement=engagement)
    for organisation in (bench.dakar, bench.montreal):
        agree(engagement, organisation, by=None)
    Engagement.objects.update(withdrawn_at=timezone.now(), live=False)

    assert (list(public_engagements()), list(published_outputs())) == ([], [])


@pytest.mark.parametrize("count", [1, 3])
def test_lines_cost_the_same_however_many(bench, count, django_assert_max_num_queries):
    for _number in range(count):
        EngagementExpertFactory(engagement=EngagementFactory(parts={bench.dakar: "asking"}), expert=bench.expert)

    with django_assert_max_num_queries(11):
        assert len(engagement_lines(Engagement.objects.all())) == count
