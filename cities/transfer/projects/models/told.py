"""What is told of a transfer: part of every version of it, public once both sides have agreed."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from cities.commons.members.models import Organisation
from cities.commons.places.models import Territory
from cities.commons.resources.models import Resource
from cities.commons.vocabulary.models import ActorKind, Concept, MeasuredFigure
from cities.core.models import web_address
from cities.provenance.models import Reference, Source
from cities.transfer.projects.models.transfers import Phase, Transfer
from cities.translation.models import Text, Texted


class Dimension(models.TextChoices):
    LEGAL = "legal", _("legal")
    INSTITUTIONAL = "institutional", _("institutional")
    ECONOMIC = "economic", _("economic")
    CULTURAL = "cultural", _("cultural")
    LINGUISTIC = "linguistic", _("linguistic")
    SCALE = "scale", _("scale")


class Told(Texted, ClusterableModel):  # type: ignore[misc]  # modelcluster is untyped
    """One thing told, with words in several languages and what it is known from. `key` stays the same in every version."""

    text_model: ClassVar[type[Text]]

    key = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("source"))
    locator = models.CharField(_("page, line or section"), max_length=100, blank=True)

    class Meta:
        abstract = True
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.original_text or self.key)


class Adaptation(Told):
    """What was changed on the way, in which respect, by whom."""

    transfer = ParentalKey(Transfer, on_delete=models.CASCADE, related_name="adaptations")
    dimension = models.CharField(_("in which respect"), max_length=20, choices=Dimension)
    made_by = models.CharField(_("who changed it"), max_length=250, blank=True)


class AdaptationText(Text):
    words: ClassVar[tuple[str, ...]] = ("became", "was", "reason")

    record = ParentalKey(Adaptation, on_delete=models.CASCADE, related_name="texts")
    became = models.TextField(_("what it became here"))
    was = models.TextField(_("what it was at the origin"), blank=True)
    reason = models.TextField(_("why"), blank=True)

    class Meta(Text.Meta):
        pass


class Pilot(Told):
    """A trial: where, with how many people, for how long. Numbers nobody knows are empty."""

    transfer = ParentalKey(Transfer, on_delete=models.CASCADE, related_name="pilots")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territory"))
    began = models.CharField(_("began"), max_length=10, blank=True)
    ended = models.CharField(_("ended"), max_length=10, blank=True)
    weeks = models.PositiveSmallIntegerField(_("weeks"), null=True, blank=True)
    people = models.PositiveIntegerField(_("people"), null=True, blank=True)


class PilotText(Text):
    words: ClassVar[tuple[str, ...]] = ("name", "result")

    record = ParentalKey(Pilot, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("what it is called, or where it was"), max_length=250)
    result = models.TextField(_("what came of it"), blank=True)

    class Meta(Text.Meta):
        pass


class Variant(Told):
    """The practice done otherwise here: for others, elsewhere, by others."""

    transfer = ParentalKey(Transfer, on_delete=models.CASCADE, related_name="variants")
    since = models.CharField(_("since"), max_length=10, blank=True)


class VariantText(Text):
    words: ClassVar[tuple[str, ...]] = ("name", "description")

    record = ParentalKey(Variant, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("what it is called"), max_length=250)
    description = models.TextField(_("what is different"), blank=True)

    class Meta(Text.Meta):
        pass


class Step(Told):
    """Something that happened on the way, on a day as far as it is known."""

    transfer = ParentalKey(Transfer, on_delete=models.CASCADE, related_name="steps")
    happened = models.CharField(_("when"), max_length=10)
    phase = models.CharField(_("phase"), max_length=10, choices=Phase, blank=True)

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("happened", "pk")


class StepText(Text):
    words: ClassVar[tuple[str, ...]] = ("sentence",)

    record = ParentalKey(Step, on_delete=models.CASCADE, related_name="texts")
    sentence = models.TextField(_("what happened"))

    class Meta(Text.Meta):
        pass


Adaptation.text_model, Pilot.text_model, Variant.text_model, Step.text_model = AdaptationText, PilotText, VariantText, StepText


class LocalActor(models.Model):
    """Someone in the local group. Without a record it is named as it calls itself."""

    transfer = ParentalKey(Transfer, on_delete=models.CASCADE, related_name="local_group")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="local_groups", verbose_name=_("organisation")
    )
    name = models.CharField(_("name, when it has no record"), max_length=250, blank=True)
    actor_kind = models.CharField(_("kind of actor"), max_length=20, choices=ActorKind)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False, name="") | (models.Q(organisation__isnull=True) & ~models.Q(name="")),
                name="local_actor_has_a_record_or_a_name",
            ),
        )

    def __str__(self) -> str:
        return self.name or str(self.organisation)


class Deliverable(models.Model):
    """An agreement, a report, a guide …: something others can hold, with its own language."""

    transfer = ParentalKey(Transfer, on_delete=models.CASCADE, related_name="deliverables")
    kind = models.ForeignKey(
        Concept, on_delete=models.PROTECT, related_name="+", limit_choices_to={"scheme": "deliverable-types"}, verbose_name=_("kind")
    )
    title = models.CharField(_("title as it stands on it"), max_length=300)
    language = models.CharField(_("language"), max_length=35, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    resource = models.ForeignKey(Resource, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("its record"))

    class Meta:
        ordering = ("pk",)
        constraints = (web_address("url", name="deliverable_has_a_web_address"),)

    def __str__(self) -> str:
        return self.title


class TransferFigure(MeasuredFigure):
    """Uptake year by year, what it costs, what it brought."""

    class Aspect(models.TextChoices):
        UPTAKE = "uptake", _("uptake")
        BUDGET = "budget", _("budget")
        RESULT = "result", _("result")

    transfer = ParentalKey(Transfer, on_delete=models.CASCADE, related_name="figures")
    aspect = models.CharField(_("what it tells"), max_length=10, choices=Aspect, default=Aspect.RESULT)

    class Meta(MeasuredFigure.Meta):
        constraints = (  # type: ignore[assignment]  # one constraint more than the base has
            *MeasuredFigure.Meta.constraints,
            models.CheckConstraint(condition=~models.Q(aspect="uptake") | models.Q(year__isnull=False), name="uptake_is_of_a_year"),
        )


class TransferSource(Reference):
    transfer = ParentalKey(Transfer, on_delete=models.CASCADE, related_name="sources")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.source}, {self.locator}" if self.locator else str(self.source)
