"""The page of each record, and drafts as they would look."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from cities.commons.members import queries as members
from cities.commons.members.models import Organisation
from cities.commons.practices import queries as practices
from cities.commons.practices.models import Practice
from cities.commons.resources import queries as resources
from cities.commons.resources.models import Resource
from cities.core.models import Record
from cities.feeds.queries import work_of_practice, work_of_resource
from cities.portal import queries
from cities.portal.queries.advice import grew_out_of
from cities.portal.views.answers import gone, language_of, page, public_or_gone


@require_safe
def practice(request: HttpRequest, code: str) -> HttpResponse:
    found: Practice | None = public_or_gone(practices.for_pages(Practice.objects.annotate(engagement_code=grew_out_of("practice"))), code)
    if found is None:
        raise Http404
    return practice_page(request, found, language_of(request)) if found.is_public else gone(request, found)


@require_safe
def member(request: HttpRequest, code: str) -> HttpResponse:
    found: Organisation | None = public_or_gone(members.for_pages(Organisation.objects.all()), code)
    if found is None:
        raise Http404
    return member_page(request, found, language_of(request)) if found.is_public else gone(request, found)


@require_safe
def resource(request: HttpRequest, code: str) -> HttpResponse:
    found: Resource | None = public_or_gone(resources.for_pages(Resource.objects.annotate(engagement_code=grew_out_of("resource"))), code)
    if found is None:
        raise Http404
    return resource_page(request, found, language_of(request)) if found.is_public else gone(request, found)


def practice_page(request: HttpRequest, practice: Practice, language: str) -> HttpResponse:
    dossier = queries.dossier(practice, language=language)
    return page(request, "portal/practice.html", {"dossier": dossier, "work": work_of_practice(practice, language=language)})


def member_page(request: HttpRequest, organisation: Organisation, language: str) -> HttpResponse:
    return page(request, "portal/member.html", {"member": queries.member_page(organisation, language=language)})


def resource_page(request: HttpRequest, resource: Resource, language: str) -> HttpResponse:
    shown = queries.resource_page(resource, language=language)
    publishers = tuple(str(publisher.title) for publisher in shown.publishers)
    work = work_of_resource(resource, language=language, publishers=publishers)
    return page(request, "portal/resource.html", {"shown": shown, "work": work})


def preview(request: HttpRequest, record: Record, language: str) -> HttpResponse:
    """A draft as readers of `language` would see it."""
    with translation.override(language):
        if isinstance(record, Practice):
            return practice_page(request, record, language)
        if isinstance(record, Resource):
            return resource_page(request, record, language)
        if isinstance(record, Organisation):
            return member_page(request, record, language)
    raise Http404
