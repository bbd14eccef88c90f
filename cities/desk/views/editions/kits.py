"""Kits: made anew, filled, looked at; how one stands."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cities.desk.forms.kits import ContentsForm
from cities.editions import actions
from cities.editions.exports.kits import preview_epub, preview_folder
from cities.editions.models import Edition
from cities.editions.queries import Frozen, downloads_of, freeze, gone_from, newest_of
from cities.editions.queries.kits import Downloads
from cities.editions.tallies import totals

from .base import EditionScreen, made_edition
from .facts import EditionFormView


@dataclass(frozen=True)
class KitStanding:
    """What it holds, what was chosen and is no longer public, its newest version where that is another, how often it was taken along."""

    counts: dict[str, int]
    gone: tuple[str, ...]
    newest: Edition | None
    downloads: Downloads


def kit_standing(kit: Edition, frozen: Frozen, language: str) -> KitStanding:
    newest = newest_of(kit)
    return KitStanding(totals(frozen.content), gone_from(kit, language), newest if newest.pk != kit.pk else None, downloads_of(kit))


class NewKitView(EditionFormView):
    page_title = gettext_lazy("New kit")

    def instance(self) -> Edition:
        return Edition(kind=Edition.Kind.KIT, year=timezone.localdate().year, languages=["en", "fr", "es"])


class ContentsView(EditionScreen):
    """Practices, transfers and resources of a kit."""

    template_name = "desk/editions/contents.html"
    page_title = gettext_lazy("Contents")
    screen = "contents"

    @cached_property
    def edition(self) -> Edition:
        kit = made_edition(self.request, self.kwargs["edition"])
        if not kit.is_kit:
            raise Http404
        return kit

    @cached_property
    def form(self) -> ContentsForm:
        # An empty kit sends nothing at all.
        return ContentsForm(self.request.POST if self.request.method == "POST" else None, kit=self.edition, language=self.language)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "form": self.form}

    def post(self, request: HttpRequest, edition: str) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        chosen = {name: self.form.picked(name) for name in ("practices", "transfers")}
        actions.fill_kit(self.edition, **chosen, resources=self.form.licensed_resources, by=self.staff)
        messages.success(request, gettext_lazy("The contents were saved."))
        return redirect("desk:kit_contents", edition)


@require_safe
@never_cache
def preview_book(request: HttpRequest, edition: str, language: str) -> HttpResponse:
    """The EPUB as it would be now."""
    kit = _kit(request, edition)
    if language not in kit.languages:
        raise Http404
    return _answer(preview_epub(freeze(kit), language), "application/epub+zip", f"{edition}-{language}-preview.epub")


@require_safe
@never_cache
def preview_all(request: HttpRequest, edition: str) -> HttpResponse:
    """The offline folder as it would be now."""
    return _answer(preview_folder(freeze(_kit(request, edition))), "application/zip", f"{edition}-preview.zip")


def _kit(request: HttpRequest, code: str) -> Edition:
    kit = made_edition(request, code)
    if not kit.is_kit or not kit.languages:
        raise Http404
    return kit


def _answer(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
