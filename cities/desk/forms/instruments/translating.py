"""All words of a draft in one other language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.commons.instruments.actions import Translation
from cities.commons.instruments.queries import Part
from cities.desk.forms.texts import WordsInput, plain_words
from cities.translation.languages import text_direction
from cities.translation.models import TextState

STATES = [(state.value, state.label) for state in TextState if state != TextState.ORIGINAL]


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part as the page shows it: each field of the original beside the field for its translation."""

    part: Part
    pairs: tuple[tuple[str, forms.BoundField], ...]
    state: forms.BoundField


class TranslateForm(forms.Form):
    """Each field carries what it showed: only what somebody changed is written, and nobody else's words meanwhile."""

    def __init__(self, *args: Any, parts: Sequence[Part], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        attrs = {"lang": language, "dir": text_direction(language)}
        for part in parts:
            for field in part.fields:
                model_field: Any = part.original._meta.get_field(field)
                self.fields[f"{part.key}-{field}"] = forms.CharField(
                    label=model_field.verbose_name,
                    required=False,
                    max_length=model_field.max_length or 20_000,
                    initial=getattr(part.text, field) if part.text else "",
                    widget=WordsInput(attrs=attrs),
                    show_hidden_initial=True,
                )
            self.fields[f"{part.key}-state"] = forms.ChoiceField(
                label=_("how it was made"),
                choices=STATES,
                required=False,
                initial=part.text.state if part.text else TextState.HUMAN,
                show_hidden_initial=True,
            )

    def rows(self) -> list[PartRow]:
        return [
            PartRow(
                part,
                tuple((getattr(part.original, field), self[f"{part.key}-{field}"]) for field in part.fields),
                self[f"{part.key}-state"],
            )
            for part in self.parts
        ]

    def translations(self) -> Mapping[str, Translation]:
        """What was changed, by key of its part."""
        changed = set(self.changed_data)
        found = {}
        for part in self.parts:
            words = {
                field: plain_words(self.cleaned_data[f"{part.key}-{field}"]) for field in part.fields if f"{part.key}-{field}" in changed
            }
            if words or (f"{part.key}-state" in changed and part.text is not None):
                found[part.key] = Translation(words, self.cleaned_data[f"{part.key}-state"] or TextState.HUMAN)
        return found
