"""Surveys for those who are asked: from the link in a letter to the first question; and results for anyone."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.accounts.models import User
from cities.gather.surveys import actions
from cities.gather.surveys.models import Campaign, Respondent
from cities.gather.surveys.rules import may_answer
from cities.portal import queries
from cities.portal.views.answers import language_of, page
from cities.portal.views.sheets.doors import grant_sheet

# Respondents whose link was opened in this session.
OPENED = "opened_surveys"
# As many as anybody has at once; the oldest go first.
MOST_OPENED = 20


@require_safe
def survey_link(request: HttpRequest, key: str) -> HttpResponse:
    """Takes the key of a letter out of the address: this browser may answer from now on, and goes on to a clean page."""
    respondent = actions.open_link(key)
    if respondent is None:
        return _unknown_link(request)
    kept = [pk for pk in opened(request) if pk != respondent.pk]
    # A session somebody else has chosen gains nothing.
    request.session.cycle_key()
    request.session[OPENED] = [*kept, respondent.pk][-MOST_OPENED:]
    return _uncached(redirect("portal:survey", respondent.campaign.code))


# Mail programs send this by themselves, without a cookie (RFC 8058): the key in the address is what gives the right.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def survey_decline_link(request: HttpRequest, key: str) -> HttpResponse:
    """The way out named in each letter: a page that asks once; a POST declines."""
    respondent = actions.open_link(key)
    if respondent is None:
        return _unknown_link(request)
    if request.method == "POST":
        actions.decline(respondent, by=None)
    campaign = queries.survey_head(respondent.campaign, language_of(request))
    context = {"survey": campaign, "respondent": respondent, "link": reverse("portal:survey_link", args=[key])}
    return _uncached(render(request, "portal/surveys/decline.html", context))


@require_safe
def survey(request: HttpRequest, campaign: str) -> HttpResponse:
    """What is asked, by whom, until when, and what becomes of it. Who was not asked is shown the results, once there are any."""
    asked, respondent = _asked(request, campaign)
    if respondent is None:
        if asked.is_published:
            return redirect("portal:survey_results", campaign)
        raise Http404
    if respondent.sheet is not None:
        grant_sheet(request, respondent.sheet)
    welcome = queries.survey_welcome(asked, respondent, language_of(request))
    return _uncached(render(request, "portal/surveys/welcome.html", {"welcome": welcome}))


@require_POST
def begin_survey(request: HttpRequest, campaign: str) -> HttpResponse:
    """To the questions: the sheet is made at the first beginning, and the same for all of an organisation."""
    asked, respondent = _answering(request, campaign)
    if not asked.takes_answers(today=timezone.localdate()):
        return redirect("portal:survey", campaign)
    started = actions.start_answering(respondent, language=language_of(request), by=_user(request))
    return _to_sheet(request, started)


@require_POST
def decline_survey(request: HttpRequest, campaign: str) -> HttpResponse:
    _asked_in, respondent = _answering(request, campaign)
    actions.decline(respondent, by=_user(request))
    return redirect("portal:survey", campaign)


@require_POST
def return_to_survey(request: HttpRequest, campaign: str) -> HttpResponse:
    _asked_in, respondent = _answering(request, campaign)
    actions.take_part_again(respondent, by=_user(request))
    return redirect("portal:survey", campaign)


@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    return page(request, "portal/surveys/list.html", {"surveys": queries.published_surveys(language_of(request))})


@require_safe
def survey_results(request: HttpRequest, campaign: str) -> HttpResponse:
    return page(request, "portal/surveys/results.html", {"results": queries.survey_results(_published(campaign), language_of(request))})


@require_safe
def survey_results_table(request: HttpRequest, campaign: str) -> HttpResponse:
    """The figures of the page as a table; small cells are as hidden as there."""
    response = HttpResponse(queries.survey_results_csv(_published(campaign), language_of(request)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{campaign}.csv"'
    return response


@require_safe
def survey_chart(request: HttpRequest, campaign: str, **drawn: str) -> HttpResponse:
    """One question drawn, for a width and a colour scheme."""
    svg = queries.survey_chart(_published(campaign), language=language_of(request), **drawn)
    if svg is None:
        raise Http404
    response = HttpResponse(svg, content_type="image/svg+xml; charset=utf-8")
    response["Cache-Control"] = "public, max-age=600"
    return response


def opened(request: HttpRequest) -> list[int]:
    return [pk for pk in request.session.get(OPENED, []) if isinstance(pk, int)]


def _asked(request: HttpRequest, code: str) -> tuple[Campaign, Respondent | None]:
    campaign = get_object_or_404(Campaign.objects.exclude(state=Campaign.State.DRAFT).prefetch_related("texts"), code=code)
    respondent = actions.own_respondent(campaign, opened=opened(request), by=_user(request))
    if respondent is None or not may_answer(request.user, respondent, opened=opened(request)):
        return campaign, None
    return campaign, respondent


def _answering(request: HttpRequest, code: str) -> tuple[Campaign, Respondent]:
    campaign, respondent = _asked(request, code)
    if respondent is None:
        raise Http404
    return campaign, respondent


def _published(code: str) -> Campaign:
    campaign: Campaign = get_object_or_404(Campaign.objects.published().select_related("version", "previous"), code=code)
    return campaign


def _user(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def _to_sheet(request: HttpRequest, respondent: Respondent) -> HttpResponseRedirect:
    if respondent.sheet is not None:
        grant_sheet(request, respondent.sheet)
    return redirect("portal:sheet", respondent.sheet_id)


def _unknown_link(request: HttpRequest) -> HttpResponse:
    """A link that was cut in two by a mail program is the usual reason: say so."""
    return _uncached(render(request, "portal/surveys/unknown_link.html", {"host": settings.ENVIRONMENT.host}, status=404))


def _uncached(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    return response
