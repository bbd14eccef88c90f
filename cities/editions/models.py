"""An edition, what it says in each language, the figures it is held to, and what it was frozen into."""

import json
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.commons.instruments.models import Instrument
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.editions.digests import Content
from cities.gather.surveys.models import Campaign
from cities.provenance.models import Source
from cities.transfer.projects.models import Transfer
from cities.translation.models import Text, Texted


class EditionQuerySet(models.QuerySet["Edition"]):
    def public(self) -> "EditionQuerySet":
        """Those anyone may read."""
        return self.filter(state=Edition.State.PUBLISHED)


class Edition(Texted, models.Model):
    """A publication made from what the platform holds: chosen and worded as a draft, frozen when it is published."""

    class Kind(models.TextChoices):
        YEARBOOK = "yearbook", _("yearbook")
        ACTIVITY_REPORT = "activity-report", _("activity report")
        KIT = "kit", _("kit")

    class State(models.TextChoices):
        DRAFT = "draft", _("in preparation")
        PUBLISHED = "published", _("published")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("code"), max_length=80, unique=True, help_text=_("The last part of its address, such as “yearbook-2027”."))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.YEARBOOK)
    year = models.PositiveSmallIntegerField(_("year"), help_text=_("Members are counted as they stood in this year."))
    # What an activity report tells of; a yearbook tells of its year.
    begins_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    languages = models.JSONField(_("languages"), default=list)
    # Codes of sections in the order they are printed in.
    sections = models.JSONField(_("sections"), default=list)
    campaign = models.ForeignKey(
        Campaign, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("survey it reports on")
    )
    # The edition its figures are compared with.
    previous = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="following", verbose_name=_("follows the edition")
    )
    # Versions of one kit share its series; each is an edition of its own, so that what was cited stays.
    series = models.SlugField(max_length=80, blank=True, editable=False)
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    # Its questions are printed as a form to fill in by hand.
    questions = models.ForeignKey(
        Instrument, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("questions printed as a blank form")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    # What readers of a published edition get.
    snapshot = models.ForeignKey("Snapshot", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "kind", "code")
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(published_at__isnull=False, snapshot__isnull=False),
                name="a_published_edition_is_frozen",
            ),
            models.CheckConstraint(
                condition=models.Q(begins_on__isnull=True) | models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("begins_on")),
                name="an_edition_ends_after_it_began",
            ),
            models.UniqueConstraint(fields=("series", "version"), condition=~models.Q(series=""), name="a_series_has_each_version_once"),
        )

    def __str__(self) -> str:
        original = self.original_text
        return str(original) if original and str(original) else self.code

    @property
    def is_public(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def is_kit(self) -> bool:
        return self.kind == self.Kind.KIT

    @property
    def permanent_path(self) -> str:
        return f"/id/{self.pk}"


class EditionText(Text):
    words: ClassVar[tuple[str, ...]] = (
        "title",
        "subtitle",
        "message",
        "signed_by",
        "glance",
        "survey",
        "cases",
        "transfers",
        "recommendations",
        "directory",
        "activity",
        "colophon",
        "introduction",
        "how_to_use",
        "changes",
        "lessons",
        "resources",
        "questions",
    )

    record = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=200)
    subtitle = models.CharField(_("subtitle"), max_length=250, blank=True)
    message = models.TextField(_("message"), blank=True)
    signed_by = models.CharField(_("signed by"), max_length=250, blank=True)
    glance = models.TextField(_("words before the figures"), blank=True)
    survey = models.TextField(_("words before the survey"), blank=True)
    cases = models.TextField(_("words before the cases"), blank=True)
    transfers = models.TextField(_("words before the transfers"), blank=True)
    recommendations = models.TextField(_("recommendations"), blank=True)
    directory = models.TextField(_("words before the directory"), blank=True)
    activity = models.TextField(_("words before the account of activity"), blank=True)
    colophon = models.TextField(_("imprint and thanks"), blank=True)
    introduction = models.TextField(_("introduction"), blank=True)
    how_to_use = models.TextField(_("how to use this kit"), blank=True)
    changes = models.TextField(_("what has changed since the version before"), blank=True)
    lessons = models.TextField(_("words before the transfers"), blank=True)
    resources = models.TextField(_("words before the resources"), blank=True)
    questions = models.TextField(_("words before the questions"), blank=True)

    class Meta(Text.Meta):
        pass


