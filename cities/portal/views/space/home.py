"""The way into the space, and what is to do in it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from cities.commons.places.queries import places, places_called
from cities.portal.parsing import read_words
from cities.portal.queries.space import Space, conversations, spaces, start
from cities.portal.views.answers import language_of
from cities.portal.views.space.entering import for_delegates, space_page


@require_safe
@login_required
def my_organisations(request: HttpRequest) -> HttpResponse:
    """Straight to the one; a choice where there are several."""
    found = spaces(request.user, language=language_of(request))
    if len(found) == 1:
        return redirect(found[0].url)
    return space_page(request, None, "portal/space/spaces.html", {"spaces": found})


@require_safe
@for_delegates
def my_organisation(request: HttpRequest, space: Space) -> HttpResponse:
    return space_page(request, space, "portal/space/home.html", {"start": start(space, user=request.user, language=language_of(request))})


@require_safe
@for_delegates
def my_conversations(request: HttpRequest, space: Space) -> HttpResponse:
    return space_page(request, space, "portal/space/conversations.html", {"conversations": conversations(space.organisation)})


@require_safe
@login_required
def my_places(request: HttpRequest) -> HttpResponse:
    """Places whose name begins so, for the box somebody types into."""
    language = language_of(request)
    known = places(language)
    found = places_called(read_words(request.GET), language=language)
    return JsonResponse({"places": [{"key": str(place.id), "name": known.full_name(place)} for place in found]})
