"""All needs, or all offers, those nobody has an answer for first."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from cities.desk.views.matching.base import MatchingScreen
from cities.transfer.matching.queries.network import STATES, call_rows
from cities.transfer.needs.queries import KINDS

ROWS_A_PAGE = 50
STATE_NAMES = {
    "unanswered": _("nothing found"),
    "waiting": _("matches wait"),
    "accepted": _("match kept"),
    "help": _("still looking"),
    "closed": _("closed"),
    "open": _("open"),
}


class StateForm(forms.Form):
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *((each, STATE_NAMES[each]) for each in STATES)])


class CallsView(MatchingScreen):
    template_name = "desk/matching/calls.html"

    @property
    def kind(self) -> str:
        kind: str = self.kwargs["kind"].removesuffix("s")
        if kind not in KINDS:
            raise Http404
        return kind

    @property
    def screen(self) -> str:  # type: ignore[override]  # one class for two tabs
        return f"{self.kind}s"

    @property
    def page_title(self) -> Any:
        return _("Needs of members") if self.kind == "need" else _("Offers of members")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = StateForm(self.request.GET)
        state = form.cleaned_data["state"] if form.is_valid() else ""
        rows = call_rows(self.kind, language=self.language, state=state)
        page = Paginator(rows, ROWS_A_PAGE).get_page(self.request.GET.get("p"))
        shown = [(row, STATE_NAMES[row.state]) for row in page]
        return {**super().get_context_data(**kwargs), "form": form, "kind": self.kind, "rows": shown, "page": page, "total": len(rows)}
