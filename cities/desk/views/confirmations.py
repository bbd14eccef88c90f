"""Asking members whether their profiles are still right, and who has answered."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cities.commons.members.actions import ask_confirmation
from cities.commons.members.models import Organisation
from cities.commons.places.queries import places
from cities.desk.queries.confirmations import ConfirmationFilter, confirmation_rows, to_ask
from cities.desk.rules import may
from cities.desk.views.screens import DeskScreen

A_PAGE = 50
STATE_LABELS = {
    "confirmed": gettext_lazy("confirmed"),
    "asked": gettext_lazy("asked, not answered yet"),
    "open": gettext_lazy("not asked yet"),
    "unreachable": gettext_lazy("nobody to write to"),
}


class ConfirmationsForm(forms.Form):
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    region = forms.ChoiceField(label=gettext_lazy("Region"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = [(place.code, place.name) for place in places(get_language() or "en").regions()]
        self.fields["state"].choices = [("", _("All")), *STATE_LABELS.items()]  # type: ignore[attr-defined]  # a choice field
        self.fields["region"].choices = [("", _("All")), *regions]  # type: ignore[attr-defined]  # as above


class ConfirmationsView(DeskScreen):
    """A list of all members with a button that writes to those it shows."""

    template_name = "desk/confirmations.html"
    page_title = gettext_lazy("Still right?")
    header_icon = "circle-check"

    def may_see(self, user: Any) -> bool:
        return may(user, "publish", Organisation)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year, language = timezone.localdate().year, get_language() or "en"
        form = ConfirmationsForm(self.request.GET)
        rows = confirmation_rows(_filter(form), year=year, language=language)
        everyone = confirmation_rows(ConfirmationFilter(), year=year, language=language)
        page = Paginator(rows, A_PAGE).get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "year": year,
            "page": page,
            "rows": [(row, STATE_LABELS[row.state]) for row in page],
            "total": len(rows),
            "asking": len(to_ask(rows)),
            "confirmed": sum(row.state == "confirmed" for row in everyone),
            "members": len(everyone),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
        """Write to those of the list as it is filtered. Asking again sends a new link; the old one stops working."""
        year = timezone.localdate().year
        rows = confirmation_rows(_filter(ConfirmationsForm(request.POST)), year=year, language=get_language() or "en")
        found = Organisation.objects.filter(pk__in=to_ask(rows)).prefetch_related("texts")
        by: Any = request.user
        asked = sum(ask_confirmation(organisation, year=year, by=by) is not None for organisation in found)
        said = ngettext("%(count)d member has been asked.", "%(count)d members have been asked.", asked) % {"count": asked}
        messages.success(request, said)
        return redirect(request.get_full_path())


def _filter(form: ConfirmationsForm) -> ConfirmationFilter:
    """What is no choice filters nothing."""
    form.is_valid()
    return ConfirmationFilter(form.cleaned_data.get("state", ""), form.cleaned_data.get("region", ""))
