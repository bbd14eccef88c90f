"""People of an organisation and what of theirs is shown."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.commons.members import actions
from cities.commons.members.models import Consent
from cities.commons.members.rules import may_consent, may_edit_person
from cities.portal.forms.people import ConsentForm, PersonForm
from cities.portal.queries.space import Space
from cities.portal.queries.space.people import PersonLine, claimable, people, person_line
from cities.portal.views.space.entering import for_delegates, space_page, user_of


@require_safe
@for_delegates
def my_people(request: HttpRequest, space: Space) -> HttpResponse:
    found = people(space.organisation, user=request.user)
    context = {"people": found, "has_me": any(line.is_me for line in found), "claimable": claimable(space.organisation, user=request.user)}
    return space_page(request, space, "portal/space/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_delegates
def new_person(request: HttpRequest, space: Space) -> HttpResponse:
    """A representative adds anybody; whoever acts for the organisation adds themselves (`?me`)."""
    is_self = "me" in request.GET
    if not (is_self or space.represents):
        raise PermissionDenied
    if is_self and any(line.is_me for line in people(space.organisation, user=request.user)):
        return redirect("portal:my_people", space.organisation.code)
    user = user_of(request)
    form = PersonForm(request.POST or None, initial={"name": user.get_full_name()} if is_self else {}, asks_address=not is_self)
    if request.method == "POST" and form.is_valid():
        person = actions.add_person(space.organisation, form.details(), by=user, is_self=is_self)
        messages.success(request, _("Added. Nothing is shown until the person agrees."))
        return redirect("portal:my_person", space.organisation.code, person.pk)
    return space_page(request, space, "portal/space/new_person.html", {"form": form, "is_self": is_self}, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@for_delegates
def my_person(request: HttpRequest, space: Space, key: UUID) -> HttpResponse:
    line = _found(request, space, key)
    user = user_of(request)
    may_edit = may_edit_person(user, line.person, space.organisation)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    stored = {
        "name": line.person.name,
        "position": line.role.position,
        "role": line.role.role,
        "languages": line.person.languages,
        "address": line.person.address,
    }
    form = PersonForm(request.POST or None, initial=stored, asks_address=line.person.user_id is None)
    if request.method == "POST" and form.is_valid():
        actions.change_person(line.person, space.organisation, form.details(), by=user)
        messages.success(request, _("Saved."))
        return redirect("portal:my_people", space.organisation.code)
    shown = sorted(line.person.published_fields)
    context = {"line": line, "form": form, "may_edit": may_edit, "consents": ConsentForm(initial={"fields_shown": shown})}
    return space_page(request, space, "portal/space/person.html", context, status=_status(form))


@require_POST
@for_delegates
def set_consents(request: HttpRequest, space: Space, key: UUID) -> HttpResponse:
    """The person themself says what is shown; whoever signs in with the address noted for them becomes that person first."""
    line = _found(request, space, key)
    user = user_of(request)
    if "claim" in request.POST and claimable(space.organisation, user=user) == line.person:
        actions.claim_person(line.person, by=user)
        return redirect("portal:my_person", space.organisation.code, line.person.pk)
    if not may_consent(user, line.person):
        raise PermissionDenied
    form = ConsentForm(request.POST)
    if not form.is_valid():
        raise PermissionDenied
    actions.set_consents(line.person, space.organisation, fields=form.cleaned_data["fields_shown"], by=user)
    messages.success(request, _("Saved. Readers see it like this from now on."))
    return redirect("portal:my_person", space.organisation.code, line.person.pk)


@require_POST
@for_delegates
def hide_person(request: HttpRequest, space: Space, key: UUID) -> HttpResponse:
    line = _editable(request, space, key)
    actions.withdraw_consents(line.person, space.organisation, fields=[str(field) for field in Consent.Field], by=user_of(request))
    messages.success(request, _("Nothing of this person is shown any more. Only they can change that."))
    return redirect("portal:my_person", space.organisation.code, line.person.pk)


@require_POST
@for_delegates
def end_role(request: HttpRequest, space: Space, key: UUID) -> HttpResponse:
    line = _editable(request, space, key)
    actions.end_role(line.person, space.organisation, by=user_of(request))
    messages.success(request, _("Noted: this person has left."))
    return redirect("portal:my_people", space.organisation.code)


def _found(request: HttpRequest, space: Space, key: UUID) -> PersonLine:
    line = person_line(space.organisation, key, user=request.user)
    if line is None:
        raise Http404
    return line


def _editable(request: HttpRequest, space: Space, key: UUID) -> PersonLine:
    line = _found(request, space, key)
    if not may_edit_person(request.user, line.person, space.organisation):
        raise PermissionDenied
    return line


def _status(form: PersonForm) -> int:
    return 422 if form.is_bound else 200
