"""What all screens of imports share."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cities.accounts.models import User
from cities.gather.intake.models import Batch
from cities.gather.intake.rules import may_import, may_review


def reviewed_batch(request: HttpRequest, batch_id: int) -> Batch:
    """The batch, for whoever may review it; others are refused before they learn whether it exists."""
    if not may_import(request.user):
        raise PermissionDenied
    batch = get_object_or_404(Batch, pk=batch_id)
    if not may_review(request.user, batch):
        raise PermissionDenied
    return batch


class ImportView(WagtailAdminTemplateMixin, TemplateView):  # type: ignore[misc]  # Wagtail is untyped
    """A screen of imports; with `batch_id` in its address, of one batch."""

    header_icon = "download"
    page_title = _("Import")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_import(request.user):
            raise PermissionDenied
        if "batch_id" in kwargs:
            reviewed_batch(request, kwargs["batch_id"])
        return cast("HttpResponse", super().dispatch(request, *args, **kwargs))

    @property
    def reader(self) -> User:
        """Who looks; the admin lets nobody in who is not signed in."""
        return cast("User", self.request.user)

    @cached_property
    def batch(self) -> Batch:
        return reviewed_batch(self.request, self.kwargs["batch_id"])

    def get_page_subtitle(self) -> str:
        return self.batch.document if "batch_id" in self.kwargs else ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse("desk:imports"), "label": _("Import")}]
        if "batch_id" in self.kwargs:
            items.append({"url": reverse("desk:import", args=[self.batch.pk]), "label": self.batch.document})
        return items
