"""What our widgets have in common."""

import copy
from typing import Any, TypeVar

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class OwnTemplate:
    """A widget drawn by a template of the project: Django looks for those of widgets inside apps only."""

    def _render(self, template_name: str, context: dict[str, Any], renderer: object = None) -> SafeString:
        return render_to_string(template_name, context)


S = TypeVar("S", bound="OwnChoices")


class OwnChoices(forms.Select):
    """A select that works its options out when it is drawn: they depend on the reader's language and on the database."""

    def __deepcopy__(self: S, memo: dict[int, Any]) -> S:
        # Django's would read the options, at a time when there may be no database yet.
        twin = copy.copy(self)
        twin.attrs = self.attrs.copy()
        memo[id(self)] = twin
        return twin
