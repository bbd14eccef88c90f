"""Asking to become a member, and adding what was asked for."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cities.commons.members.actions import AlreadyDecided, add_to_application, apply_for_membership
from cities.commons.members.actions.applications import PURPOSE
from cities.commons.members.models import Application
from cities.core.askers import asker, is_within
from cities.core.keys import opens
from cities.portal.forms import AddForm, JoinForm
from cities.portal.views.answers import language_of

DAY = 24 * 60 * 60
MOST_A_DAY = 5
IN_SESSION = "applications"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    form = JoinForm(request.POST or None, request.FILES or None, language=language_of(request))
    if not form.is_valid():
        return render(request, "portal/join/join.html", {"form": form})
    if not is_within("join", asker(request) or form.cleaned_data["contact_address"], most=MOST_A_DAY, seconds=DAY):
        form.add_error(None, _("That is enough for one day. Please come back tomorrow."))
        return render(request, "portal/join/join.html", {"form": form}, status=429)
    # A machine is told the same as a person, and nothing happens.
    if not form.is_from_a_machine:
        apply_for_membership(form.application(), files=form.cleaned_data["documents"])
    return render(request, "portal/join/received.html", {"address": form.cleaned_data["contact_address"]})


@never_cache
@require_safe
def open_application(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    if not opens(key, PURPOSE, str(pk)):
        raise Http404
    request.session[IN_SESSION] = [*request.session.get(IN_SESSION, []), str(pk)]
    return redirect("portal:application", pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def application(request: HttpRequest, pk: UUID) -> HttpResponse:
    if str(pk) not in request.session.get(IN_SESSION, []):
        raise Http404
    held = get_object_or_404(Application.objects.prefetch_related("files"), pk=pk)
    form = AddForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            add_to_application(held, answer=form.cleaned_data["answer"], files=form.cleaned_data["documents"])
            return redirect("portal:application", pk)
        except AlreadyDecided:
            form.add_error(None, _("It has been decided meanwhile; nothing was added."))
            held.refresh_from_db()
    return render(request, "portal/join/application.html", {"application": held, "form": form})
