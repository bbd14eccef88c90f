"""Territories: where things are done and who governs there."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from cities.translation.languages import best_language
from cities.translation.models import Text

NAMESPACE = uuid.UUID("6f2c1d0a-5a43-5c0e-9a57-2f0d6f9a8b11")


class Territory(ClusterableModel):  # type: ignore[misc]  # modelcluster is untyped
    """A district, city, region, country or world region. `path` holds its place in the tree: `world/europe/es/es-bilbao/`."""

    class Kind(models.TextChoices):
        WORLD = "world", _("the world")
        WORLD_REGION = "world-region", _("world region")
        COUNTRY = "country", _("country")
        REGION = "region", _("region")
        CITY = "city", _("city")
        DISTRICT = "district", _("district")

    id = models.UUIDField(primary_key=True, editable=False)
    code = models.SlugField(_("code"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of"))
    path = models.CharField(max_length=500, unique=True, editable=False)
    country_code = models.CharField(_("country (ISO 3166-1)"), max_length=2, blank=True)
    iso_code = models.CharField(_("ISO 3166 code"), max_length=10, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    wikidata_id = models.CharField(_("Wikidata"), max_length=20, blank=True)
    geonames_id = models.PositiveIntegerField(_("GeoNames"), null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["Territory"]] = models.Manager()

    class Meta:
        ordering = ("path",)
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        # When one last changed is asked on every page.
        indexes = (models.Index(fields=("updated_at",), name="changed_territory"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="territory_lies_on_the_globe",
            ),
        )

    def __str__(self) -> str:
        text = next((text for text in self.texts.all() if text.language == "en"), None)
        return text.name if text else self.code

    def save(self, *args: object, **kwargs: object) -> None:
        self.id = self.id or uuid.uuid5(NAMESPACE, self.code)
        self.path = f"{self.parent.path if self.parent else ''}{self.code}/"
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return f"/id/{self.pk}"

    @property
    def path_codes(self) -> list[str]:
        """Codes from the world down to this territory."""
        return self.path.rstrip("/").split("/")

    @property
    def region_code(self) -> str:
        """The world region it lies in, `world` for what spans several."""
        return self.path_codes[1] if len(self.path_codes) > 1 else "world"

    def name_in(self, language: str) -> str:
        names = {text.language: text.name for text in self.texts.all()}
        chosen = best_language(names, language, original="en")
        return names[chosen] if chosen else self.code


class TerritoryText(Text):
    words: ClassVar[tuple[str, ...]] = ("name",)

    record = ParentalKey(Territory, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=200)

    class Meta(Text.Meta):
        # When one last changed is asked on every page.
        indexes = (models.Index(fields=("updated_at",), name="changed_territorytext"),)