class ChosenCase(models.Model):
    """A practice an edition tells in full, in its place."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="cases")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="+", verbose_name=_("practice"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=("edition", "practice"), name="a_practice_is_told_once_in_an_edition"),)

    def __str__(self) -> str:
        return str(self.practice)


class ChosenTransfer(models.Model):
    """A transfer a kit tells, in its place."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="transfers")
    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, related_name="+", verbose_name=_("transfer"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=("edition", "transfer"), name="a_transfer_is_told_once_in_an_edition"),)

    def __str__(self) -> str:
        return str(self.transfer)


class ChosenResource(models.Model):
    """A resource a kit holds, in its place. Its files are passed on only where `licence` says by what right."""

    class Licence(models.TextChoices):
        CC0 = "cc0", "CC0 1.0"
        BY = "cc-by", "CC BY 4.0"
        BY_SA = "cc-by-sa", "CC BY-SA 4.0"
        BY_NC = "cc-by-nc", "CC BY-NC 4.0"
        BY_NC_SA = "cc-by-nc-sa", "CC BY-NC-SA 4.0"
        BY_ND = "cc-by-nd", "CC BY-ND 4.0"
        BY_NC_ND = "cc-by-nc-nd", "CC BY-NC-ND 4.0"
        PUBLIC_DOMAIN = "public-domain", _("public domain")
        PERMISSION = "permission", _("with the permission of its publisher")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="resources")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="+", verbose_name=_("resource"))
    position = models.PositiveSmallIntegerField(default=0)
    licence = models.CharField(_("its files may be passed on"), max_length=20, choices=Licence, blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=("edition", "resource"), name="a_resource_stands_once_in_an_edition"),)

    def __str__(self) -> str:
        return str(self.resource)


class StatedFigure(Texted, models.Model):
    """A number somebody has printed or typed, which the edition's own count is held against.

    Where the two differ, the number is corrected or the difference explained; the explanation is printed.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="stated_figures")
    # What it counts, as tallies name it: `members`, `countries`, `region:asia`, `group:sse-networks` …
    subject = models.CharField(_("what it counts"), max_length=120)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("source"))
    locator = models.CharField(_("page, line or section"), max_length=100, blank=True)
    # Of the edition, unless it says so.
    year = models.PositiveSmallIntegerField(_("year it speaks of"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("edition", "subject", "source"), name="a_source_states_a_figure_once"),
            models.UniqueConstraint(
                fields=("edition", "subject"), condition=models.Q(source__isnull=True), name="a_figure_without_source_is_stated_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} {self.value.normalize():f}"


class StatedFigureText(Text):
    words: ClassVar[tuple[str, ...]] = ("explanation",)

    record = models.ForeignKey(StatedFigure, on_delete=models.CASCADE, related_name="texts")
    explanation = models.TextField(_("why it differs"))

    class Meta(Text.Meta):
        pass


class Snapshot(models.Model):
    """What an edition is set from: canonical JSON that never changes, known by its digest. Same snapshot, same bytes."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="snapshots")
    content = models.TextField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("edition", "digest"), name="a_snapshot_is_kept_once"),)

    def __str__(self) -> str:
        return self.digest[:12]

    def read(self) -> Content:
        content: Content = json.loads(self.content)
        return content


class FrozenPicture(models.Model):
    """A picture as it was when an edition was frozen: later changes to the picture do not reach into it."""

    digest = models.CharField(max_length=64, unique=True)
    file = models.FileField(upload_to="editions/")

    def __str__(self) -> str:
        return self.digest[:12]


class FrozenFile(models.Model):
    """A file of a resource as it was when a kit was frozen."""

    digest = models.CharField(max_length=64, unique=True)
    file = models.FileField(upload_to="editions/files/")

    def __str__(self) -> str:
        return self.digest[:12]


class DownloadCount(models.Model):
    """How often a file of an edition was taken along on a day. Nothing is kept of who did."""

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        EPUB = "epub", "EPUB"
        FOLDER = "folder", _("offline folder")
        DATA = "data", _("data")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="downloads")
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind)
    # Empty for a file that holds all of them.
    language = models.CharField(max_length=35, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-day", "kind", "language")
        constraints = (models.UniqueConstraint(fields=("edition", "day", "kind", "language"), name="downloads_are_counted_by_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.language} {self.count}"
