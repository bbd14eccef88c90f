from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from cities.core.models import Letter
from cities.gather.surveys.actions import tend_campaigns
from cities.gather.surveys.models import Campaign
from tests.factories import CampaignFactory, RespondentFactory

pytestmark = pytest.mark.django_db


def now(days=0):
    return timezone.now() + timedelta(days=days)


def occasions():
    return sorted(letter.key.split("-")[7] for letter in Letter.objects.all())


def test_campaign_writes_on_its_first_day(version):
    campaign = CampaignFactory(version=version, running=True, opens_on=timezone.localdate() + timedelta(days=2))
    RespondentFactory(campaign=campaign)

    tend_campaigns(now=now())
    before = Letter.objects.count()
    tend_campaigns(now=now(2))

    assert (before, occasions()) == (0, ["invitation"])


def test_reminder_goes_by_itself_once(campaign):
    RespondentFactory(campaign=campaign, asked=True)

    for day in (0, 13, 14, 15, 20):
        tend_campaigns(now=now(day))

    assert occasions() == ["reminder"]


def test_no_reminder_where_none_is_wanted(version):
    campaign = CampaignFactory(version=version, running=True, remind_days_before=None)
    RespondentFactory(campaign=campaign, asked=True)

    tend_campaigns(now=now(19))

    assert Letter.objects.count() == 0


def test_day_after_the_last_closes_the_campaign(campaign):
    tend_campaigns(now=now(20))
    still = campaign.is_running
    tend_campaigns(now=now(21))

    campaign.refresh_from_db()
    assert (still, campaign.is_closed) == (True, True)
    assert tend_campaigns(now=now(22)) == 0


def test_who_submitted_is_thanked(campaign):
    RespondentFactory(campaign=campaign, asked=True, answers={"sector": "care"})

    tend_campaigns(now=now())

    assert occasions() == ["thanks"]


def test_campaign_extended_while_letters_of_another_are_written_stays_open(version):
    RespondentFactory(campaign=CampaignFactory(version=version, running=True, opens_on=timezone.localdate()))
    over = CampaignFactory(version=version, running=True, closes_on=timezone.localdate() - timedelta(days=1))

    def extend(execute, sql, params, many, context):
        if sql.startswith("INSERT") and Letter._meta.db_table in sql:
            Campaign.objects.filter(pk=over.pk).update(closes_on=timezone.localdate())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(extend):
        tend_campaigns(now=now())

    over.refresh_from_db()
    assert (over.is_running, occasions()) == (True, ["invitation"])
