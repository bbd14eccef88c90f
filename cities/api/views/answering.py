"""What every answer of the API carries, whatever it says."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe
from django.utils.translation import gettext as _
from pydantic import BaseModel

from cities.api.mapping.addresses import whole_address
from cities.api.queries.changes import latest_change
from cities.api.schemas.answers import Problem
from cities.api.schemas.parameters import ListParameters, Parameters
from cities.api.views.limiting import seconds_to_wait
from cities.core.middleware import may_be_shared
from cities.translation.languages import base_language

JSON = "application/json; charset=utf-8"
GEOJSON = "application/geo+json"
METHODS = "GET, HEAD, OPTIONS"
# Long enough to spare the host a crowd, short enough that what is withdrawn is soon gone from caches.
FRESH_SECONDS = 60
DAY_SECONDS = 86_400

logger = logging.getLogger(__name__)

View = Callable[..., HttpResponseBase]


def answer(body: BaseModel, *, status: int = 200, content_type: str = JSON) -> HttpResponse:
    response = HttpResponse(body.model_dump_json(), status=status, content_type=content_type)
    changed_at = latest_change() if status == 200 else None
    if changed_at:
        response.headers["Last-Modified"] = http_date(changed_at.timestamp())
    return response


def answer_page(request: HttpRequest, body: BaseModel, *, parameters: ListParameters, total: int, content_type: str = JSON) -> HttpResponse:
    """A page of a list; the `Link` header (RFC 8288) leads on and back."""
    response = answer(body, content_type=content_type)
    links = [f'<{address}>; rel="{relation}"' for relation, address in _neighbours(request, parameters, total)]
    if links:
        response.headers["Link"] = ", ".join(links)
    return response


def problem(detail: str, *, status: int) -> HttpResponse:
    return answer(Problem(detail=detail), status=status)


def reading_language(parameters: Parameters) -> str:
    """The language asked for. The address alone decides, so that a cache keeps one answer an address."""
    return parameters.lang or settings.LANGUAGE_CODE


def open_to_all(view: View) -> View:
    """Reading needs no key, from any site; changing is not possible. Faults are JSON, in the language asked for."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with _messages_in(request):
            response = _respond(view, request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link, Content-Language, Retry-After"
        return response

    return opened


def _respond(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return _preflight()
    if request.method not in ("GET", "HEAD"):
        response: HttpResponseBase = problem(_("This API is for reading: use GET."), status=405)
        response.headers["Allow"] = METHODS
        return response
    seconds = seconds_to_wait(request)
    if seconds:
        return _too_many(seconds)
    return _cached(request, _without_crash(view, request, *args, **kwargs))


def _too_many(seconds: int) -> HttpResponse:
    detail = _("You have asked very often in the last minute. Ask again in %(seconds)s seconds.") % {"seconds": seconds}
    response = problem(detail, status=429)
    response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    return response


def _without_crash(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    method, request.method = request.method, "GET"
    try:
        return view(request, *args, **kwargs)
    except Exception:
        # As Django does: whoever watches is told, the reader gets no inner workings.
        got_request_exception.send(sender=open_to_all, request=request)
        logger.exception("%s failed", request.path)
        return problem(_("Something went wrong on our side. It has been noted."), status=500)
    finally:
        request.method = method


def _cached(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Anonymous answers may be kept for a minute and asked after by their tag; faults may not."""
    if response.status_code not in (200, 410) or not isinstance(response, HttpResponse):
        response.headers["Cache-Control"] = "no-store"
        return response
    if may_be_shared(request):
        response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    if response.status_code == 410:
        return response
    response.headers["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    modified = parse_http_date_safe(response.headers.get("Last-Modified", ""))
    return get_conditional_response(request, response.headers["ETag"], modified, response) or response


def _preflight() -> HttpResponse:
    """What a browser asks before it sends a tag along to another site."""
    response = HttpResponse(status=204)
    response.headers["Allow"] = METHODS
    response.headers["Access-Control-Allow-Methods"] = METHODS
    response.headers["Access-Control-Allow-Headers"] = "Accept, Accept-Language, If-None-Match, If-Modified-Since"
    response.headers["Access-Control-Max-Age"] = str(DAY_SECONDS)
    return response


@contextmanager
def _messages_in(request: HttpRequest) -> Iterator[None]:
    """Messages in the language of the address, else in that of the browser, which is in force already."""
    asked = base_language(request.GET.get("lang", ""))
    if asked in dict(settings.LANGUAGES):
        with translation.override(asked):
            yield
    else:
        yield


def _neighbours(request: HttpRequest, parameters: ListParameters, total: int) -> list[tuple[str, str]]:
    offsets = {"first": 0, "prev": max(0, parameters.offset - parameters.limit), "next": parameters.offset + parameters.limit}
    if parameters.offset == 0:
        del offsets["prev"], offsets["first"]
    if offsets["next"] >= total:
        del offsets["next"]
    return [(relation, _address(request, parameters, offset)) for relation, offset in offsets.items()]


def _address(request: HttpRequest, parameters: ListParameters, offset: int) -> str:
    query = [(name, value) for name, values in request.GET.lists() if name not in ("limit", "offset") for value in values]
    return whole_address(f"{request.path}?{urlencode([*query, ('limit', parameters.limit), ('offset', offset)])}")
