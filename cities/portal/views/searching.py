"""Search: the page, its feed, and what browsers' own search boxes ask."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cities.feeds import exports
from cities.portal import queries
from cities.portal.parsing import AskedSearch, read_words
from cities.portal.views.answers import SHARED_SECONDS, language_of, page

DESCRIPTION_SECONDS = 3_600
# What a form says that nobody has chosen.
UNSAID = {("sort", "best"), ("view", "list"), ("page", "1")}


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """A form sent without a script names every field it has: it is led to the short address."""
    found = queries.findings(request.GET, language=language_of(request))
    if _is_longwinded(request, found.asked):
        return HttpResponseRedirect(f"{request.path}{found.asked.query}")
    return page(request, "portal/search.html", {"found": found, "languages": settings.TEXT_LANGUAGES, "hides_search": True})


@require_safe
def search_feed(request: HttpRequest) -> HttpResponse:
    followed = queries.followed_search(request.GET, language=language_of(request))
    feed = exports.Feed(
        url=f"{settings.SITE_URL}{request.path}{followed.asked.query}",
        page=f"{settings.SITE_URL}{reverse('portal:search')}{followed.asked.query}",
        title=followed.title,
        subtitle=_("What this search finds, newest first."),
        language=language_of(request),
        author=settings.WAGTAIL_SITE_NAME,
        entries=tuple(_entry(record, *dates) for record, dates in followed.entries),
    )
    return _shared(exports.atom(feed), "application/atom+xml", seconds=SHARED_SECONDS)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """OpenSearch Suggestions: for the list under the search box, and for browsers."""
    words = read_words(request.GET)
    found = [
        exports.SuggestedSearch(one.label, one.language, one.about, f"{settings.SITE_URL}{one.url}")
        for one in queries.suggested(words, language=language_of(request))
    ]
    return _shared(exports.suggestions(words, found), exports.SUGGESTIONS_TYPE, seconds=SHARED_SECONDS)


@require_safe
def search_description(request: HttpRequest) -> HttpResponse:
    """How a browser adds this site to its own search box."""
    names = ("search", "suggestions", "search_feed")
    search_page, suggested, feed = (f"{settings.SITE_URL}{reverse(f'portal:{name}')}?q=" for name in names)
    shown = exports.SearchDescription(
        name=settings.WAGTAIL_SITE_NAME,
        description=_("Practices, members and resources of the commons, found in any language."),
        language=language_of(request),
        page=search_page,
        suggestions=suggested,
        feed=feed,
        itself=f"{settings.SITE_URL}{request.path}",
        icon=f"{settings.SITE_URL}{static('favicon.svg')}",
    )
    return _shared(exports.description(shown), exports.MEDIA_TYPE, seconds=DESCRIPTION_SECONDS)


def _is_longwinded(request: HttpRequest, asked: AskedSearch) -> bool:
    """Whether its address, but for what goes without saying, is that of the search. Anything stranger is answered where it is."""
    given = [(name, value) for name, values in request.GET.lists() for value in values]
    said = [pair for pair in given if pair[1] and pair not in UNSAID]
    return len(said) < len(given) and bool(said) and sorted(said) == sorted(asked.pairs)


def _entry(record: queries.FoundRecord, published_at: datetime | None, changed_at: datetime | None) -> exports.FeedEntry:
    return exports.FeedEntry(
        id=f"urn:uuid:{record.id}",
        url=f"{settings.SITE_URL}{record.url}",
        title=str(record.title),
        summary=str(record.excerpt or ""),
        language=record.title.language,
        kind=record.kind,
        published_at=published_at,
        changed_at=changed_at,
    )


def _shared(text: str, media_type: str, *, seconds: int) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{media_type}; charset=utf-8", headers={"X-Robots-Tag": "noindex"})
    patch_cache_control(response, public=True, max_age=seconds)
    return response
