"""The transfers of an organisation, and a new one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cities.commons.practices.models import Practice
from cities.portal.forms.transfers import NewTransferForm, suggested_title
from cities.portal.queries.browse import surroundings
from cities.portal.queries.space import Space, spaces
from cities.portal.queries.space.transfers import own_rows
from cities.portal.queries.transfers.shown import place_of_organisation
from cities.portal.reading import words_of
from cities.portal.views.answers import language_of
from cities.portal.views.space.acting import key_in
from cities.portal.views.space.entering import for_delegates, space_page, user_of
from cities.transfer.needs.models import Need
from cities.transfer.projects.actions import open_transfer
from cities.transfer.projects.actions.opening import Opening
from cities.transfer.projects.rules import may_open_transfer

# No record has it.


@require_safe
@for_delegates
def my_transfers(request: HttpRequest, space: Space) -> HttpResponse:
    found = own_rows(space.organisation, around=surroundings(language_of(request)))
    return space_page(request, space, "portal/space/transfers/transfers.html", {"transfers": found})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_transfer(request: HttpRequest) -> HttpResponse:
    """`?practice=` names what is to be taken up, `?need=` a need of one's own it answers."""
    language = language_of(request)
    wanted = key_in(request.GET.get("practice"))
    practice = Practice.objects.public().filter(pk=wanted).prefetch_related("texts").first() if wanted else None
    own = spaces(request.user, language=language)
    needed = key_in(request.GET.get("need"))
    mine = Need.objects.filter(organisation__in=[space.organisation.pk for space in own])
    need: Any = mine.filter(pk=needed).first() if needed else None
    if practice is None or not own:
        return space_page(request, None, "portal/space/transfers/new.html", {"practice": practice, "form": None})
    offered = [(space.organisation.code, space.name) for space in own]
    first = next((space for space in own if need and space.organisation.pk == need.organisation_id), own[0])
    title = str(words_of(practice.texts.all(), "title", language=language) or practice.code)
    place = place_of_organisation(first.organisation, around=surroundings(language))
    initial = {"title": suggested_title(title, to=place), "organisation": first.organisation.code, "trigger": "match" if need else ""}
    form = NewTransferForm(request.POST or None, organisations=offered, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = next(space for space in own if space.organisation.code == form.cleaned_data["organisation"])
        if may_open_transfer(request.user, practice, chosen.organisation):
            opening = Opening(form.cleaned_data["title"], language, trigger=form.cleaned_data["trigger"], need=need)
            transfer = open_transfer(practice, destination=chosen.organisation, opening=opening, by=user_of(request))
            messages.success(request, _("The transfer is open. Both sides can work on it from here."))
            return redirect("portal:my_transfer", transfer.pk)
    status = 422 if form.is_bound else 200
    return space_page(request, None, "portal/space/transfers/new.html", {"practice": practice, "title": title, "form": form}, status=status)
