"""The list of editions, and what one is."""

from abc import abstractmethod
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from cities.desk.forms.editions import EditionForm
from cities.desk.forms.kits import KitForm
from cities.desk.views.screens import DeskScreen
from cities.editions import actions
from cities.editions.models import Edition
from cities.editions.queries import edition_lines

from .base import EditionScreen


class EditionsView(EditionScreen):
    template_name = "desk/editions/list.html"

    # The list is no step on the way to itself.
    get_breadcrumbs_items = DeskScreen.get_breadcrumbs_items

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "lines": edition_lines(Edition.objects.all(), self.language)}


class EditionFormView(EditionScreen):
    """Shows the form, and keeps what it says."""

    template_name = "desk/editions/edit.html"
    screen = "edit"

    @abstractmethod
    def instance(self) -> Edition:
        """The edition the form is about, stored or new."""

    @cached_property
    def form(self) -> EditionForm | KitForm:
        instance = self.instance()
        return (KitForm if instance.is_kit else EditionForm)(self.request.POST or None, instance=instance)

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
