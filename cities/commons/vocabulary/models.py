"""Controlled vocabularies after SKOS: what codes mean, in every language."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from cities.commons.places.models import Territory
from cities.provenance.models import Figure
from cities.translation.languages import best_language
from cities.translation.models import Text


class Scheme(models.Model):
    """A vocabulary: a SKOS concept scheme."""

    code = models.SlugField(_("code"), max_length=60, primary_key=True)
    uri = models.CharField(_("URI"), max_length=300, unique=True)
    labels = models.JSONField(_("names"), default=dict, help_text=_("Name by language."))
    definitions = models.JSONField(_("definitions"), default=dict, help_text=_("Definition by language."))

    class Meta:
        ordering = ("code",)
        verbose_name = _("vocabulary")
        verbose_name_plural = _("vocabularies")

    def __str__(self) -> str:
        return str(self.labels.get("en", self.code))


class ConceptQuerySet(models.QuerySet["Concept"]):
    def of(self, *schemes: str) -> "ConceptQuerySet":
        return self.filter(scheme_id__in=schemes)


class Concept(ClusterableModel):  # type: ignore[misc]  # modelcluster is untyped
    """An entry of a vocabulary. Its key, `themes:microcredit`, says what it is wherever it is stored."""

    key = models.CharField(max_length=140, primary_key=True, editable=False)
    uuid = models.UUIDField(unique=True, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="concepts", verbose_name=_("vocabulary"))
    code = models.SlugField(_("code"), max_length=80)
    uri = models.CharField(_("URI"), max_length=300, unique=True)
    broader = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="narrower", verbose_name=_("broader"))
    position = models.PositiveIntegerField(_("position"), default=0)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ConceptQuerySet.as_manager()

    class Meta:
        ordering = ("scheme", "position", "key")
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        constraints = (models.UniqueConstraint(fields=("scheme", "code"), name="one_concept_per_code_in_a_vocabulary"),)

    def __str__(self) -> str:
        text = next((text for text in self.texts.all() if text.language == "en"), None)
        # Django takes the key away when it deletes the row, and its name is still to be told then.
        return text.label if text else self.key or self.code

    def save(self, *args: object, **kwargs: object) -> None:
        self.key = self.key or concept_key(self.scheme_id, self.code)
        self.uuid = self.uuid or uuid.uuid5(uuid.NAMESPACE_URL, self.uri)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return f"/id/{self.uuid}"

    def label_in(self, language: str) -> str:
        """The label a reader of `language` understands best."""
        labels = {text.language: text.label for text in self.texts.all()}
        chosen = best_language(labels, language, original="en")
        return labels[chosen] if chosen else self.code


class ConceptText(Text):
    words: ClassVar[tuple[str, ...]] = ("label", "alternatives", "definition")

    record = ParentalKey(Concept, on_delete=models.CASCADE, related_name="texts")
    label = models.CharField(_("label"), max_length=200)
    alternatives = models.TextField(_("other words for it"), blank=True, help_text=_("One on each line."))
    definition = models.TextField(_("definition"), blank=True)

    class Meta(Text.Meta):
        # When one last changed is asked on every page.
        indexes = (models.Index(fields=("updated_at",), name="changed_concepttext"),)

    @property
    def alternative_labels(self) -> list[str]:
        return [line.strip() for line in self.alternatives.splitlines() if line.strip()]


class ConceptMapping(models.Model):
    """Says what a concept corresponds to in somebody else's vocabulary."""

    class Relation(models.TextChoices):
        EXACT = "exactMatch", _("the same as")
        CLOSE = "closeMatch", _("nearly the same as")
        BROAD = "broadMatch", _("narrower than")
        NARROW = "narrowMatch", _("broader than")
        RELATED = "relatedMatch", _("related to")

    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="mappings")
    relation = models.CharField(_("relation"), max_length=20, choices=Relation)
    target = models.CharField(_("URI of the other concept"), max_length=300)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("concept", "target"), name="one_mapping_per_concept_and_target"),)

    def __str__(self) -> str:
        return f"{self.get_relation_display()} {self.target}"


class ActorKind(models.TextChoices):
    """The four sides of a collaboration; concepts of `actor-kinds` by the same codes."""

    PUBLIC = "public", _("public body")
    CIVIL_SOCIETY = "civil-society", _("civil society")
    PRIVATE = "private", _("private enterprise")
    RESEARCH = "research", _("research")


class MeasuredFigure(Figure):
    """A figure on a record: what it counts is a concept of `measures`."""

    measure = models.ForeignKey(
        Concept, on_delete=models.PROTECT, related_name="+", limit_choices_to={"scheme": "measures"}, verbose_name=_("what it counts")
    )

    scope = models.ForeignKey(
        Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territory it speaks of")
    )

    class Meta(Figure.Meta):
        abstract = True
        ordering = ("pk",)

    @property
    def subject(self) -> tuple[str, str, int | None, uuid.UUID | None]:
        """Two figures with the same subject speak of the same thing (provenance.comparing)."""
        return (self.measure_id, self.unit, self.year, self.scope_id)

    @property
    def statement(self) -> tuple[object, ...]:
        return (self.value, self.qualifier, self.absence)

    @property
    def origin(self) -> int:
        return self.source_id


def concept_key(scheme: str, code: str) -> str:
    return f"{scheme}:{code}"
