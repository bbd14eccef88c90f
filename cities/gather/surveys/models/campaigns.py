"""A campaign and the letters it sends."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities.commons.instruments.models import InstrumentVersion
from cities.translation.models import Text, Texted

# Fewer answers than this are not shown in public, where a network has decided nothing else.
LEAST_SHOWN = 5


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def running(self) -> "CampaignQuerySet":
        return self.filter(state=Campaign.State.RUNNING)

    def published(self) -> "CampaignQuerySet":
        """Those whose results anyone may read."""
        return self.filter(state=Campaign.State.CLOSED, published_at__isnull=False)


class Campaign(Texted, models.Model):
    """An instrument sent to respondents for a period. Prepared as a draft, started once, closed on its last day or before."""

    class State(models.TextChoices):
        DRAFT = "draft", _("in preparation")
        RUNNING = "running", _("running")
        CLOSED = "closed", _("closed")

    class LastAnswers(models.TextChoices):
        """What is done with what an organisation answered in the campaign before."""

        SHOWN = "shown", _("shown beside the question")
        FILLED_IN = "filled-in", _("filled in, to be corrected")
        NOT_USED = "not-used", _("not used")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("code"), max_length=80, unique=True, help_text=_("The last part of its address, such as “members-2027”."))
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="campaigns", verbose_name=_("questionnaire"))
    previous = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="following", verbose_name=_("follows the campaign")
    )
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("last day"))
    languages = models.JSONField(_("languages"), default=list)
    # Who is asked, as data: {"regions": [code], "kinds": [key], "categories": [key], "added": [id], "left_out": [id]}.
    audience = models.JSONField(_("who is asked"), default=dict)
    last_answers = models.CharField(_("last answers are"), max_length=10, choices=LastAnswers, default=LastAnswers.SHOWN)
    least_shown = models.PositiveSmallIntegerField(
        _("fewest answers shown in public"),
        default=LEAST_SHOWN,
        help_text=_("Figures made of fewer answers are hidden, and what they could be computed from."),
    )
    minutes = models.PositiveSmallIntegerField(_("minutes it takes"), default=15)
    # So many days before the last one, whoever has not answered is reminded once without anybody's doing; empty for never.
    remind_days_before = models.PositiveSmallIntegerField(_("remind so many days before the last"), null=True, blank=True, default=7)
    days_between_letters = models.PositiveSmallIntegerField(_("days between two letters, at least"), default=5)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    # When the reminder that goes by itself went.
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ("-opens_on", "code")
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints = (
            models.CheckConstraint(condition=models.Q(closes_on__gte=models.F("opens_on")), name="a_campaign_closes_after_it_opened"),
            models.CheckConstraint(condition=models.Q(least_shown__gte=2), name="a_campaign_never_shows_a_single_answer"),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | models.Q(state="closed"), name="only_a_closed_campaign_is_published"
            ),
        )

    def __str__(self) -> str:
        original = self.original_text
        return str(original) if original and str(original) else self.code

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_running(self) -> bool:
        return self.state == self.State.RUNNING

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def is_published(self) -> bool:
        return self.is_closed and self.published_at is not None

    @property
    def ends_at(self) -> datetime:
        """The moment its last day is over; for a closed one, when it was closed if that was before."""
        end = timezone.make_aware(datetime.combine(self.closes_on + timedelta(days=1), time.min))
        return min(end, self.closed_at) if self.closed_at else end

    def takes_answers(self, *, today: date) -> bool:
        return self.is_running and self.opens_on <= today <= self.closes_on


class CampaignText(Text):
    words: ClassVar[tuple[str, ...]] = ("title", "introduction", "asked_by", "use_of_answers")

    record = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=250)
    introduction = models.TextField(_("what it is about"), blank=True)
    asked_by = models.CharField(_("who asks"), max_length=250, blank=True)
    use_of_answers = models.TextField(_("what becomes of the answers"), blank=True)

    class Meta(Text.Meta):
        pass


class Occasion(models.TextChoices):
    INVITATION = "invitation", _("invitation")
    REMINDER = "reminder", _("reminder")
    THANKS = "thanks", _("thanks")


class CampaignLetter(Texted, models.Model):
    """Wording of a campaign's own for one occasion; without it the wording that comes with the software is sent."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="letters")
    occasion = models.CharField(_("occasion"), max_length=12, choices=Occasion)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("campaign", "occasion"), name="one_letter_per_occasion_of_a_campaign"),)

    def __str__(self) -> str:
        return self.get_occasion_display()


class CampaignLetterText(Text):
    words: ClassVar[tuple[str, ...]] = ("subject", "body")

    record = models.ForeignKey(CampaignLetter, on_delete=models.CASCADE, related_name="texts")
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("letter"))

    class Meta(Text.Meta):
        pass
