import pytest
from django.utils import timezone

from cities.gather.surveys.models import Stage
from cities.gather.surveys.queries import campaign_lines, coverage, last_respondent, missing_rows, names_in, progress
from tests.factories import CampaignFactory, RespondentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def spread(campaign):
    """One respondent a stage."""
    now = timezone.now()
    return {
        Stage.WITHOUT_ADDRESS: RespondentFactory(campaign=campaign, address=""),
        Stage.WAITING: RespondentFactory(campaign=campaign),
        Stage.ASKED: RespondentFactory(campaign=campaign, asked=True),
        Stage.BOUNCED: RespondentFactory(campaign=campaign, asked=True, bounced_at=now),
        Stage.OPENED: RespondentFactory(campaign=campaign, asked=True, opened_at=now),
        Stage.DECLINED: RespondentFactory(campaign=campaign, asked=True, opened_at=now, declined_at=now),
        Stage.SUBMITTED: RespondentFactory(campaign=campaign, asked=True, opened_at=now, answers={"sector": "care"}),
    }


def test_each_respondent_stands_at_the_furthest_stage(campaign, spread):
    found = {each.pk: each.stage for each in campaign.respondents.with_stage()}

    assert found == {each.pk: stage for stage, each in spread.items()}


def test_stages_add_up_and_samples_stand_apart(campaign, spread):
    RespondentFactory(campaign=campaign, sample=True, answers={"sector": "care"})

    found, samples = coverage(campaign), progress(campaign, names=names_in("en"), is_sample=True).together

    assert (found.everybody, found.asked, found.opened, found.started, found.submitted) == (7, 5, 2, 1, 1)
    assert (found.declined, found.bounced, found.without_address, found.share) == (1, 1, 1, 1 / 7)
    assert (samples.everybody, samples.submitted) == (1, 1)


def test_groups_come_with_the_largest_first(campaign, spread):
    RespondentFactory(campaign=campaign, region="asia")

    found = progress(campaign, names=names_in("en"))

    assert [(group.code, group.coverage.everybody) for group in found.by_region] == [("europe", 7), ("asia", 1)]


def test_nobody_has_no_share(campaign):
    assert coverage(campaign).share is None


@pytest.mark.parametrize("count", [1, 3])
def test_missing_cost_the_same_however_many(campaign, count, django_assert_num_queries):
    RespondentFactory.create_batch(count, campaign=campaign, asked=True)
    names = names_in("en")

    with django_assert_num_queries(2):
        rows = missing_rows(campaign, names=names)

    assert len(rows) == count
    assert [row.name for row in rows] == sorted(row.name for row in rows)


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_many(version, count, django_assert_num_queries):
    campaigns = CampaignFactory.create_batch(count, version=version)

    with django_assert_num_queries(2):
        assert len(campaign_lines(campaigns, "en")) == count


def test_last_answers_are_those_of_the_same_organisation(closed):
    before = RespondentFactory(campaign=closed, answers={"sector": "care"})
    campaign = CampaignFactory(version=closed.version, running=True, previous=closed)

    assert last_respondent(RespondentFactory(campaign=campaign, organisation=before.organisation)) == before
    assert last_respondent(RespondentFactory(campaign=campaign)) is None
    assert last_respondent(before) is None
