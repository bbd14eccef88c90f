"""Comparisons: several practices, transfers or territories side by side on one grid of criteria, each cell with what it is known from."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.commons.instruments.models import AnswerSheet, Instrument, InstrumentVersion
from cities.commons.members.models import Organisation
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice
from cities.provenance.models import Source
from cities.transfer.projects.models import Transfer
from cities.translation.models import Text, Texted, TextState, TranslatedAnswer

LEAST_SUBJECTS = 2
MOST_SUBJECTS = 12


class Kind(models.TextChoices):
    """What is set side by side; one kind in a comparison."""

    PRACTICE = "practice", _("practices")
    TRANSFER = "transfer", _("transfers")
    TERRITORY = "territory", _("territories")


class ComparisonQuerySet(models.QuerySet["Comparison"]):
    def public(self) -> "ComparisonQuerySet":
        """Those anyone may read."""
        return self.filter(state=Comparison.State.PUBLISHED)

    def waiting(self) -> "ComparisonQuerySet":
        """Those somebody has asked to publish."""
        return self.filter(asked_at__isnull=False).exclude(state=Comparison.State.PUBLISHED)


class Comparison(Texted, models.Model):
    """A grid, the records compared on it, and who writes it together."""

    wagtail_reference_index_ignore = True

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SHARED = "shared", _("shared by a link")
        PUBLISHED = "published", _("published")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("code"), max_length=120, unique=True)
    kind = models.CharField(_("what is compared"), max_length=10, choices=Kind, default=Kind.PRACTICE)
    # The grid: a published version of an instrument that is a comparison grid.
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("grid"))
    # Whose it is; empty for the network's own, which the coordinators write.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="comparisons")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    # SHA-256 of the key in the link by which others read it.
    key_digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ComparisonQuerySet.as_manager()

    class Meta:
        ordering = ("-updated_at", "code")
        verbose_name = _("comparison")
        verbose_name_plural = _("comparisons")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(published_at__isnull=False), name="published_comparison_says_since_when"
            ),
            models.CheckConstraint(condition=~models.Q(state="shared") | ~models.Q(key_digest=""), name="shared_comparison_has_a_key"),
        )

    def __str__(self) -> str:
        original = self.original_text
        return str(original) if original and str(original) else self.code

    def get_absolute_url(self) -> str:
        return f"/id/{self.pk}"

    @property
    def is_public(self) -> bool:
        return self.state == self.State.PUBLISHED


class ComparisonText(Text):
    words: ClassVar[tuple[str, ...]] = ("title", "introduction")

    record = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=250)
    introduction = models.TextField(_("what is compared, and what for"), blank=True)

    class Meta(Text.Meta):
        pass


class ComparisonEditor(models.Model):
    """An organisation invited to write along: everybody who acts for it may."""

    wagtail_reference_index_ignore = True

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="editors")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("comparison", "organisation"), name="one_invitation_per_organisation"),)

    def __str__(self) -> str:
        return f"{self.comparison_id}: {self.organisation_id}"


class Subject(models.Model):
    """One of the records compared, with its sheet. Left out, it keeps its answers, so that it can be put back."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="subjects")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sheet = models.OneToOneField(AnswerSheet, on_delete=models.PROTECT, related_name="+")
    left_out_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(practice__isnull=False, transfer__isnull=True, territory__isnull=True)
                | models.Q(practice__isnull=True, transfer__isnull=False, territory__isnull=True)
                | models.Q(practice__isnull=True, transfer__isnull=True, territory__isnull=False),
                name="a_subject_is_one_record",
            ),
            *(
                models.UniqueConstraint(
                    fields=("comparison", kind), condition=models.Q(**{f"{kind}__isnull": False}), name=f"one_subject_per_{kind}"
                )
                for kind in Kind.values
            ),
        )

    def __str__(self) -> str:
        return f"{self.comparison_id}: {self.record_id}"

    @property
    def record_id(self) -> uuid.UUID:
        found = self.practice_id or self.transfer_id or self.territory_id
        if found is None:
            raise ValueError("a subject is one record")
        return found


class CellSource(models.Model):
    """What a cell is known from: a document with the place in it, or who says so. Emptied, its row stays to count the changes."""

    wagtail_reference_index_ignore = True

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="cell_sources")
    item_code = models.CharField(max_length=64)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    locator = models.CharField(_("page, line or section"), max_length=100, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # What the person who says it does there; never a name or an address.
    role = models.CharField(_("role of who says so"), max_length=120, blank=True)
    # Counts the changes: who saves says which one they had seen.
    revision = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("subject", "item_code"), name="one_source_per_cell"),
            models.CheckConstraint(
                condition=models.Q(source__isnull=True) | models.Q(organisation__isnull=True, role=""),
                name="a_cell_is_known_from_a_document_or_from_somebody",
            ),
            models.CheckConstraint(condition=models.Q(locator="") | models.Q(source__isnull=False), name="a_place_is_in_a_document"),
        )

    def __str__(self) -> str:
        return f"{self.subject_id} {self.item_code}"


class CellTranslation(TranslatedAnswer):
    """The words of a cell in another language."""

    wagtail_reference_index_ignore = True

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="translations")
    item_code = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("subject", "item_code", "language"), name="one_translation_per_cell_and_language"),
            models.CheckConstraint(condition=~models.Q(state=TextState.ORIGINAL), name="a_translated_cell_is_no_original"),
        )


class Binding(models.Model):
    """A criterion of a grid that is filled from the records of a kind, until a person says otherwise."""

    wagtail_reference_index_ignore = True

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="+")
    # Items keep their codes through all versions.
    item_code = models.CharField(max_length=64)
    kind = models.CharField(_("of which records"), max_length=10, choices=Kind)
    # `started`, `actors`, `concepts:legal-forms`, `figure:members`, `words:results`: see `queries.records`.
    field = models.CharField(_("filled from"), max_length=80)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("instrument", "item_code", "kind"), name="one_binding_per_criterion_and_kind"),)

    def __str__(self) -> str:
        return f"{self.item_code} = {self.kind}.{self.field}"
