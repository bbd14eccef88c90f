"""The work behind a transfer: for the two sides and the secretariat alone, whatever is published."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.commons.instruments.models import AnswerSheet
from cities.commons.members.models import Organisation
from cities.commons.vocabulary.models import ActorKind
from cities.transfer.projects.models.transfers import Phase, Side, Transfer


class PhaseStay(models.Model):
    """A phase the transfer was or is in. Moments as far as they are known; `met` holds the codes of exit criteria."""

    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, related_name="stays")
    phase = models.CharField(_("phase"), max_length=10, choices=Phase)
    began = models.CharField(_("began"), max_length=10, blank=True)
    ended = models.CharField(_("ended"), max_length=10, blank=True)
    due_on = models.DateField(_("to be over by"), null=True, blank=True)
    met = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("transfer", "phase"), name="one_stay_in_each_phase"),)

    def __str__(self) -> str:
        return f"{self.get_phase_display()} {self.began}"


class Milestone(models.Model):
    """Something planned, to be done by a day."""

    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, related_name="milestones")
    phase = models.CharField(_("phase"), max_length=10, choices=Phase)
    sentence = models.CharField(_("what is to be done"), max_length=300)
    language = models.CharField(max_length=35)
    due_on = models.DateField(_("by"))
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return self.sentence


class JournalEntry(models.Model):
    """What somebody of either side notes while it goes on. Never published."""

    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, related_name="journal")
    words = models.TextField(_("what you want to keep"))
    language = models.CharField(max_length=35)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-written_at", "-pk")

    def __str__(self) -> str:
        return self.words[:60]


class Meeting(models.Model):
    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, related_name="meetings")
    held_on = models.DateField(_("day"))
    subject = models.CharField(_("about"), max_length=300)
    people = models.TextField(_("who was there"), blank=True)
    minutes = models.TextField(_("what was decided"), blank=True)
    language = models.CharField(max_length=35)

    class Meta:
        ordering = ("-held_on", "-pk")

    def __str__(self) -> str:
        return self.subject


class TransferFile(models.Model):
    """A file of the two sides. Only they and the secretariat may fetch it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(upload_to="transfers/")
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language of the file"), max_length=35, blank=True)
    size = models.PositiveBigIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-added_at",)

    def __str__(self) -> str:
        return self.name


class Evaluation(models.Model):
    """One of those who took part answers the common questions, as one kind of actor."""

    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, related_name="evaluations")
    actor_kind = models.CharField(_("kind of actor"), max_length=20, choices=ActorKind)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("who answers"), max_length=250, blank=True)
    sheet = models.OneToOneField(AnswerSheet, on_delete=models.PROTECT, related_name="evaluation")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name or str(self.organisation)


class Agreement(models.Model):
    """One side agreed to publish what the transfer said at that moment; `digest` tells which content that was."""

    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, related_name="agreements")
    side = models.CharField(_("side"), max_length=12, choices=Side)
    digest = models.CharField(max_length=64)
    # How the secretariat knows, when it notes somebody's word; empty when it was given here.
    basis = models.CharField(_("how you know"), max_length=300, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-given_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("transfer", "side"), condition=models.Q(withdrawn_at__isnull=True), name="one_standing_agreement_per_side"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_side_display()}, {self.given_at:%Y-%m-%d}"
