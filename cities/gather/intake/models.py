"""Batches of proposals that a document brought, waiting for a person's word; and what tables of a shape are known to mean."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage
from django.db import models
from django.utils.translation import gettext_lazy as _


def private_storage() -> Storage:
    """Uploads wait here until they are read: outside what the site serves, and deleted afterwards."""
    return FileSystemStorage(location=settings.ENVIRONMENT.data_dir / "imports", base_url=None)


class RecordKind(models.TextChoices):
    MEMBER = "member", _("members")
    PRACTICE = "practice", _("practices")


class BatchQuerySet(models.QuerySet["Batch"]):
    def open(self) -> "BatchQuerySet":
        """Those that wait for somebody."""
        return self.filter(state__in=[Batch.State.WAITING, Batch.State.READING, Batch.State.STAGED, Batch.State.APPLYING])


class Batch(models.Model):
    """What one document proposes. Nothing of it is a record until it is applied."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for its columns")
        READING = "reading", _("being read")
        STAGED = "staged", _("to be reviewed")
        APPLYING = "applying", _("being applied")
        APPLIED = "applied", _("applied")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("discarded")
        FAILED = "failed", _("could not be read")

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.READING)
    kind = models.CharField(_("kind of records"), max_length=10, choices=RecordKind, default=RecordKind.MEMBER)
    document = models.CharField(_("document"), max_length=255)
    digest = models.CharField(max_length=64, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0, editable=False)
    format = models.CharField(_("format"), max_length=10, editable=False)
    profile = models.CharField(_("reading profile"), max_length=60, blank=True)
    columns = models.JSONField(_("columns"), default=dict, blank=True)
    language = models.CharField(_("language of the texts"), max_length=35, blank=True)
    is_published_at_once = models.BooleanField(_("publish at once"), default=True)
    upload = models.FileField(storage=private_storage, blank=True, editable=False)
    checks = models.JSONField(default=list, blank=True, editable=False)
    traces = models.JSONField(
        default=dict, blank=True, editable=False, help_text="What applying made besides records: territories, source."
    )
    # Of the reading or, in a batch that is to be reviewed again, of the applying.
    fault = models.JSONField(default=dict, blank=True, editable=False, help_text="Code and parameters of what stopped the reading.")
    entries_read = models.PositiveIntegerField(_("entries read"), default=0, editable=False)
    progressed_at = models.DateTimeField(auto_now=True)
    staged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    staged_at = models.DateTimeField(_("staged"), auto_now_add=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return f"{self.document} ({self.pk})"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.STAGED

    @property
    def is_working(self) -> bool:
        """Whether something goes on in the background."""
        return self.state in (self.State.READING, self.State.APPLYING)


class Item(models.Model):
    """One entry of a document beside the record it speaks of, with what a person decided."""

    class Action(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        SAME = "same", _("same")
        DOUBTFUL = "doubtful", _("doubtful")
        REJECTED = "rejected", _("rejected")

    class Decision(models.TextChoices):
        WAITING = "waiting", _("not decided")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")

    class Outcome(models.TextChoices):
        NONE = "", _("nothing yet")
        CREATED = "created", _("a record was made")
        UPDATED = "updated", _("the record was changed")
        KEPT = "kept", _("the record was left as it is")

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    line = models.PositiveIntegerField(_("line"), default=0)
    page = models.PositiveIntegerField(_("page"), null=True, blank=True)
    action = models.CharField(_("what it would do"), max_length=10, choices=Action)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, default=Decision.WAITING)
    name = models.CharField(_("name"), max_length=250)
    entry = models.JSONField(default=dict, help_text="What was read, and what a person wrote over it; no address of a person.")
    private_addresses = models.JSONField(default=list, blank=True, editable=False, help_text="Never shown; emptied with the batch.")
    notes = models.JSONField(default=list, blank=True, editable=False)
    reasons = models.JSONField(default=list, blank=True, editable=False)
    differences = models.JSONField(
        default=dict, blank=True, editable=False, help_text="Field -> what the record says, what the document says."
    )
    taken = models.JSONField(default=list, blank=True, help_text="Differing fields in which the document is followed.")
    candidates = models.JSONField(default=list, blank=True, editable=False)
    record_id = models.UUIDField(null=True, blank=True, editable=False)
    is_matched = models.BooleanField(default=False, editable=False, help_text="Whether that record is one that was there before.")
    fingerprint = models.CharField(max_length=64, editable=False)
    outcome = models.CharField(_("what came of it"), max_length=10, choices=Outcome, blank=True, default=Outcome.NONE, editable=False)
    revision_id = models.BigIntegerField(null=True, blank=True, editable=False)
    before = models.JSONField(null=True, blank=True, editable=False, help_text="The record as it was, to bring it back.")
    is_edited = models.BooleanField(_("edited here"), default=False, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("batch", "position")
        constraints = (models.UniqueConstraint(fields=("batch", "position"), name="one_item_per_position_of_a_batch"),)
        indexes = (
            models.Index(fields=("batch", "action"), name="items_of_a_batch_by_action"),
            models.Index(fields=("record_id", "outcome"), name="items_of_a_record"),
        )

    def __str__(self) -> str:
        return self.name


class ColumnMapping(models.Model):
    """What the columns of tables with this header mean, as a person last said."""

    signature = models.CharField(max_length=64, editable=False)
    kind = models.CharField(max_length=10, choices=RecordKind)
    fields = models.JSONField(default=dict)
    language = models.CharField(max_length=35, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("signature", "kind"), name="one_mapping_per_header_and_kind"),)

    def __str__(self) -> str:
        return self.signature[:12]
