"""The lists of records and of what they build upon."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib.admin.utils import quote
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import IndexView

from cities.core.models import Record
from cities.desk.queries.completeness import completeness_of
from cities.desk.queries.finding import found
from cities.desk.queries.translations import text_model
from cities.desk.queries.waiting import in_review, scheduled
from cities.desk.rules import may_delete, within_reach
from cities.desk.views.columns import CompletenessColumn, LanguagesColumn, RecordStatusColumn, RecordTitleColumn, best_title
from cities.translation.completeness import Completeness
from cities.translation.models import TextState

BY_COMPLETENESS = "completeness"


class SearchableIndexView(IndexView):  # type: ignore[misc]  # Wagtail is untyped
    """A list that finds rows by words in any of their languages, without ticks for acting on many."""

    is_searchable = True
    paginate_by = 50

    def get_search_form(self) -> SearchForm:
        return SearchForm(self.request.GET if self.search_kwarg in self.request.GET else None, placeholder=_("Words in any language"))

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "queryset": self.model._default_manager.all()}

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return found(queryset, self.search_query) if self.is_searching else queryset

    @cached_property
    def columns(self) -> list[Any]:
        return [column for column in super().columns if not isinstance(column, BulkActionsCheckboxColumn)]


class TextedIndexView(SearchableIndexView):
    """Rows with words in several languages, by title in the editor's."""

    default_ordering = "title"

    def get_base_queryset(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_base_queryset().prefetch_related("texts")
        return rows

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.ordering not in ("title", "-title"):
            ordered: QuerySet[Any] = super().order_queryset(queryset)
            return ordered
        texts = text_model(self.model)
        titles = texts._default_manager.filter(record=OuterRef("pk")).values(texts.words[0])  # type: ignore[misc]  # concrete texts have a record
        own, original = titles.filter(language=get_language())[:1], titles.filter(state=TextState.ORIGINAL)[:1]
        title = Lower(Coalesce(Subquery(own), Subquery(original)))
        order = F("_title").desc(nulls_last=True) if self.ordering.startswith("-") else F("_title").asc(nulls_last=True)
        by_title: QuerySet[Any] = queryset.annotate(_title=title).order_by(order, "pk")
        return by_title

    def title_column(self) -> Any:
        return self._get_title_column("__str__", RecordTitleColumn, accessor=best_title, label=_("Title"), sort_key="title")

    def languages_column(self) -> LanguagesColumn:
        return LanguagesColumn("languages", label=_("Languages"), edit_url_name=self.edit_url_name)

    def _get_custom_column(self, field_name: str, column_class: Any = None, **kwargs: Any) -> Any:
        """Wagtail names the column after the field; a title in many languages has none."""
        if field_name == "__str__":
            kwargs.pop("label", None)
            kwargs.pop("sort_key", None)
            return column_class("title", label=_("Title"), sort_key="title", **kwargs)
        return super()._get_custom_column(field_name, column_class, **kwargs)

    @cached_property
    def list_display(self) -> list[Any]:
        return [self.title_column(), self.languages_column()]


class RecordIndexView(TextedIndexView):
    """Title, languages, status, completeness, last change."""

    default_ordering = "-_updated_at"

    def get_base_queryset(self) -> QuerySet[Any]:
        return within_reach(self.request.user, super().get_base_queryset())

    @cached_property
    def scores(self) -> Mapping[UUID, Completeness]:
        return completeness_of(self.model)

    @cached_property
    def in_review(self) -> set[str]:
        return in_review(self.model)

    @cached_property
    def scheduled(self) -> set[str]:
        return scheduled(self.model)

    @cached_property
    def list_display(self) -> list[Any]:
        return [
            self.title_column(),
            self.languages_column(),
            RecordStatusColumn("status", label=_("Status"), in_review=lambda: self.in_review, scheduled=lambda: self.scheduled),
            CompletenessColumn(BY_COMPLETENESS, label=_("Complete"), sort_key=BY_COMPLETENESS, scores=lambda: self.scores),
            UpdatedAtColumn(label=_("Last change")),
        ]

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Completeness is worked out apart from the database: see paginate_queryset."""
        if self.ordering.lstrip("-") == BY_COMPLETENESS:
            return queryset.order_by("pk")
        return super().order_queryset(queryset)

    def paginate_queryset(self, queryset: QuerySet[Any], page_size: int) -> Any:
        if self.ordering.lstrip("-") != BY_COMPLETENESS:
            return super().paginate_queryset(queryset, page_size)
        worst = Completeness(0, ())
        keys = sorted(queryset.values_list("pk", flat=True), key=lambda pk: (self.scores.get(pk, worst).percent, pk))
        paginator, page, shown, has_others = super().paginate_queryset(keys[::-1] if self.ordering.startswith("-") else keys, page_size)
        records = (
            self.get_base_queryset()
            .select_related("latest_revision")
            .annotate(_updated_at=F("latest_revision__created_at"))
            .in_bulk(list(shown))
        )
        page.object_list = [records[pk] for pk in shown]
        return paginator, page, page.object_list, has_others

    def get_delete_url(self, instance: Record) -> str | None:
        return reverse(self.delete_url_name, args=[quote(instance.pk)]) if may_delete(self.request.user, instance) else None
