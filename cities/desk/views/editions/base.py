"""What all screens of editions share."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cities.desk.views.screens import DeskScreen
from cities.editions.models import Edition
from cities.editions.rules import may_change, may_make_editions


def made_edition(request: HttpRequest, code: str) -> Edition:
    """The edition, for whoever makes editions; others are refused before they learn whether it exists."""
    if not may_make_editions(request.user):
        raise PermissionDenied
    editions = Edition.objects.select_related("snapshot", "campaign", "previous").prefetch_related("texts")
    edition: Edition = get_object_or_404(editions, code=code)
    return edition


class EditionScreen(DeskScreen):
    """A screen of editions; with `edition` in its address, of one."""

    header_icon = "doc-full"
    page_title = _("Editions")
    # Which tab is current.
    screen = ""

    def may_see(self, user: Any) -> bool:
        return may_make_editions(user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """What is sent to a public version of a kit changes nothing: it stays as it was cited."""
        if request.method == "POST" and "edition" in kwargs and not may_change(request.user, made_edition(request, kwargs["edition"])):
            messages.error(request, _("A public version stays as it is. Begin the next version to change something."))
            return redirect("desk:edition", kwargs["edition"])
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def edition(self) -> Edition:
        return made_edition(self.request, self.kwargs["edition"])

    @property
    def language(self) -> str:
        return get_language() or settings.LANGUAGE_CODE

    @property
    def title(self) -> str:
        text = self.edition.best_text(self.language)
        return text.title if text and text.title else self.edition.code

    def get_page_subtitle(self) -> str:
        return self.title if "edition" in self.kwargs else ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse("desk:editions"), "label": _("Editions")}]
        if "edition" in self.kwargs:
            return [*items, {"url": reverse("desk:edition", args=[self.edition.code]), "label": self.title}]
        return [*items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if "edition" not in self.kwargs:
            return context
        first = self.edition.original_text
        language = first.language if first else (self.edition.languages or ["en"])[0]
        return {**context, "edition": self.edition, "title": self.title, "screen": self.screen, "first_language": language}
