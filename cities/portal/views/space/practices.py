"""Practices of an organisation: told in steps, sent for review."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.commons.practices.actions import begin_practice, practice_words
from cities.commons.practices.models import Practice, PracticeText
from cities.core.actions import submit_record, withdraw_change
from cities.core.comparing import Values
from cities.core.queries import review_of
from cities.portal.forms.base import SpaceForm, WordsForm
from cities.portal.forms.picture import RecordPictureForm
from cities.portal.forms.practice import FiguresForm, NewPracticeForm, PlaceForm, SourcesForm, TogetherForm
from cities.portal.queries.space import Space, own_practice, own_practices, practice_draft
from cities.portal.queries.space.practices import STEPS, step_labels, step_section, told_words
from cities.portal.views.answers import language_of
from cities.portal.views.space.editing import Editing, edit_section, is_offered, picture_kept
from cities.portal.views.space.entering import for_delegates, space_page, user_of
from cities.translation.languages import language_name

LAST = tuple(STEPS)[-1]


@require_safe
@for_delegates
def my_practices(request: HttpRequest, space: Space) -> HttpResponse:
    found = own_practices(space.organisation, language=language_of(request))
    return space_page(request, space, "portal/space/practices.html", {"practices": found})


@require_http_methods(["GET", "HEAD", "POST"])
@for_delegates
def new_practice(request: HttpRequest, space: Space) -> HttpResponse:
    """A title is enough to begin."""
    form = NewPracticeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        title = form.cleaned_data["title"]
        practice = begin_practice(space.organisation, title=title, language=language_of(request), by=user_of(request))
        return redirect("portal:my_practice_step", space.organisation.code, practice.pk, next(iter(STEPS)))
    status = 422 if form.is_bound else 200
    return space_page(request, space, "portal/space/new_practice.html", {"form": form}, status=status)


@require_safe
@for_delegates
def my_practice(request: HttpRequest, space: Space, key: UUID) -> HttpResponse:
    draft = practice_draft(_found(space, key), space.organisation, language=language_of(request))
    return space_page(request, space, "portal/space/practice.html", {"draft": draft})


@require_http_methods(["GET", "HEAD", "POST"])
@for_delegates
def my_practice_step(request: HttpRequest, space: Space, key: UUID, step: str) -> HttpResponse:  # noqa: PLR0917 -- Django hands parts of the address by name
    """One step in the language the practice is written in."""
    if step not in STEPS:
        raise Http404
    practice = _found(space, key)
    draft = practice.get_latest_revision_as_object()
    original = draft.original_text
    language = original.language if original else language_of(request)
    label = step_labels()[step]
    steps = [(name, title, name == step) for name, title in step_labels().items()]

    def prepare(given: SpaceForm, values: Values) -> Values:
        return {**values, "image": picture_kept(request, given, draft.image_id)} if step == "picture" else values

    editing = Editing(
        space,
        practice,
        step_section(step, language),
        _form(step, language, has_picture=bool(draft.image_id)),
        title=label,
        then=_next(request, space, practice=practice, step=step),
        template="portal/space/step.html",
        # What a reviewer has before them must not change under their hands: the review begins anew.
        submits=is_waiting(practice),
        context={
            "steps": steps,
            "title": str(original or practice.code),
            "is_last": step == LAST,
            "picture": draft.image if step == "picture" else None,
        },
        prepare=prepare,
    )
    return edit_section(request, editing)


@require_http_methods(["GET", "HEAD", "POST"])
@for_delegates
def my_practice_words(request: HttpRequest, space: Space, key: UUID, language: str) -> HttpResponse:  # noqa: PLR0917 -- Django hands parts of the address by name
    """All its words in another language, beside the original."""
    practice = _found(space, key)
    draft = practice.get_latest_revision_as_object()
    original, text, words = draft.original_text, draft.text_in(language), told_words(draft)
    if not words or language == original.language or not is_offered(language, draft):
        raise Http404
    label = _("Words in %(language)s") % {"language": language_name(language, in_language=language_of(request))}
    editing = Editing(
        space,
        practice,
        practice_words(language, words),
        partial(WordsForm, words=words, language=language, model=PracticeText, original=original, text=text),
        title=label,
        then=reverse("portal:my_practice", args=[space.organisation.code, practice.pk]),
        template="portal/space/practice_words.html",
        submits=is_waiting(practice),
        context={"text": text, "stale": text.stale_fields(original) if text else [], "title": str(original)},
    )
    return edit_section(request, editing)


@require_POST
@for_delegates
def submit_practice(request: HttpRequest, space: Space, key: UUID) -> HttpResponse:
    practice = _found(space, key)
    draft = practice.get_latest_revision_as_object()
    text = draft.original_text
    if text is None or not (text.title and text.summary):
        messages.warning(request, _("Before you send it, give it a title and a summary."))
    elif practice.has_unpublished_changes or not practice.live:
        submit_record(draft, by=user_of(request))
        messages.success(request, _("Sent to the secretariat for review. Readers see it when it is approved."))
    return redirect("portal:my_practice", space.organisation.code, practice.pk)


@require_POST
@for_delegates
def withdraw_practice_change(request: HttpRequest, space: Space, key: UUID) -> HttpResponse:
    practice = _found(space, key)
    withdraw_change(practice, by=user_of(request))
    messages.success(request, _("Taken back. Nothing is lost: go on whenever you like."))
    return redirect("portal:my_practice", space.organisation.code, practice.pk)


def is_waiting(practice: Practice) -> bool:
    review = review_of(practice)
    return review is not None and review.state == "waiting"


def _found(space: Space, key: UUID) -> Practice:
    practice = own_practice(space.organisation, key)
    if practice is None:
        raise Http404
    return practice


def _form(step: str, language: str, *, has_picture: bool) -> Any:
    plain: dict[str, type[SpaceForm]] = {"where": PlaceForm, "sources": SourcesForm, "figures": FiguresForm}
    if step in plain:
        return plain[step]
    if step == "picture":
        return partial(RecordPictureForm, language=language, has_picture=has_picture)
    form = TogetherForm if step == "together" else WordsForm
    return partial(form, words=STEPS[step], language=language, model=PracticeText)


def _next(request: HttpRequest, space: Space, *, practice: Practice, step: str) -> str:
    """The next step; the overview after the last, or for whoever wants to stop here."""
    names = tuple(STEPS)
    if step == LAST or "stop" in request.POST:
        return reverse("portal:my_practice", args=[space.organisation.code, practice.pk])
    return reverse("portal:my_practice_step", args=[space.organisation.code, practice.pk, names[names.index(step) + 1]])
