"""The life of a campaign."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from cities.activity.actions import record
from cities.commons.instruments.actions import set_end
from cities.commons.instruments.models import AnswerSheet, InstrumentVersion
from cities.gather.surveys.actions.letters import ask_respondents
from cities.gather.surveys.actions.respondents import prepare_respondents
from cities.gather.surveys.models import Campaign, CampaignLetter
from cities.translation.models import TextState

if TYPE_CHECKING:
    from cities.accounts.models import User

Words = Mapping[str, Mapping[str, str]]


class CampaignNotReady(Exception):
    """A campaign that cannot be started, and why; the reason is for people."""


@transaction.atomic
def save_campaign(campaign: Campaign, *, texts: Words, by: "User | None") -> Campaign:
    """Keep a campaign with its words by language, the first language being the original; its respondents follow its filter."""
    verb = "survey.created" if campaign._state.adding else "survey.changed"
    campaign.save()
    _write_texts(campaign, texts)
    if not campaign.is_closed:
        prepare_respondents(campaign, by=by)
        _end_sheets(campaign)
    record(campaign, verb, by=by)
    return campaign


@transaction.atomic
def write_letter_words(campaign: Campaign, *, occasion: str, texts: Words, by: "User | None") -> CampaignLetter | None:
    """Give one occasion wording of the campaign's own; without any words it goes back to the wording that is shipped."""
    record(campaign, "survey.letter_written", by=by, data={"occasion": occasion, "languages": sorted(texts)})
    if not texts:
        campaign.letters.filter(occasion=occasion).delete()
        return None
    letter, _is_new = campaign.letters.get_or_create(occasion=occasion)
    _write_texts(letter, texts)
    return letter


@transaction.atomic
def start_campaign(campaign: Campaign, *, by: "User | None", today: date | None = None) -> Campaign:
    """Open a campaign. Invitations are posted at once, or on its first day; each once, however often this is called.

    Raises CampaignNotReady.
    """
    locked = Campaign.objects.select_for_update().select_related("version").get(pk=campaign.pk)
    if locked.is_draft:
        prepare_respondents(locked, by=by)
        _check_ready(locked, today or timezone.localdate())
        locked.state = Campaign.State.RUNNING
        locked.started_at = timezone.now()
        locked.save(update_fields=["state", "started_at"])
        record(locked, "survey.started", by=by)
    if locked.takes_answers(today=today or timezone.localdate()):
        ask_respondents(locked, by=by)
    campaign.refresh_from_db()
    return campaign


@transaction.atomic
def extend_campaign(campaign: Campaign, *, until: date, by: "User | None") -> Campaign:
    """Move the last day; a closed campaign whose results nobody was shown yet opens again."""
    data: dict[str, object] = {"from": campaign.closes_on.isoformat(), "until": until.isoformat()}
    campaign.closes_on = until
    campaign.reminded_at = None
    if campaign.is_closed and campaign.published_at is None:
        campaign.state, campaign.closed_at = Campaign.State.RUNNING, None
    campaign.save(update_fields=["closes_on", "reminded_at", "state", "closed_at"])
    _end_sheets(campaign)
    record(campaign, "survey.extended", by=by, data=data)
    return campaign


@transaction.atomic
def close_campaign(campaign: Campaign, *, by: "User | None") -> Campaign:
    """Take no more answers. What was begun and not submitted is kept and not counted."""
    if campaign.is_running:
        campaign.state, campaign.closed_at = Campaign.State.CLOSED, timezone.now()
        campaign.save(update_fields=["state", "closed_at"])
        _end_sheets(campaign)
        record(campaign, "survey.closed", by=by)
    return campaign


@transaction.atomic
def publish_results(campaign: Campaign, *, by: "User | None") -> Campaign:
    """Let anyone read the results of a closed campaign, small cells hidden. Raises CampaignNotReady while it is open."""
    if not campaign.is_closed:
        raise CampaignNotReady("open")
    campaign.published_at = timezone.now()
    campaign.save(update_fields=["published_at"])
    record(campaign, "survey.published", by=by)
    return campaign


@transaction.atomic
def unpublish_results(campaign: Campaign, *, by: "User | None") -> Campaign:
    campaign.published_at = None
    campaign.save(update_fields=["published_at"])
    record(campaign, "survey.unpublished", by=by)
    return campaign


@transaction.atomic
def follow_campaign(previous: Campaign, *, code: str, opens_on: date, closes_on: date, by: "User | None") -> Campaign:
    """A draft that asks the same members anew: words, letters and codebook are taken over, the newest published version is asked."""
    newest = previous.version.instrument.versions.filter(state=InstrumentVersion.State.PUBLISHED).order_by("-number").first()
    taken_over = ("languages", "audience", "last_answers", "least_shown", "minutes", "remind_days_before", "days_between_letters")
    facts: dict[str, Any] = {name: getattr(previous, name) for name in taken_over}
    campaign = Campaign(code=code, version=newest or previous.version, previous=previous, opens_on=opens_on, closes_on=closes_on, **facts)
    save_campaign(campaign, texts=_words(previous), by=by)
    for letter in previous.letters.all():
        write_letter_words(campaign, occasion=letter.occasion, texts=_words(letter), by=by)
    for theme in previous.themes.prefetch_related("texts"):
        copy = campaign.themes.create(item_code=theme.item_code, code=theme.code, position=theme.position)
        _write_texts(copy, _words(theme))
    return campaign


def _end_sheets(campaign: Campaign) -> None:
    set_end(AnswerSheet.objects.filter(pk__in=campaign.respondents.values("sheet")), at=campaign.ends_at)


def _check_ready(campaign: Campaign, today: date) -> None:
    """Raise CampaignNotReady with what stands in the way: a code the desk has words for."""
    if campaign.version.state != InstrumentVersion.State.PUBLISHED:
        raise CampaignNotReady("version")
    if not campaign.texts.exists():
        raise CampaignNotReady("words")
    if campaign.closes_on < today:
        raise CampaignNotReady("over")
    if not campaign.respondents.real().exists():
        raise CampaignNotReady("nobody")


def _words(record: Any) -> dict[str, dict[str, str]]:
    """The words of anything texted by language, the original first."""
    texts = sorted(record.texts.all(), key=lambda text: not text.is_original)
    return {text.language: {name: getattr(text, name) for name in text.words} for text in texts}


def _write_texts(record: Any, texts: Words) -> None:
    """Make the texts of `record` these and no others. The original is written first: the others note what they were made from."""
    record.texts.exclude(language__in=texts).delete()
    record.texts.exclude(language=next(iter(texts), "")).filter(state=TextState.ORIGINAL).update(state=TextState.HUMAN)
    model, original = record.texts.model, None
    for language, words in texts.items():
        text = record.texts.filter(language=language).first() or model(record=record, language=language)
        before = {name: getattr(text, name) for name in text.words}
        for name in text.words:
            setattr(text, name, words.get(name, ""))
        if original is None:
            text.state, original = TextState.ORIGINAL, text
        else:
            text.state = TextState.HUMAN if text.is_original else text.state
            text.state = TextState.HUMAN if text.pk is None else text.state
            text.follow(original, [name for name in text.words if getattr(text, name) != before[name]])
        text.save()
