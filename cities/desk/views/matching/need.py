"""One need: what was found for it and how each score came about; proposing by hand."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from cities.desk.views.matching.base import SIGNAL_NAMES, MatchingScreen
from cities.search.queries import Filter, Hit, Search, hits, rank
from cities.transfer.matching.actions import AlreadyDeclined, IsTheirOwn, match_need, propose_match
from cities.transfer.matching.models import Matching
from cities.transfer.matching.queries.offers import offers_for
from cities.transfer.matching.queries.shown import ShownMatch, matches_of, shown_matches
from cities.transfer.matching.scoring import WEIGHTS, added
from cities.transfer.needs.models import Need

RECORDS = ("practice", "member", "resource")
MOST_FOUND = 10
# Kind and id, `practice:2f1c…`.
SUBJECT = r"^(practice|member|resource|offer):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"


class FindForm(forms.Form):
    q = forms.CharField(label=_("Look for"), max_length=300, required=False)


class ProposeForm(forms.Form):
    subject = forms.RegexField(regex=SUBJECT)
    words = forms.CharField(label=_("Why does it fit?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


@dataclass(frozen=True)
class Explained:
    """A match, its title, and what each signal of WEIGHTS adds to its score, in their order."""

    shown: ShownMatch
    title: str
    added: tuple[float, ...]


class NeedView(MatchingScreen):
    template_name = "desk/matching/need.html"
    page_title = _("A need and its matches")
    screen = "needs"

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        need = self.need
        if "match" in request.POST:
            match_need(need.pk)
            messages.success(request, _("Matched anew."))
            return redirect("desk:matching_need", key)
        form = ProposeForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Choose something, and say why it fits: the member reads it."))
            return self.render_to_response(self.get_context_data(propose=form), status=422)
        self._propose(need, form)
        return HttpResponseRedirect(request.path)

    @property
    def need(self) -> Need:
        needs = Need.objects.select_related("organisation").prefetch_related("texts", "concepts")
        found: Need = get_object_or_404(needs, pk=self.kwargs["key"])
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        need, language = self.need, self.language
        every = list(matches_of([need]).select_related("decided_by", "proposed_by"))
        shown = shown_matches(every, language=language)
        find = FindForm(self.request.GET)
        query = find.cleaned_data["q"] if find.is_valid() else ""
        offers = offers_for(need.organisation_id).prefetch_related("texts")
        name, text = need.organisation.best_text(language), need.original_text
        context = {
            "need": need,
            "sentence": text,
            "organisation": name.name if name else need.organisation.code,
            "topics": need.concepts.all(),
            "matching": Matching.objects.filter(need=need).first(),
            "rows": [_explained(one, language) for one in sorted(shown, key=lambda one: -one.match.score)],
            "signals": [SIGNAL_NAMES[name] for name in WEIGHTS],
            "find": find,
            "found": _found(query, language, {one.match.subject for one in shown}),
            "offers": [(offer.pk, str(offer.best_text(language) or "")) for offer in offers],
            "propose": kwargs.pop("propose", None) or ProposeForm(),
        }
        return {**super().get_context_data(**kwargs), **context}

    def _propose(self, need: Need, form: ProposeForm) -> None:
        kind, _colon, subject = form.cleaned_data["subject"].partition(":")
        try:
            propose_match(need, kind=kind, subject=UUID(subject), words=form.cleaned_data["words"], by=self.staff)
            messages.success(self.request, _("Proposed. The member sees it first, with what you wrote."))
        except AlreadyDeclined:
            messages.error(self.request, _("The member has declined this before. It is not proposed again."))
        except IsTheirOwn:
            messages.error(self.request, _("Nobody but the member itself answers for this, or it is not public."))


def _explained(one: ShownMatch, language: str) -> Explained:
    return Explained(one, one.subject.title(language), tuple(added(one.match.signals).values()))


def _found(query: str, language: str, besides: set[UUID]) -> list[Hit]:
    if not query.strip():
        return []
    ranking = rank(Search(query, reader=language, filters=(Filter("kind", "kind", RECORDS),)))
    return [hit for hit in hits(ranking, reader=language, limit=MOST_FOUND) if hit.record_id not in besides]
