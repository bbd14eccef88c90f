"""Lists and forms of what records build upon."""

from functools import cached_property
from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import EditView

from cities.commons.members.models import Person
from cities.commons.places.actions import follow_moved_territory
from cities.commons.places.models import Territory
from cities.commons.places.queries import places
from cities.commons.vocabulary.models import Concept, Scheme
from cities.desk.queries.choices import scheme_label
from cities.desk.views.columns import best_title
from cities.desk.views.editing import TitledInLanguage
from cities.desk.views.lists import SearchableIndexView, TextedIndexView

Rows = QuerySet[Any]


class ReferenceEditView(TitledInLanguage, EditView):  # type: ignore[misc]  # Wagtail is untyped
    pass


class TerritoryEditView(ReferenceEditView):
    def save_instance(self) -> Territory:
        """What lies in a territory moves with it."""
        before = self.object.path
        territory: Territory = super().save_instance()
        follow_moved_territory(territory, before=before)
        return territory


class SchemeColumn(Column):  # type: ignore[misc]  # Wagtail is untyped
    def get_value(self, instance: Concept) -> str:
        return scheme_label(instance.scheme, get_language())


class PlaceColumn(Column):  # type: ignore[misc]  # Wagtail is untyped
    """What a territory lies in."""

    @cached_property
    def known(self) -> Any:
        return places(get_language())

    def get_value(self, instance: Territory) -> str:
        place = self.known.by_id.get(instance.pk)
        return ", ".join(parent.name for parent in reversed(self.known.parents(place))) if place else ""


class RolesColumn(Column):  # type: ignore[misc]  # Wagtail is untyped
    def get_value(self, instance: Person) -> str:
        return "; ".join(f"{role.get_role_display()}, {best_title(role.organisation)}" for role in instance.roles.all())


class ConceptIndexView(TextedIndexView):
    def get_base_queryset(self) -> Rows:
        return super().get_base_queryset().select_related("scheme")

    @cached_property
    def list_display(self) -> list[Any]:
        return [
            self.title_column(),
            self.languages_column(),
            SchemeColumn("scheme", label=_("Vocabulary"), sort_key="scheme"),
            DateColumn("updated_at", label=_("Last change"), sort_key="updated_at"),
        ]


class SchemeIndexView(SearchableIndexView):
    @cached_property
    def list_display(self) -> list[Any]:
        return [
            self._get_title_column("__str__", accessor=lambda scheme: scheme_label(scheme, get_language())),
            Column("code", label=_("Code"), sort_key="code"),
        ]


class TerritoryIndexView(TextedIndexView):
    @cached_property
    def list_display(self) -> list[Any]:
        return [
            self.title_column(),
            Column("get_kind_display", label=_("Kind"), sort_key="kind"),
            PlaceColumn("place", label=_("Part of")),
            self.languages_column(),
            DateColumn("updated_at", label=_("Last change"), sort_key="updated_at"),
        ]


class PersonIndexView(SearchableIndexView):
    def get_base_queryset(self) -> Rows:
        rows: Rows = super().get_base_queryset().prefetch_related("roles__organisation__texts")
        return rows


class ConceptFilters(WagtailFilterSet):  # type: ignore[misc]  # Wagtail is untyped
    scheme = django_filters.ChoiceFilter(
        label=gettext_lazy("Vocabulary"),
        choices=lambda: [(scheme.code, scheme_label(scheme, get_language())) for scheme in Scheme.objects.all()],
    )


class TerritoryFilters(WagtailFilterSet):  # type: ignore[misc]  # Wagtail is untyped
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=lambda: Territory.Kind.choices)
    region = django_filters.ChoiceFilter(
        label=gettext_lazy("World region"),
        choices=lambda: [(place.code, place.name) for place in places(get_language()).regions()],
        method="by_region",
    )

    def by_region(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.filter(places(get_language()).condition("path", [value])).order_by(F("path"))
