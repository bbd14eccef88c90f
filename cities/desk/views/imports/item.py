"""One line of a document beside the record it speaks of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cities.commons.vocabulary.queries import labels
from cities.desk.forms.imports import ItemForm, RecordForm
from cities.gather.intake import actions, queries
from cities.gather.intake.comparing import Current
from cities.gather.intake.models import Item

from .base import ImportView, reviewed_batch

ACTS = ("accept", "refuse", "reopen", "separate", "save", "merge")


@dataclass(frozen=True)
class FieldRow:
    """A field of the record now, the document's words for it, and whether they are to be followed."""

    code: str
    field: BoundField
    now: str
    differs: bool
    is_taken: bool


class ItemView(ImportView):
    template_name = "desk/imports/item.html"

    @cached_property
    def item(self) -> Item:
        return get_object_or_404(Item.objects.select_related("batch", "decided_by"), batch=self.batch, pk=self.kwargs["item_id"])

    def get_page_subtitle(self) -> str:
        return str(self.item)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(self.item)}]

    @cached_property
    def record(self) -> Any:
        if not self.item.is_matched:
            return None
        return queries.MODELS[self.batch.kind].objects.filter(pk=self.item.record_id).first()

    @cached_property
    def form(self) -> ItemForm:
        entry = self.item.entry
        initial = {**entry, "websites": "\n".join(entry.get("websites", ()))}
        return ItemForm(self.request.POST or None, kind=self.batch.kind, initial=initial)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        current = queries.current_state(self.record) if self.record else None
        return {
            **super().get_context_data(**kwargs),
            "batch": self.batch,
            "form": self.form,
            "item": self.item,
            "record": self.record,
            "record_url": record_url(self.record) if self.record else "",
            "rows": list(field_rows(self.item, self.form, current)),
            "addresses": len(self.item.private_addresses),
            "takes_addresses": "emails" in self.item.taken,
            "notes": queries.item_notes(self.item),
            "reasons": queries.item_reasons(self.item),
            "candidates": [candidate for candidate in self.item.candidates if candidate["id"] != str(self.item.record_id)],
            "record_form": RecordForm(),
            "next_item": queries.next_undecided(self.item),
        }

    def post(self, request: HttpRequest, batch_id: int, item_id: int) -> HttpResponse:
        act = next((act for act in ACTS if act in request.POST), "")
        try:
            problem = getattr(self, f"_{act}")() if act else _("Nothing was chosen.")
        except actions.BatchNotOpen:
            problem = _("This import is no longer under review.")
        if problem:
            messages.error(request, problem)
            return self.render_to_response(self.get_context_data(), status=422)
        following = queries.next_undecided(self.item) if act in ("accept", "refuse") else self.item
        return redirect("desk:import_item", batch_id, following.pk) if following else redirect("desk:import", batch_id)

    def _accept(self) -> str:
        if problem := self._save():
            return problem
        actions.decide_item(self.item, accept=True, taken=self.request.POST.getlist("taken"), by=self.reader)
        return ""

    def _refuse(self) -> str:
        actions.decide_item(self.item, accept=False, by=self.reader)
        return ""

    def _reopen(self) -> str:
        actions.reopen_item(self.item, by=self.reader)
        return ""

    def _separate(self) -> str:
        actions.separate_item(self.item, by=self.reader)
        return ""

    def _save(self) -> str:
        if not self.form.is_valid():
            return _("Nothing was saved: look at the marked fields.")
        words = {name: value if value != "" or name != "member_since" else None for name, value in self.form.cleaned_data.items()}
        if any(name in self.form.changed_data for name in words):
            actions.edit_item(self.item, words={name: words[name] for name in self.form.changed_data}, by=self.reader)
        return ""

    def _merge(self) -> str:
        record = named_record(self.batch.kind, self.request.POST["merge"] or self.request.POST.get("record", ""))
        if record is None:
            return _("There is no such record. Copy its address from its page, or write its code.")
        actions.merge_item(self.item, record=record, by=self.reader)
        return ""


def record_url(record: Any) -> str:
    return reverse(type(record).snippet_viewset.get_url_name("edit"), args=[record.pk])


def named_record(kind: str, text: str) -> Any:
    """The record whose identifier, code or address (with either in it) this is; None when there is none."""
    found = re.search(r"[0-9a-f]{8}-[0-9a-f-]{27}", text)
    records = queries.MODELS[kind].objects
    if found:
        return records.filter(pk=UUID(found[0])).first()
    return records.filter(code=text.strip().rstrip("/").rpartition("/")[2]).first()


def field_rows(item: Item, form: ItemForm, current: Current | None) -> Iterable[FieldRow]:
    for field in form:
        now = now_in_words(field.name, current, item.entry.get("language", "")) if current else ""
        yield FieldRow(field.name, field, now, field.name in item.differences, field.name in item.taken)


def now_in_words(name: str, current: Current, language: str) -> str:
    """What the record says in a field, for people."""
    if name in ("name", "summary", "text"):
        words = current.words.get(language) or current.words.get(current.original, {})
        return words.get(name, "")
    if name == "language":
        return ", ".join(sorted(current.words))
    if name == "category":
        return labels(get_language() or "en").get(f"member-categories:{current.category}", current.category)
    if name in ("city", "country"):
        return ", ".join(sorted(current.cities if name == "city" else current.countries))
    return "\n".join(sorted(current.websites)) if name == "websites" else str(getattr(current, name) or "")


@require_POST
def decide_all(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Accept or refuse everything shown that nobody has decided; doubtful lines are never accepted in one go."""
    batch = reviewed_batch(request, batch_id)
    accept = "accept" in request.POST
    try:
        count = actions.decide_items(batch, accept=accept, action=request.POST.get("action", ""), by=request.user)  # type: ignore[arg-type]  # signed in
    except actions.BatchNotOpen:
        messages.error(request, _("This import is no longer under review."))
    else:
        said = (
            ngettext("%(count)d accepted.", "%(count)d accepted.", count)
            if accept
            else ngettext("%(count)d refused.", "%(count)d refused.", count)
        )
        messages.success(request, said % {"count": count})
    return redirect(f"{reverse('desk:import', args=[batch_id])}?action={request.POST.get('action', '')}")
