"""Who was asked, and how far they have come."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from cities.commons.instruments.models import AnswerSheet
from cities.commons.members.models import Organisation
from cities.gather.surveys.models.campaigns import Campaign


class Stage(models.TextChoices):
    """How far a respondent has come; later stages win."""

    WITHOUT_ADDRESS = "without-address", _("no address")
    WAITING = "waiting", _("not asked yet")
    ASKED = "asked", _("asked")
    BOUNCED = "bounced", _("letter came back")
    OPENED = "opened", _("opened")
    STARTED = "started", _("started")
    DECLINED = "declined", _("does not take part")
    SUBMITTED = "submitted", _("submitted")


SUBMITTED = Q(sheet__state=AnswerSheet.State.SUBMITTED) | Q(answered_elsewhere=True)


class RespondentQuerySet(models.QuerySet["Respondent"]):
    def real(self) -> "RespondentQuerySet":
        """Without those made up to show how a survey looks."""
        return self.filter(is_sample=False)

    def submitted(self) -> "RespondentQuerySet":
        return self.filter(SUBMITTED)

    def counted(self, *, is_sample: bool = False) -> "RespondentQuerySet":
        """With a sheet that was sent in: what results, words and exports are made of. Made-up ones alone or not at all.

        Closing ends every sheet: one sent in later is one the secretariat opened again, and counts.
        """
        return self.filter(sheet__state=AnswerSheet.State.SUBMITTED, is_sample=is_sample, sheet__is_sample=is_sample)

    def missing(self) -> "RespondentQuerySet":
        """Asked, and neither answered nor declined."""
        return self.real().filter(asked_at__isnull=False, declined_at__isnull=True).exclude(SUBMITTED)

    def with_stage(self) -> "models.QuerySet[Any]":
        """With `stage`, how far each has come."""
        whens = [
            When(SUBMITTED, then=Value(Stage.SUBMITTED)),
            When(declined_at__isnull=False, then=Value(Stage.DECLINED)),
            When(sheet__isnull=False, then=Value(Stage.STARTED)),
            When(opened_at__isnull=False, then=Value(Stage.OPENED)),
            When(bounced_at__isnull=False, then=Value(Stage.BOUNCED)),
            When(asked_at__isnull=False, then=Value(Stage.ASKED)),
            When(address="", then=Value(Stage.WITHOUT_ADDRESS)),
        ]
        found: models.QuerySet[Any] = self.annotate(stage=Case(*whens, default=Value(Stage.WAITING), output_field=models.CharField()))
        return found


class Respondent(models.Model):
    """An organisation asked in a campaign. Region, kind and category are kept as they were when it was asked: analyses compare by them."""

    wagtail_reference_index_ignore = True

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="respondents")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="survey_places")
    region = models.CharField(_("region"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=160, blank=True)
    category = models.CharField(_("category"), max_length=160, blank=True)
    # Where letters go; staff alone see it. Empty when nobody knows one.
    address = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=35)
    sheet = models.OneToOneField(AnswerSheet, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # It is known to have answered, on paper or before there was this software; only what was published of it is here.
    answered_elsewhere = models.BooleanField(_("answered elsewhere"), default=False)
    # Made up to show how a survey looks: stands for no organisation and is never counted as a fact.
    is_sample = models.BooleanField(_("made up"), default=False, editable=False)
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminders = models.PositiveSmallIntegerField(default=0, editable=False)
    bounced_at = models.DateTimeField(null=True, blank=True, editable=False)
    declined_at = models.DateTimeField(null=True, blank=True, editable=False)
    thanked_at = models.DateTimeField(null=True, blank=True, editable=False)

    # Whoever asks to be erased, their organisation was asked and its answers are counted: the row loses its address and stays.
    outlives_people = True

    objects = RespondentQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("campaign", "organisation"), name="an_organisation_is_asked_once_in_a_campaign"),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False, is_sample=False) | models.Q(organisation__isnull=True, is_sample=True),
                name="a_respondent_is_an_organisation_or_made_up",
            ),
        )

    def __str__(self) -> str:
        return str(self.organisation) if self.organisation else str(_("made-up respondent"))

    @property
    def is_submitted(self) -> bool:
        return self.answered_elsewhere or (self.sheet is not None and self.sheet.is_submitted)

    @property
    def last_letter_at(self) -> datetime | None:
        return self.last_reminded_at or self.asked_at


class PersonalLink(models.Model):
    """The key in one letter to a respondent. Each letter has its own, so that a reminder does not end the link of the invitation."""

    wagtail_reference_index_ignore = True

    respondent = models.ForeignKey(Respondent, on_delete=models.CASCADE, related_name="links")
    # SHA-256 of the key; the key itself is kept nowhere.
    key_digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("made_at",)

    def __str__(self) -> str:
        return f"{self.respondent_id}, {self.made_at:%Y-%m-%d}"
