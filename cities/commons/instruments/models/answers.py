"""What is answered: one sheet a respondent, one row an answer. Answers are codes; nothing is 0 that was not said to be."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities.commons.instruments.models.questions import InstrumentVersion, Item, Section
from cities.commons.members.models import Organisation


class Absence(models.TextChoices):
    NOT_APPLICABLE = "not-applicable", _("does not apply")
    NO_ANSWER = "no-answer", _("no answer")


class Publication(models.TextChoices):
    """What may be done with a personal answer or somebody's own words."""

    NAMED = "named", _("with our name")
    ANONYMOUS = "anonymous", _("without our name")
    PRIVATE = "private", _("not at all")


class AnswerSheet(models.Model):
    """One respondent's answers to one version. Several people of an organisation may fill it together."""

    # Saved many times a minute: Wagtail's table of references would double every write.
    wagtail_reference_index_ignore = True

    class State(models.TextChoices):
        OPEN = "open", _("open")
        SUBMITTED = "submitted", _("submitted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="sheets")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="answer_sheets")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    # The language it was last filled in.
    language = models.CharField(_("language"), max_length=35)
    # SHA-256 of the key in the link with which it is resumed elsewhere; empty when there is none.
    key_digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    started_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    # Answers are taken before this moment; whoever asks sets it. Empty: for as long as the sheet is open.
    ends_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    # All answers as they stood at submission, by item code: what analyses and editions read. See `definition.frozen`.
    frozen = models.JSONField(null=True, blank=True, editable=False)
    # Shown as an example of how answers look; never counted as a fact.
    is_sample = models.BooleanField(_("made up"), default=False, editable=False)

    class Meta:
        ordering = ("-started_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state="open", submitted_at__isnull=True)
                | models.Q(state="submitted", submitted_at__isnull=False, frozen__isnull=False),
                name="a_submitted_sheet_is_frozen",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_submitted(self) -> bool:
        return self.state == self.State.SUBMITTED

    @property
    def is_open(self) -> bool:
        """Whether answers are taken: not yet submitted, and the time for it not over."""
        return self.state == self.State.OPEN and (self.ends_at is None or timezone.now() < self.ends_at)


class Answer(models.Model):
    """What one item was answered with.

    `value` by type: text and long text a string; numbers and money a decimal as a string; date `YYYY-MM-DD`; yes or no `yes`/`no`;
    one of and scale a code; several of and rank a list of codes; matrix `{row: code}`; territory, concept, organisation their code, key
    or id; file a list of ids of `AnswerFile`; repeated group the numbers of its repetitions, in order. A row with neither value nor absence
    was emptied. While the sheet is open, `{"typed": …}` holds what could not be read, as it was typed.
    """

    wagtail_reference_index_ignore = True

    sheet = models.ForeignKey(AnswerSheet, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    # Which repetition of its group, counted from 1; 0 outside groups.
    repetition = models.PositiveSmallIntegerField(default=0)
    value = models.JSONField(null=True, blank=True)
    absence = models.CharField(max_length=20, choices=Absence, blank=True)
    publication = models.CharField(max_length=10, choices=Publication, blank=True)
    # Counts the changes: who saves says which one they had seen, so that nobody overwrites what they have not read.
    revision = models.PositiveIntegerField(default=1)
    language = models.CharField(max_length=35, blank=True)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("sheet", "item", "repetition"), name="one_answer_per_item_and_repetition"),
            models.CheckConstraint(condition=models.Q(absence="") | models.Q(value__isnull=True), name="an_absent_answer_has_no_value"),
        )

    def __str__(self) -> str:
        return f"{self.item_id}: {self.absence or self.value}"


class AnswerFile(models.Model):
    """A file given as an answer. It is private: only who may read the sheet may fetch it."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sheet = models.ForeignKey(AnswerSheet, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(upload_to="answers/")
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("uploaded_at",)

    def __str__(self) -> str:
        return self.name


class Presence(models.Model):
    """Who has a section of a sheet open now, so that others of the organisation see it."""

    wagtail_reference_index_ignore = True

    sheet = models.ForeignKey(AnswerSheet, on_delete=models.CASCADE, related_name="presences")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="+")
    # One a browser; `name` is what the others read.
    visitor = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ("seen_at",)
        constraints = (models.UniqueConstraint(fields=("sheet", "visitor"), name="one_presence_per_visitor_of_a_sheet"),)

    def __str__(self) -> str:
        return self.name
