"""Searching everything the back office keeps, from any screen."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.utils import quote
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from cities.accounts.rules import may_enter_desk
from cities.desk.queries.finding import found
from cities.desk.rules import RECORD_MODELS, REFERENCE_MODELS, may, within_reach
from cities.desk.views.columns import best_title
from cities.desk.views.screens import DeskScreen

SHOWN = 8


@dataclass(frozen=True)
class FoundKind:
    """What was found of one kind: the first few with their addresses, how many in all, and the list of all."""

    name: str
    total: int
    rows: tuple[tuple[str, str], ...]
    url: str


class FindView(DeskScreen):
    template_name = "desk/find.html"
    page_title = gettext_lazy("Search")
    header_icon = "search"

    def may_see(self, user: Any) -> bool:
        return may_enter_desk(user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.get("q", "")[:200].strip()
        kinds = list(found_kinds(query, self.request.user)) if query else []
        return {**super().get_context_data(**kwargs), "query": query, "kinds": kinds}


def found_kinds(query: str, user: Any) -> Iterable[FoundKind]:
    models: tuple[type[Model], ...] = (*RECORD_MODELS, *REFERENCE_MODELS)
    for model in models:
        if not any(may(user, action, model) for action in ("view", "change", "add")):
            continue
        rows = found(_seen(user, model), query)
        total = rows.count()
        if total:
            yield _found_kind(model, rows, query=query, total=total)


def _seen(user: Any, model: type[Model]) -> QuerySet[Any]:
    rows = model._default_manager.all()
    return within_reach(user, rows) if model in RECORD_MODELS else rows


def _found_kind(model: type[Model], rows: Any, *, query: str, total: int) -> FoundKind:
    viewset = model.snippet_viewset  # type: ignore[attr-defined]  # Wagtail sets it
    has_texts = hasattr(model, "texts")
    shown = (rows.prefetch_related("texts") if has_texts else rows)[:SHOWN]
    return FoundKind(
        name=capfirst(str(model._meta.verbose_name_plural)),
        total=total,
        rows=tuple(
            (best_title(row) if has_texts else str(row), reverse(viewset.get_url_name("edit"), args=[quote(row.pk)])) for row in shown
        ),
        url=f"{reverse(viewset.get_url_name('list'))}?{urlencode({'q': query})}",
    )
