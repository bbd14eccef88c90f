"""A library of practices as most Wagtail sites would build it: one page a practice, in one language, found by theme and country."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index
from wagtail.snippets.models import register_snippet

# As many as our library shows on a page.
PRACTICES_A_PAGE = 18


@register_snippet
class Theme(models.Model):
    name = models.CharField(max_length=100)
    slug = models.SlugField(unique=True)

    objects: models.Manager["Theme"] = models.Manager()

    api_fields = ("name", "slug")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class HomePage(Page):  # type: ignore[misc]  # Wagtail is untyped
    pass


class PracticeIndexPage(Page):  # type: ignore[misc]  # Wagtail is untyped
    """The list: newest first, 18 a page, narrowed by `theme` and `country`."""

    intro = RichTextField(blank=True)
    content_panels = [*Page.content_panels, FieldPanel("intro")]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        practices = PracticePage.objects.child_of(self).live().order_by("-first_published_at").prefetch_related("themes")
        theme, country = request.GET.get("theme", ""), request.GET.get("country", "")
        if theme:
            practices = practices.filter(themes__slug=theme)
        if country:
            practices = practices.filter(country=country)
        context["practices"] = Paginator(practices, PRACTICES_A_PAGE).get_page(request.GET.get("page"))
        context["themes"] = Theme.objects.all()
        context["chosen"] = theme
        return context


class PracticePage(Page):  # type: ignore[misc]  # Wagtail is untyped
    intro = models.TextField(blank=True)
    body = RichTextField(blank=True)
    city = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=200, blank=True, db_index=True)
    started = models.PositiveSmallIntegerField(null=True, blank=True)
    themes = ParentalManyToManyField(Theme, blank=True, related_name="practices")

    parent_page_types = ("plain.PracticeIndexPage",)
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body"), index.FilterField("country")]
    content_panels = [*Page.content_panels, *(FieldPanel(name) for name in ("intro", "body", "city", "country", "started", "themes"))]
    api_fields = [APIField(name) for name in ("intro", "body", "city", "country", "started", "themes")]
