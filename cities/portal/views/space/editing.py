"""Editing one section of a record: kept while one types, joined with what others changed, saved as a draft."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cities.commons.members.actions import TooLong, forget_jotting, keep_jotting
from cities.commons.members.models import Jotting
from cities.core.actions import save_section
from cities.core.comparing import Section, Values
from cities.core.models import Picture
from cities.portal.forms.base import SpaceForm
from cities.portal.queries.browse import surroundings
from cities.portal.queries.space import Space, clashes
from cities.portal.views.answers import language_of
from cities.portal.views.space.acting import posted_number
from cities.portal.views.space.entering import space_page, user_of
from cities.translation.languages import normalise_tag

UNKEPT = ("csrfmiddlewaretoken", "keep", "base", "throw-away")


@dataclass(frozen=True)
class Editing:
    """`form` makes the form of the section; `prepare` completes its values just before they are saved."""

    space: Space
    record: Any
    section: Section[Any]
    form: Callable[..., SpaceForm]
    title: str
    then: str
    template: str = "portal/space/section.html"
    submits: bool = False
    context: Mapping[str, Any] = field(default_factory=dict)
    prepare: Callable[[SpaceForm, Values], Values] = lambda form, values: values


def edit_section(request: HttpRequest, editing: Editing) -> HttpResponse:
    place = request.path.split("/", 2)[2]
    if request.method == "POST" and "keep" in request.POST:
        return kept(request, place)
    if request.method == "POST" and "throw-away" in request.POST:
        forget_jotting(place, by=user_of(request))
        return redirect(request.path)
    if request.method == "POST":
        return _save(request, editing, place)
    stored = editing.section.read(editing.record.get_latest_revision_as_object())
    base = editing.record.latest_revision_id or 0
    jotting = Jotting.objects.filter(user=user_of(request), form=place).first()
    if jotting is not None:
        return _show(request, editing, restored(editing.form(initial=stored), jotting), base=jotting.base, jotting=jotting)
    return _show(request, editing, editing.form(initial=stored), base=base)


def is_offered(language: str, draft: Any) -> bool:
    """A language of the network, or one the record is in already; written as language tags are."""
    try:
        is_tag = normalise_tag(language) == language
    except ValueError:
        return False
    return is_tag and (language in settings.TEXT_LANGUAGES or draft.text_in(language) is not None)


def picture_kept(request: HttpRequest, form: SpaceForm, current: int | None) -> int | None:
    """The key of the picture to show: a new one is kept at once, and seen by nobody else until the change is approved."""
    file = form.cleaned_data.get("image")
    if file:
        picture = Picture(title=file.name[:255], file=file, uploaded_by_user=user_of(request))
        picture.save()
        return int(picture.pk)
    return None if form.cleaned_data.get("is_removed") else current


def kept(request: HttpRequest, place: str) -> HttpResponse:
    """Keep what stands in the form, for the script that sends it while one types."""
    values = {name: given for name, given in request.POST.lists() if name not in UNKEPT}
    try:
        keep_jotting(place, values=values, base=posted_number(request, "base"), by=user_of(request))
    except TooLong:
        return JsonResponse({"kept": False}, status=413)
    return JsonResponse({"kept": True, "at": timezone.localtime().strftime("%H:%M")})


def restored(form: SpaceForm, jotting: Jotting) -> SpaceForm:
    """The form as it was left, not judged yet."""
    data = QueryDict(mutable=True)
    for name, given in jotting.values.items():
        data.setlist(name, given)
    for name, shown in form.fields.items():
        if not shown.widget.needs_multipart_form:
            form.initial[name] = shown.widget.value_from_datadict(data, {}, name)
    return form


def _save(request: HttpRequest, editing: Editing, place: str) -> HttpResponse:
    form = editing.form(request.POST, request.FILES)
    base = posted_number(request, "base")
    if editing.record.locked:
        messages.warning(request, _("The secretariat is working on this just now. What you typed is still here: try again later."))
        return _show(request, editing, form, base=base, status=409)
    if not form.is_valid():
        return _show(request, editing, form, base=base, status=422)
    values = editing.prepare(form, form.values())
    saved = save_section(editing.record, editing.section, values, base=base, by=user_of(request), submits=editing.submits)
    if not saved.is_saved:
        again = editing.form(initial=saved.merged.values)
        found = clashes(saved.merged.conflicts, form.labels(), around=surroundings(language_of(request)))
        return _show(request, editing, again, base=saved.revision, status=409, clashes=found)
    forget_jotting(place, by=user_of(request))
    said = _("Sent to the secretariat for review. Readers see it when it is approved.") if editing.submits else _("Saved as a draft.")
    messages.success(request, said)
    return redirect(editing.then)


def _show(request: HttpRequest, editing: Editing, form: SpaceForm, *, base: int, status: int = 200, **context: Any) -> HttpResponse:
    shown = {"editing": editing, "form": form, "base": base, "record": editing.record, **editing.context, **context}
    return space_page(request, editing.space, editing.template, shown, status=status)
