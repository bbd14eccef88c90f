"""What every record of the commons is, whatever it is about."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, Revision, RevisionMixin, WorkflowMixin

PreviewRenderer = Callable[[HttpRequest, "Record", str], HttpResponse]


def web_address(field: str, *, name: str) -> models.CheckConstraint:
    """What is stored as an address leads to the web or nowhere: every page, feed and export may hand it on as a link."""
    return models.CheckConstraint(
        condition=models.Q(**{field: ""})
        | models.Q(**{f"{field}__startswith": "https://"})
        | models.Q(**{f"{field}__startswith": "http://"}),
        name=name,
        violation_error_message=_("A web address begins with https:// or http://."),
    )


class RecordQuerySet(models.QuerySet[Any]):
    def public(self) -> "RecordQuerySet":
        """What anyone may see: published and not withdrawn. Every output starts from here."""
        return self.filter(live=True, withdrawn_at__isnull=True)

    def withdrawn(self) -> "RecordQuerySet":
        return self.filter(withdrawn_at__isnull=False)


class Record(WorkflowMixin, LockableMixin, DraftStateMixin, RevisionMixin, PreviewableMixin, ClusterableModel):  # type: ignore[misc]  # Wagtail's mixins are untyped
    """A thing with a permanent address, drafts, revisions and review."""

    # The kind of record as the API, the index and the activity log call it.
    kind_code: ClassVar[str] = ""
    # Set by the app that shows records to readers; nothing down here knows how a page looks.
    preview_renderer: ClassVar[PreviewRenderer | None] = None
    # Wagtail's table of references would double every write; where a concept or image is used is asked of the rows themselves.
    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(
        _("code"), max_length=120, unique=True, help_text=_("The last part of its address. Stays when the title changes.")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawal_reason = models.TextField(_("why it was withdrawn"), blank=True, editable=False)

    _revisions = GenericRelation(
        "wagtailcore.Revision", content_type_field="content_type", object_id_field="object_id", for_concrete_model=False
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        """The permanent address; it leads to the page in the reader's language."""
        return f"/id/{self.pk}"

    @property
    def is_public(self) -> bool:
        return bool(self.live) and self.withdrawn_at is None

    @property
    def revisions(self) -> models.QuerySet[Revision]:
        revisions: models.QuerySet[Revision] = self._revisions.all()
        return revisions

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return list(settings.LANGUAGES)

    @property
    def default_preview_mode(self) -> str:
        """The language of whoever looks, where the site speaks it."""
        spoken = [code for code, _name in settings.LANGUAGES]
        return get_language() if get_language() in spoken else spoken[0]

    def with_content_json(self, content: dict[str, Any]) -> "Record":
        """A withdrawal is of the record, not of one version: an older version published again does not undo it."""
        version: Record = super().with_content_json(content)
        version.created_at = self.created_at
        version.withdrawn_at = self.withdrawn_at
        version.withdrawal_reason = self.withdrawal_reason
        return version

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        renderer = type(self).preview_renderer
        if renderer is None:
            raise ImproperlyConfigured(f"{type(self).__name__} has no preview_renderer")
        return renderer(request, self, mode_name)


class Picture(AbstractImage):  # type: ignore[misc]  # Wagtail is untyped
    """A picture. What it shows is said where it is used, in each language, not here."""

    credit = models.CharField(_("credit"), max_length=200, blank=True)

    admin_form_fields = (
        "title",
        "file",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    @property
    def is_public(self) -> bool:
        """Whether a record anyone may see shows it. One query for each kind of record with pictures."""
        uses = [field for field in Picture._meta.get_fields(include_hidden=True) if field.is_relation and field.auto_created]
        records = [use for use in uses if issubclass(use.related_model, Record)]
        return any(use.related_model.objects.public().filter(**{use.field.name: self}).exists() for use in records)


class Rendition(AbstractRendition):  # type: ignore[misc]  # Wagtail is untyped
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_per_image_and_filter"),
        )


class Letter(models.Model):
    """A mail on its way. It waits here until the mail server takes it: no page waits for a server, none is lost with a process."""

    # Told of every new letter once its transaction holds; set by the app's configuration, for tasks are above models.
    carrier: ClassVar[Callable[[int], object]]

    # Posted twice under one key, it is one letter.
    key = models.CharField(max_length=160, unique=True)
    address = models.EmailField()
    language = models.CharField(max_length=35)
    subject = models.CharField(max_length=250)
    # Emptied once sent: it may hold a link that opens something.
    body = models.TextField()
    # Where an answer goes; empty for nowhere.
    reply_to = models.CharField(max_length=254, blank=True)
    # The address that ends such letters; offered by the reader's mail program. Emptied as well.
    unsubscribe_url = models.CharField(max_length=500, blank=True)
    # Whether a POST to it, by the mail program and without a cookie, is enough (RFC 8058).
    is_one_click = models.BooleanField(default=False)
    posted_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    # Who sends it has this long; then another may.
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    # Set when it will not be tried again, with what the server said.
    refused_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=("due_at",), condition=models.Q(sent_at__isnull=True, refused_at__isnull=True), name="letters_waiting"),
        )

    def __str__(self) -> str:
        return self.key
