"""What is done with a campaign by a button."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cities.accounts.models import User
from cities.desk.forms.surveys import AddressForm, ExtendForm
from cities.gather.surveys import actions
from cities.gather.surveys.actions import CampaignNotReady
from cities.gather.surveys.models import Campaign, Respondent
from cities.translation.languages import best_language

from .base import run_campaign

Act = Callable[[HttpRequest, Campaign], HttpResponse | None]


@require_POST
def act(request: HttpRequest, campaign: str, act: str) -> HttpResponse:
    """One of ACTS on a campaign; then back to its overview, unless the act leads elsewhere."""
    subject = run_campaign(request, campaign)
    if act not in ACTS:
        raise Http404
    return ACTS[act](request, subject) or redirect("desk:survey", campaign)


def start(request: HttpRequest, campaign: Campaign) -> None:
    try:
        actions.start_campaign(campaign, by=_user(request))
    except CampaignNotReady as fault:
        messages.error(request, not_ready(str(fault)))
        return
    asked = campaign.respondents.real().filter(asked_at__isnull=False).count()
    told = ngettext("The campaign is running: %(count)d letter was sent.", "The campaign is running: %(count)d letters were sent.", asked)
    messages.success(request, told % {"count": asked})


def remind(request: HttpRequest, campaign: Campaign) -> None:
    count = actions.remind_missing(campaign, by=_user(request)) if campaign.is_running else 0
    if count:
        messages.success(request, ngettext("%(count)d reminder was sent.", "%(count)d reminders were sent.", count) % {"count": count})
    else:
        messages.info(request, _("Nobody needs a reminder now: everyone missing was written to a few days ago, or cannot be reached."))


def close(request: HttpRequest, campaign: Campaign) -> None:
    actions.close_campaign(campaign, by=_user(request))
    messages.success(request, _("The campaign is closed."))


def extend(request: HttpRequest, campaign: Campaign) -> None:
    form = ExtendForm(request.POST)
    if form.is_valid():
        actions.extend_campaign(campaign, until=form.cleaned_data["until"], by=_user(request))
        messages.success(request, _("The last day was moved."))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))


def publish(request: HttpRequest, campaign: Campaign) -> None:
    try:
        actions.publish_results(campaign, by=_user(request))
        messages.success(request, _("Anyone can read the results now."))
    except CampaignNotReady:
        messages.error(request, _("Close the campaign first."))


def unpublish(request: HttpRequest, campaign: Campaign) -> None:
    actions.unpublish_results(campaign, by=_user(request))
    messages.success(request, _("The results are no longer public."))


def address(request: HttpRequest, campaign: Campaign) -> None:
    form = AddressForm(request.POST)
    respondent = _respondent(request, campaign)
    if not form.is_valid():
        messages.error(request, _("This is not an e-mail address."))
        return
    actions.set_address(respondent, address=form.cleaned_data["address"], by=_user(request))
    if campaign.is_running:
        actions.start_campaign(campaign, by=_user(request))
    messages.success(request, _("The address was saved."))


def elsewhere(request: HttpRequest, campaign: Campaign) -> None:
    actions.note_answered_elsewhere(_respondent(request, campaign), by=_user(request))
    messages.success(request, _("Noted: it has answered elsewhere."))


def type_in(request: HttpRequest, campaign: Campaign) -> HttpResponse | None:
    """To the same pages the respondent would fill in; the log says who did it."""
    spoken = [code for code, _name in settings.LANGUAGES]
    if not campaign.is_running:
        messages.error(request, _("Answers can be typed in while the campaign is running."))
        return None
    respondent = _respondent(request, campaign)
    language = best_language(spoken, respondent.language) or spoken[0]
    started = actions.start_answering(respondent, language=language, by=_user(request))
    with translation.override(best_language(spoken, get_language() or "") or spoken[0]):
        return redirect("portal:sheet", started.sheet_id)


def not_ready(reason: str) -> str:
    """Why a campaign cannot be started, for people."""
    return {
        "version": _("The questionnaire is still a draft: publish it first."),
        "words": _("The campaign has no title yet."),
        "over": _("The last day is over: choose a later one."),
        "nobody": _("Nobody is asked: the filter leaves no member."),
    }[reason]


ACTS: dict[str, Act] = {
    "start": start,
    "remind": remind,
    "close": close,
    "extend": extend,
    "publish": publish,
    "unpublish": unpublish,
    "address": address,
    "elsewhere": elsewhere,
    "type": type_in,
}


def _respondent(request: HttpRequest, campaign: Campaign) -> Respondent:
    number = request.POST.get("respondent", "")
    if not number.isdecimal():
        raise Http404
    respondent: Respondent = get_object_or_404(campaign.respondents.real().select_related("campaign"), pk=int(number))
    return respondent


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)
