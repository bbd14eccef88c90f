"""One question."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cities.commons.instruments.definition import ItemDefinition, OptionDefinition, Wording
from cities.commons.instruments.models import Item
from cities.commons.instruments.models.questions import is_item_code
from cities.commons.vocabulary.models import Scheme
from cities.desk.forms.instruments.options import option_lines, options_in
from cities.desk.forms.instruments.words import WordedForm, initial_words

CHOOSING = {"one-of", "several-of", "rank", "scale", "matrix"}
UNANSWERED = {"note", "calculation", "repeat"}
PLAIN = ("code", "type", "unit", "scheme", "condition", "constraint", "calculation", "options_code", "rows_code")
FLAGS = ("allows_not_applicable", "is_personal", "is_prefilled")
# The field that shows what is wrong with a part of an item.
SHOWN_AT = {"required": "required_if", "options": "options", "rows": "rows", "label": "label", "items": "type"}


class ItemForm(WordedForm):
    worded = {
        "label": _("Question"),
        "hint": _("Help"),
        "constraint_message": _("What to say when an answer is not accepted"),
        "options": _("Choices, one on each line: code | words"),
        "rows": _("Rows, one on each line: code | words"),
    }

    code = forms.CharField(label=_("Code"), max_length=64, validators=[is_item_code])
    type = forms.ChoiceField(label=_("Type"), choices=Item.Type.choices)
    group = forms.ChoiceField(label=_("Inside the repeated group"), required=False)
    unit = forms.CharField(label=_("Unit or currency"), max_length=40, required=False)
    scheme = forms.ChoiceField(label=_("Vocabulary"), required=False)
    options_code = forms.CharField(label=_("Name of the list of choices"), max_length=64, required=False, validators=[is_item_code])
    rows_code = forms.CharField(label=_("Name of the list of rows"), max_length=64, required=False, validators=[is_item_code])
    is_required = forms.BooleanField(label=_("Must be answered"), required=False)
    required_if = forms.CharField(label=_("Must be answered only if"), required=False, max_length=4000)
    condition = forms.CharField(label=_("Asked only if"), required=False, max_length=4000)
    constraint = forms.CharField(label=_("Accepted only if"), required=False, max_length=4000)
    calculation = forms.CharField(label=_("Computed as"), required=False, max_length=4000)
    allows_not_applicable = forms.BooleanField(label=_("“Does not apply” is offered"), required=False)
    is_personal = forms.BooleanField(label=_("Ask whether the answer may be published"), required=False)
    is_prefilled = forms.BooleanField(label=_("Fill in the last answer"), required=False)

    def __init__(self, *args: Any, groups: Iterable[str] = (), item: ItemDefinition | None = None, group: str = "", **kwargs: Any) -> None:
        if item is not None:
            kwargs["initial"] = initial_of(item, group, kwargs["languages"])
        super().__init__(*args, **kwargs)
        self.fields["scheme"].choices = [("", "–"), *((pk, pk) for pk in Scheme.objects.values_list("pk", flat=True))]  # type: ignore[attr-defined]  # declared above
        self.fields["group"].choices = [("", "–"), *((code, code) for code in groups if code)]  # type: ignore[attr-defined]  # declared above

    @property
    def asked_type(self) -> str:
        return str(self["type"].value() or "text")

    @property
    def type_name(self) -> str:
        return str(dict(Item.Type.choices).get(self.asked_type, ""))

    @property
    def title(self) -> str:
        """What the question is called in its list: its words, else its code."""
        return str(self[f"label_{self.original}"].value() or self["code"].value() or "")

    def visible_names(self) -> list[str]:
        """The facts that mean something for this type; the others are kept as they are."""
        kind = self.asked_type
        only = {
            "unit": kind in ("number", "whole-number", "money"),
            "scheme": kind in ("concept", "one-of", "several-of"),
            "options_code": kind in CHOOSING,
            "rows_code": kind == "matrix",
            "calculation": kind == "calculation",
            "group": kind != "repeat",
            **dict.fromkeys(("is_required", "required_if", "constraint", *FLAGS), kind not in UNANSWERED),
        }
        return [name for name in type(self).base_fields if name not in ("code", "type") and only.get(name, True)]

    @property
    def facts(self) -> list[forms.BoundField]:
        return [self[name] for name in self.visible_names()]

    @property
    def hidden_facts(self) -> list[forms.BoundField]:
        shown = {"code", "type", *self.visible_names()}
        return [self[name] for name in type(self).base_fields if name not in shown]

    def shows(self, name: str) -> bool:
        """Whether words of this kind mean something for the type."""
        kind = self.asked_type
        is_shown = {"options": kind in CHOOSING, "rows": kind == "matrix", "constraint_message": kind not in UNANSWERED}
        return is_shown.get(name, True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("options", "rows"):
            try:
                cleaned[name] = self.lines(name) if self.shows(name) else ()
            except ValidationError as fault:
                self.add_error(f"{name}_{self.original}", fault)
        return cleaned

    def lines(self, name: str) -> tuple[OptionDefinition, ...]:
        texts = {language: str(self.cleaned_data.get(f"{name}_{language}") or "") for language in self.languages}
        return options_in(texts, self.original)

    def show_fault(self, field: str, reason: str) -> None:
        shown = SHOWN_AT.get(field, field)
        worded = f"{shown}_{self.original}"
        self.add_error(worded if worded in self.fields else shown if shown in self.fields else None, reason)

    def item(self) -> ItemDefinition:
        given: Mapping[str, Any] = self.cleaned_data
        options, rows = given.get("options", ()), given.get("rows", ())
        code = str(given["code"])
        return ItemDefinition(
            pk=0,
            label=self.wording("label"),
            hint=self.wording("hint"),
            constraint_message=self.wording("constraint_message"),
            options=options,
            rows=rows,
            required=given["required_if"] or ("true()" if given["is_required"] else ""),
            **{name: given[name] for name in PLAIN if not name.endswith("_code")},
            options_code=given["options_code"] or (f"{code}_choices" if options else ""),
            rows_code=given["rows_code"] or (f"{code}_rows" if rows else ""),
            **{name: given[name] for name in FLAGS},
        )


def initial_of(item: ItemDefinition, group: str, languages: Iterable[str]) -> dict[str, Any]:
    worded: dict[str, Wording] = {"label": item.label, "hint": item.hint, "constraint_message": item.constraint_message}
    words = {name: text for field, wording in worded.items() for name, text in initial_words(field, wording).items()}
    lines = {
        f"{name}_{language}": option_lines(options, language)
        for name, options in (("options", item.options), ("rows", item.rows))
        for language in languages
    }
    return {
        **{name: getattr(item, name) for name in (*PLAIN, *FLAGS)},
        "is_required": item.required == "true()",
        "required_if": "" if item.required == "true()" else item.required,
        "group": group,
        **words,
        **lines,
    }
