"""A transfer told section by section, thing by thing; kept as a draft until both sides agree."""

from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cities.portal.forms.base import WordsForm
from cities.portal.forms.practice import SourcesForm
from cities.portal.forms.transfers import TOLD_FORMS, FiguresForm, FrameForm, GroupForm, ProductsForm, frame_choices
from cities.portal.queries.space.transfers import (
    WORDS,
    draft_title,
    kind_labels,
    section_labels,
)
from cities.portal.reading import Words
from cities.portal.views.answers import language_of
from cities.portal.views.space.editing import Editing, edit_section
from cities.portal.views.space.entering import user_of
from cities.portal.views.space.transfers.parties import Table, for_parties
from cities.transfer.projects import actions
from cities.transfer.projects.models import Side, TransferText
from cities.transfer.projects.queries import frame_offers

TEMPLATE = "portal/space/transfers/section.html"


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def my_transfer_section(request: HttpRequest, table: Table, section: str) -> HttpResponse:
    """One section; words in the language of the page, beside the original."""
    if section not in section_labels():
        raise Http404
    draft = table.transfer.get_latest_revision_as_object()
    found, form = _section(section, table, draft, language=language_of(request))
    editing = Editing(
        table.space,  # type: ignore[arg-type]  # coordinators have no space; the page does without
        table.transfer,
        found,
        form,
        title=section_labels()[section],
        then=reverse("portal:my_transfer", args=[table.transfer.pk]),
        template=TEMPLATE,
        context={"table": table, "title": draft_title(draft, language_of(request))},
    )
    return edit_section(request, editing)


@require_safe
@for_parties
def my_transfer_told_new(request: HttpRequest, table: Table, kind: str) -> HttpResponse:
    """Its key is in the address from the first moment on, so that saving twice is saving once."""
    return redirect("portal:my_transfer_told", table.transfer.pk, kind, uuid4())


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def my_transfer_told(request: HttpRequest, table: Table, kind: str, told: UUID) -> HttpResponse:  # noqa: PLR0917 -- Django hands parts of the address by name
    """An adaptation, a pilot, a variant or a step."""
    if kind not in TOLD_FORMS:
        raise Http404
    draft = table.transfer.get_latest_revision_as_object()
    row = actions.find_told(draft, kind, told)
    if "remove" in request.POST and row is not None:
        actions.remove_told(table.transfer, kind, told, by=user_of(request))
        messages.success(request, _("Left out of the draft."))
        return redirect("portal:my_transfer", table.transfer.pk)
    return _edit_told(request, table, kind, told=told, row=row, title=draft_title(draft, language_of(request)))


def _edit_told(request: HttpRequest, table: Table, kind: str, *, told: UUID, row: Any, title: Words | str) -> HttpResponse:
    language = language_of(request)
    original = row.original_text if row is not None and row.original_text and row.original_text.language != language else None
    editing = Editing(
        table.space,  # type: ignore[arg-type]  # as above
        table.transfer,
        actions.told_section(kind, told, language),
        partial(TOLD_FORMS[kind], language=language, original=original),
        title=kind_labels()[kind],
        then=f"{reverse('portal:my_transfer', args=[table.transfer.pk])}#{kind}s",
        template=TEMPLATE,
        context={"table": table, "title": title, "is_old": row is not None},
    )
    return edit_section(request, editing)


def _section(name: str, table: Table, draft: Any, *, language: str) -> tuple[Any, Any]:
    if name == "words":
        original = draft.original_text
        text = draft.text_in(language)
        form = partial(WordsForm, words=WORDS, language=language, model=TransferText, original=original, text=text)
        return actions.transfer_words(language, WORDS), form
    if name == "frame":
        knows = Side.ORIGIN in table.sides
        choices = frame_choices(frame_offers(draft, knows_people=knows), knows_people=knows)
        return actions.transfer_frame(knows_people=knows), partial(FrameForm, choices=choices)
    plain: dict[str, tuple[Any, Any]] = {
        "group": (actions.transfer_group, GroupForm),
        "products": (actions.transfer_products, ProductsForm),
        "figures": (actions.transfer_figures, FiguresForm),
        "sources": (actions.transfer_sources, SourcesForm),
    }
    section, form = plain[name]
    return section(), form
