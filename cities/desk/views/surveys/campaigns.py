"""The list of campaigns, and the form of one."""

import re
from abc import abstractmethod
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from cities.desk.forms.surveys import AgainForm, AudienceForm, CampaignForm
from cities.desk.views.screens import DeskScreen
from cities.gather.surveys import actions
from cities.gather.surveys.models import Campaign
from cities.gather.surveys.queries import audience_count, campaign_lines
from cities.gather.surveys.rules import may_run_surveys

from .base import SurveyScreen

CAMPAIGNS_A_PAGE = 25
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


class CampaignsView(SurveyScreen):
    template_name = "desk/surveys/list.html"

    # The list is no step on the way to itself.
    get_breadcrumbs_items = DeskScreen.get_breadcrumbs_items

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(Campaign.objects.all(), CAMPAIGNS_A_PAGE).get_page(self.request.GET.get("p"))
        return {**super().get_context_data(**kwargs), "page": page, "lines": campaign_lines(page.object_list, self.language)}


class CampaignFormView(SurveyScreen):
    """Shows the form, and keeps what it says."""

    template_name = "desk/surveys/edit.html"
    success = gettext_lazy("The campaign was saved.")

    @abstractmethod
    def instance(self) -> Campaign:
        """The campaign the form is about, stored or new."""

    @cached_property
    def form(self) -> CampaignForm:
        return CampaignForm(self.request.POST or None, instance=self.instance())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "form": self.form}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        # More languages were ticked: their fields appear, nothing is saved yet.
        if "again" in request.POST or not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=200 if "again" in request.POST else 422)
        campaign = actions.save_campaign(self.form.campaign(), texts=self.form.texts_of(self.form.cleaned_data), by=self.reader)
        messages.success(request, self.success)
        return redirect("desk:survey", campaign.code)


class NewView(CampaignFormView):
    page_title = gettext_lazy("New campaign")

    def instance(self) -> Campaign:
        return Campaign()


class EditView(CampaignFormView):
    page_title = gettext_lazy("Edit")
    screen = "edit"

    def instance(self) -> Campaign:
        return self.campaign


class AgainView(SurveyScreen):
    """A new campaign from one that was: only its days are asked for."""

    template_name = "desk/surveys/again.html"
    page_title = gettext_lazy("Ask the same again")
    screen = "again"

    @cached_property
    def form(self) -> AgainForm:
        return AgainForm(self.request.POST or None, initial={"code": code_after(self.campaign.code)})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "form": self.form}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        following = actions.follow_campaign(self.campaign, **self.form.cleaned_data, by=self.reader)
        messages.success(request, _("A draft with the same questions, members and letters stands here. Nothing was sent yet."))
        return redirect("desk:survey", following.code)


def code_after(code: str) -> str:
    """The code of a campaign with its year one later; nothing to start from where it has none."""
    return YEAR.sub(lambda year: str(int(year[0]) + 1), code) if YEAR.search(code) else ""


@require_safe
def audience(request: HttpRequest) -> JsonResponse:
    """How many a filter asks, while it is being chosen."""
    if not may_run_surveys(request.user):
        raise PermissionDenied
    form = AudienceForm(request.GET)
    form.is_valid()
    found = audience_count(form.audience())
    asked = ngettext("%(count)d member is asked", "%(count)d members are asked", found.asked) % {"count": found.asked}
    without = ngettext("%(count)d without an address", "%(count)d without an address", found.without_address)
    return JsonResponse({"words": f"{asked}, {without % {'count': found.without_address}}" if found.asked else _("Nobody is asked.")})
