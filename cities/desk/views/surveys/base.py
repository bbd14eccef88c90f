"""What all screens of surveys share."""

from typing import Any, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cities.accounts.models import User
from cities.desk.views.screens import DeskScreen
from cities.gather.surveys.models import Campaign
from cities.gather.surveys.queries import Names, names_in
from cities.gather.surveys.rules import may_run_surveys


def run_campaign(request: HttpRequest, code: str) -> Campaign:
    """The campaign, for whoever runs surveys; others are refused before they learn whether it exists."""
    if not may_run_surveys(request.user):
        raise PermissionDenied
    campaigns = Campaign.objects.select_related("version__instrument", "previous").prefetch_related("texts")
    campaign: Campaign = get_object_or_404(campaigns, code=code)
    return campaign


class SurveyScreen(DeskScreen):
    """A screen of surveys; with `campaign` in its address, of one."""

    header_icon = "form"
    page_title = _("Surveys")

    def may_see(self, user: Any) -> bool:
        return may_run_surveys(user)

    @cached_property
    def campaign(self) -> Campaign:
        return run_campaign(self.request, self.kwargs["campaign"])

    @property
    def reader(self) -> User:
        return cast("User", self.request.user)

    @property
    def language(self) -> str:
        return get_language() or settings.LANGUAGE_CODE

    @cached_property
    def names(self) -> Names:
        return names_in(self.language)

    @cached_property
    def is_sample(self) -> bool:
        """Whether made-up sheets are looked at, alone: on demand, or because there are no others."""
        asked = self.request.GET.get("samples")
        if asked in ("0", "1"):
            return asked == "1"
        known = self.campaign.respondents
        return not known.real().filter(sheet__isnull=False).exists() and known.filter(is_sample=True).exists()

    @property
    def title(self) -> str:
        text = self.campaign.best_text(self.language)
        return text.title if text else self.campaign.code

    def get_page_subtitle(self) -> str:
        return self.title if "campaign" in self.kwargs else ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse("desk:surveys"), "label": _("Surveys")}]
        if "campaign" in self.kwargs:
            items.append({"url": reverse("desk:survey", args=[self.campaign.code]), "label": self.title})
            return items
        return [*items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if "campaign" not in self.kwargs:
            return context
        return {**context, "campaign": self.campaign, "title": self.title, "is_sample": self.is_sample, "screen": self.screen}

    # Which tab is current.
    screen = ""
