"""One section of a draft: its words and its questions. Nothing is stored before somebody saves; what is removed can be kept until then."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cities.commons.instruments.actions import WrongDefinition, fill_draft
from cities.commons.instruments.definition import Definition, ItemDefinition, OptionDefinition, SectionDefinition
from cities.commons.instruments.models import Item
from cities.desk.forms.instruments import ItemForm, SectionForm
from cities.desk.forms.instruments.arranging import Arrangement, arrangement_in, with_values

from .base import DraftScreen, fault_words, states_of

Options = Mapping[str, tuple[OptionDefinition, ...]]


class SectionView(DraftScreen):
    template_name = "desk/instruments/section.html"

    @cached_property
    def section(self) -> SectionDefinition:
        found = self.definition.section(self.kwargs["section"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def before(self) -> list[tuple[ItemDefinition, str]]:
        """The questions as the page lists them: what is in a repeated group after it, with the group's code."""
        return [pair for item in self.section.items for pair in ((item, ""), *((inner, item.code) for inner in item.items))]

    @cached_property
    def seen(self) -> str:
        """What the page was made from, so that somebody else's change in between is not overwritten unseen."""
        plain = replace(self.section, pk=0, items=tuple(map(_without_key, self.section.items)))
        return hashlib.sha256(repr(plain).encode()).hexdigest()[:16]

    def item_forms(self, arrangement: Arrangement, data: Any = None) -> list[ItemForm]:
        states = states_of(self.version.items.prefetch_related("texts"))
        if data is not None:
            groups = [data.get(f"{prefix}-code") for prefix in arrangement.order if data.get(f"{prefix}-type") == "repeat"]
            return [
                ItemForm(data, prefix=prefix, groups=groups, states=states.get(data.get(f"{prefix}-code", ""), {}), **self.tongues)
                for prefix in arrangement.order
            ]
        groups = [item.code for item, _group in self.before if item.type == "repeat"]
        return [
            ItemForm(prefix=prefix, groups=groups, item=item, group=group, states=states.get(item.code, {}), **self.tongues)
            for prefix, (item, group) in zip(arrangement.order, self.before, strict=True)
        ]

    def section_form(self, data: Any = None) -> SectionForm:
        states = states_of(self.version.sections.prefetch_related("texts"))
        return SectionForm(data, section=self.section, states=states.get(self.section.code, {}), **self.tongues)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        arrangement = Arrangement(tuple(f"item-{number}" for number, _pair in enumerate(self.before)))
        return self.shown(arrangement, forms=self.item_forms(arrangement), section=self.section_form())

    def shown(
        self, arrangement: Arrangement, *, forms: list[ItemForm], section: SectionForm, opened: str = "", is_checked: bool = False
    ) -> HttpResponse:
        wrong = {form.prefix for form in forms if form.errors} if is_checked else set()
        context = self.get_context_data(
            instrument=self.instrument,
            definition=self.definition,
            section=section,
            questions=[(form, form.prefix in arrangement.removed, form.prefix in {opened, *wrong}) for form in forms],
            types=Item.Type.choices,
            lists=sorted({code for item in self.definition.items for code in (item.options_code, item.rows_code) if code}),
            seen=self.seen,
            is_checked=is_checked,
            is_unsaved=self.request.method == "POST",
        )
        return self.render_to_response(context, status=422 if is_checked else 200)

    def post(self, request: HttpRequest, code: str, section: str) -> HttpResponse:
        act, _colon, prefix = request.POST.get("do", "save").partition(":")
        arrangement: Arrangement = arrangement_in(request.POST, "item")
        data: Any = request.POST
        if act == "add":
            arrangement, prefix = arrangement.with_new("item")
            data = with_values(request.POST, {f"{prefix}-type": request.POST.get("add_type", "text")})
        arrangement = arrangement.after(act, prefix)
        forms, own = self.item_forms(arrangement, data), self.section_form(data)
        if act != "save":
            return self.shown(arrangement, forms=forms, section=own, opened=prefix)
        kept = [form for form in forms if form.prefix in arrangement.kept]
        if all([own.is_valid(), *(form.is_valid() for form in kept)]) and self.is_saved(own, kept):
            messages.success(request, _("The section is saved."))
            return redirect("desk:instrument_section", code, own.cleaned_data["code"])
        return self.shown(arrangement, forms=forms, section=own, is_checked=True)

    def is_saved(self, own: SectionForm, forms: list[ItemForm]) -> bool:
        if self.request.POST.get("seen") != self.seen:
            own.add_error(
                None, _("Somebody changed this section meanwhile. What you typed is still here; saving again puts it in their place.")
            )
            return False
        try:
            fill_draft(self.version, self.changed(own, forms), by=self.staff)
        except WrongDefinition as refusal:
            by_code = {form.cleaned_data["code"]: form for form in forms}
            for fault in refusal.faults:
                if fault.code in by_code:
                    by_code[fault.code].show_fault(fault.field, fault.reason)
                else:
                    own.add_error(None, fault_words(fault))
            return False
        return True

    def changed(self, own: SectionForm, forms: list[ItemForm]) -> Definition:
        section = replace(
            self.section,
            code=own.cleaned_data["code"],
            condition=own.cleaned_data["condition"],
            title=own.wording("title"),
            introduction=own.wording("introduction"),
            items=_nested(forms),
        )
        sections = tuple(section if other.code == self.section.code else other for other in self.definition.sections)
        return with_shared_lists(replace(self.definition, sections=sections), before=self.definition)


def _nested(forms: list[ItemForm]) -> tuple[ItemDefinition, ...]:
    """Items in their order, those of a repeated group inside it."""
    made = [(form.item(), form.cleaned_data["group"]) for form in forms]
    groups = {item.code for item, _group in made if item.type == "repeat"}
    inside = {code: tuple(item for item, group in made if group == code and item.type != "repeat") for code in groups}
    outside = [item for item, group in made if item.type == "repeat" or group not in groups]
    return tuple(replace(item, items=inside.get(item.code, ())) for item in outside)


def _without_key(item: ItemDefinition) -> ItemDefinition:
    return replace(item, pk=0, items=tuple(map(_without_key, item.items)))


def with_shared_lists(definition: Definition, *, before: Definition) -> Definition:
    """A list that was changed with one question is changed for every question that has it; who only names a list gets it."""
    lists, changed = _lists(before), dict[str, tuple[OptionDefinition, ...]]()
    for code, options in _pairs(definition):
        if options != lists.get(code):
            changed.setdefault(code, options)
    lists |= changed
    sections = tuple(replace(section, items=tuple(_relisted(item, lists) for item in section.items)) for section in definition.sections)
    return replace(definition, sections=sections)


def _pairs(definition: Definition) -> list[tuple[str, tuple[OptionDefinition, ...]]]:
    pairs = [pair for item in definition.items for pair in ((item.options_code, item.options), (item.rows_code, item.rows))]
    return [(code, options) for code, options in pairs if code and options]


def _lists(definition: Definition) -> dict[str, tuple[OptionDefinition, ...]]:
    return dict(_pairs(definition))


def _relisted(item: ItemDefinition, lists: Options) -> ItemDefinition:
    return replace(
        item,
        options=lists.get(item.options_code, item.options),
        rows=lists.get(item.rows_code, item.rows),
        items=tuple(_relisted(inner, lists) for inner in item.items),
    )
