"""The list of editions, and what one is."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from cities.desk.forms.editions import EditionForm
from cities.editions import actions
from cities.editions.models import Edition
from cities.editions.queries import edition_lines

from .base import EditionScreen


class EditionsView(EditionScreen):
    template_name = "desk/editions/list.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "lines": edition_lines(Edition.objects.all(), self.language)}


class EditionFormView(EditionScreen):
    """Shows the form, and keeps what it says."""

    template_name = "desk/editions/edit.html"
    screen = "edit"

    def instance(self) -> Edition:
        raise NotImplementedError

    @cached_property
    def form(self) -> EditionForm:
        return EditionForm(self.request.POST or None, instance=self.instance())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "form": self.form}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        edition = actions.save_edition(self.form.save(commit=False), by=self.staff)
        messages.success(request, gettext_lazy("The edition was saved."))
        return redirect("desk:edition", edition.code)


class NewEditionView(EditionFormView):
    page_title = gettext_lazy("New edition")

    def instance(self) -> Edition:
        return Edition(year=timezone.localdate().year, languages=["en", "fr", "es"])


class EditEditionView(EditionFormView):
    page_title = gettext_lazy("Facts")

    def instance(self) -> Edition:
        return self.edition
