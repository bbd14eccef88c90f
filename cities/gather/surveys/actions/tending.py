"""What campaigns do by themselves; called every minute by the worker."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cities.gather.surveys.actions.campaigns import close_campaign
from cities.gather.surveys.actions.letters import ask_respondents, record_bounces, remind_missing, thank_respondents
from cities.gather.surveys.models import Campaign


def tend_campaigns(*, now: datetime) -> int:
    """Invite on the first day, thank, note letters that came back, remind once, close after the last day.

    Returns how many campaigns were looked at.
    """
    running = list(Campaign.objects.running().values_list("pk", flat=True))
    for key in running:
        _tend(key, now)
    return len(running)


@transaction.atomic
def _tend(key: UUID, now: datetime) -> None:
    """As it is now: while the letters of another were written, the secretariat may have extended or closed it."""
    campaign = Campaign.objects.select_for_update().get(pk=key)
    if not campaign.is_running:
        return
    today = timezone.localdate(now)
    record_bounces(campaign)
    thank_respondents(campaign)
    if today > campaign.closes_on:
        close_campaign(campaign, by=None)
    elif campaign.takes_answers(today=today):
        ask_respondents(campaign, by=None)
        _remind_once(campaign, now)


def _remind_once(campaign: Campaign, now: datetime) -> None:
    days = campaign.remind_days_before
    if days is None or campaign.reminded_at is not None or timezone.localdate(now) < campaign.closes_on - timedelta(days=days):
        return
    remind_missing(campaign, by=None, now=now)
    campaign.reminded_at = now
    campaign.save(update_fields=["reminded_at"])
