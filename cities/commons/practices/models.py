"""Practices: what was done somewhere and others could take up."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from cities.commons.members.models import Organisation
from cities.commons.places.models import Territory
from cities.commons.vocabulary.models import ActorKind, Concept, MeasuredFigure
from cities.core.models import Picture, RecordQuerySet
from cities.provenance.models import Reference
from cities.translation.models import Text, TextedRecord


class Practice(TextedRecord):
    """The origin dossier."""

    kind_code = "practice"

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        RUNNING = "running", _("running")
        ENDED = "ended", _("ended")

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.RUNNING)
    started = models.PositiveSmallIntegerField(_("started in"), null=True, blank=True)
    ended = models.PositiveSmallIntegerField(_("ended in"), null=True, blank=True)
    territories = ParentalManyToManyField(Territory, blank=True, related_name="practices", verbose_name=_("territories"))
    # One relation for every vocabulary: the scheme of a concept says which aspect it describes.
    concepts = ParentalManyToManyField(Concept, blank=True, related_name="practices", verbose_name=_("concepts"))
    related = ParentalManyToManyField("self", blank=True, symmetrical=True, verbose_name=_("related practices"))
    contact = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="answers_for",
        verbose_name=_("who answers questions"),
        help_text=_("Messages reach them by relay; no address is shown."),
    )
    image = models.ForeignKey(Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture"))
    # The organisation that wrote it in its space, and goes on writing there before and after it is public.
    brought_by = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="brought_practices"
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        # When one last changed is told with every answer of the API.
        indexes = (models.Index(fields=("updated_at",), name="changed_practice"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(started__isnull=True) | models.Q(ended__isnull=True) | models.Q(ended__gte=models.F("started")),
                name="practice_ends_after_it_began",
            ),
        )


class PracticeText(Text):
    words: ClassVar[tuple[str, ...]] = (
        "title",
        "summary",
        "problem",
        "action",
        "co_construction",
        "results",
        "success_factors",
        "obstacles",
        "transferability",
        "image_alt",
    )

    record = ParentalKey(Practice, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=250)
    summary = models.TextField(_("in two or three sentences"), blank=True)
    problem = models.TextField(_("the problem"), blank=True)
    action = models.TextField(_("what is done"), blank=True)
    co_construction = models.TextField(
        _("how it was built together"),
        blank=True,
        help_text=_("Who decided what with whom: the nature of the collaboration matters as much as the project."),
    )
    results = models.TextField(_("results"), blank=True)
    success_factors = models.TextField(_("what made it work"), blank=True)
    obstacles = models.TextField(_("obstacles"), blank=True)
    transferability = models.TextField(_("what to keep and what to adapt elsewhere"), blank=True)
    image_alt = models.CharField(_("what the picture shows"), max_length=250, blank=True)

    class Meta(Text.Meta):
        pass


Practice.text_model = PracticeText


class PracticeOrganisation(models.Model):
    """Who took part, as what. An organisation without a record is named as the source names it."""

    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="participations", verbose_name=_("organisation")
    )
    name = models.CharField(_("name, when it has no record"), max_length=250, blank=True)
    role = models.ForeignKey(
        Concept, on_delete=models.PROTECT, related_name="+", limit_choices_to={"scheme": "roles"}, verbose_name=_("role")
    )
    actor_kind = models.CharField(_("kind of actor"), max_length=20, choices=ActorKind)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False, name="") | (models.Q(organisation__isnull=True) & ~models.Q(name="")),
                name="participant_has_a_record_or_a_name",
            ),
        )

    def __str__(self) -> str:
        return self.name or str(self.organisation)


class PracticeFigure(MeasuredFigure):
    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="figures")

    class Meta(MeasuredFigure.Meta):
        pass


class PracticeSource(Reference):
    practice = ParentalKey(Practice, on_delete=models.CASCADE, related_name="sources")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.source}, {self.locator}" if self.locator else str(self.source)
