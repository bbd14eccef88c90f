"""Panels for rows of a record: figures, participants, memberships, files."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel
from wagtail.admin.panels.base import get_form_for_model

from cities.commons.vocabulary.queries import labels
from cities.desk.forms.children import RowFormSet
from cities.desk.rules import may_edit_facts
from cities.provenance.comparing import group_figures


class RowsPanel(InlinePanel):  # type: ignore[misc]  # Wagtail is untyped
    """Like Wagtail's, with a form and a set of forms of our own."""

    def __init__(
        self,
        relation_name: str,
        panels: Any = None,
        *,
        form_class: type[WagtailAdminModelForm] = WagtailAdminModelForm,
        formset_class: type[RowFormSet] = RowFormSet,
        **kwargs: Any,
    ) -> None:
        self.form_class = form_class
        self.formset_class = formset_class
        super().__init__(relation_name, panels, **kwargs)

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "form_class": self.form_class, "formset_class": self.formset_class}

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        form = get_form_for_model(self.db_field.related_model, form_class=self.form_class, defer_required_on_fields=deferred)
        options["formsets"][self.relation_name] |= {"form": form, "formset": self.formset_class, "inherit_kwargs": ["for_user"]}
        return options


class PrivateRowsPanel(RowsPanel):
    """Not even comparisons of versions show these to those who may not change them."""

    class BoundPanel(InlinePanel.BoundPanel):  # type: ignore[misc]  # Wagtail is untyped
        def get_comparison(self) -> list[Any]:
            comparison: list[Any] = super().get_comparison()
            return comparison if may_edit_facts(self.request.user, self.panel.model) else []


@dataclass(frozen=True)
class Disagreement:
    """Sources that say different things about one subject."""

    measure: str
    unit: str
    year: int | None
    statements: tuple[str, ...]


class FiguresPanel(RowsPanel):
    """Says where two sources disagree: both figures stay, and readers see both."""

    class BoundPanel(InlinePanel.BoundPanel):  # type: ignore[misc]  # Wagtail is untyped
        template_name = "desk/panels/figures.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["disagreements"] = disagreements(self.instance.figures.all(), language=get_language())
            return context


def disagreements(figures: Any, *, language: str) -> list[Disagreement]:
    """The groups of figures that speak of the same thing and say different things."""
    names = labels(language)
    groups = [group.figures for group in group_figures(figures) if group.disagrees]
    return [
        Disagreement(
            measure=names.get(group[0].measure_id, group[0].measure_id),
            unit=group[0].unit,
            year=group[0].year,
            statements=tuple(f"{figure} ({figure.source})" for figure in group),
        )
        for group in groups
    ]
