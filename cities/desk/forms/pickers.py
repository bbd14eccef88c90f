"""Picking records by typing: a combobox that asks the server, alike for one and for several, with or without a mouse."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import get_language

from cities.desk.forms.widgets import OwnTemplate
from cities.desk.queries.choices import named_choices


class Picker(OwnTemplate, forms.Widget):
    """Holds what was picked in hidden inputs; `kind` is one of queries.choices.KINDS. Where the order counts, things can be moved."""

    template_name = "desk/widgets/picker.html"
    # Model choice fields hand every row of the table over; nothing here reads them.
    choices: Iterable[Any] = ()

    def __init__(self, kind: str, *, multiple: bool = False, ordered: bool = False, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.kind = kind
        self.allow_multiple_selected = multiple
        self.ordered = ordered

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        picked = value if isinstance(value, (list, tuple)) else [value]
        chosen = named_choices(self.kind, picked, language=get_language())
        return {
            **context,
            "chosen": chosen,
            "url": reverse("desk:choices", args=[self.kind]),
            "multiple": self.allow_multiple_selected,
            "ordered": self.ordered,
            "described_by": context["widget"]["attrs"].get("aria-describedby"),
        }

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if self.allow_multiple_selected and hasattr(data, "getlist"):
            return data.getlist(name)
        return data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False
