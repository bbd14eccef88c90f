"""Resources: reports, guides, videos, web pages. Each file has its own language."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from cities.commons.members.models import Organisation
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice
from cities.commons.vocabulary.models import Concept
from cities.core.models import RecordQuerySet, web_address
from cities.translation.languages import normalise_tag
from cities.translation.models import Text, TextedRecord


class Resource(TextedRecord):
    kind_code = "resource"

    kind = models.ForeignKey(
        Concept, on_delete=models.PROTECT, related_name="+", limit_choices_to={"scheme": "deliverable-types"}, verbose_name=_("kind")
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    publishers = ParentalManyToManyField(Organisation, blank=True, related_name="published_resources", verbose_name=_("published by"))
    territories = ParentalManyToManyField(Territory, blank=True, related_name="resources", verbose_name=_("territories"))
    concepts = ParentalManyToManyField(Concept, blank=True, related_name="resources", verbose_name=_("concepts"))
    practices = ParentalManyToManyField(Practice, blank=True, related_name="resources", verbose_name=_("practices it is about"))

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")


class ResourceText(Text):
    words: ClassVar[tuple[str, ...]] = ("title", "summary")

    record = ParentalKey(Resource, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=250)
    summary = models.TextField(_("what it is and for whom"), blank=True)

    class Meta(Text.Meta):
        pass


Resource.text_model = ResourceText


class ResourceFile(models.Model):
    """One language version: a document kept here, a page elsewhere, or only known to exist."""

    resource = ParentalKey(Resource, on_delete=models.CASCADE, related_name="files")
    language = models.CharField(_("language of the file"), max_length=35)
    title = models.CharField(_("title as published"), max_length=300, blank=True)
    document = models.ForeignKey(
        "wagtaildocs.Document", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("document kept here")
    )
    url = models.URLField(_("address"), max_length=500, blank=True)
    pages = models.PositiveSmallIntegerField(_("pages"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (web_address("url", name="file_has_a_web_address"),)

    def __str__(self) -> str:
        return self.title or self.language

    def clean(self) -> None:
        super().clean()
        try:
            self.language = normalise_tag(self.language)
        except ValueError as error:
            raise ValidationError({"language": _("This is not a language tag such as “fr” or “pt-BR”.")}) from error
