"""One request: taken, asked about, answered, declined, or given to an expert the matching proposes; and undone."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from cities.desk.views.advice.base import AdviceScreen
from cities.desk.views.matching.base import SIGNAL_NAMES
from cities.transfer.advice import actions
from cities.transfer.advice.models import AdviceRequest, Proposal
from cities.transfer.advice.queries import candidate_for, expert_candidates, request_line, roster, told_reasons
from cities.transfer.matching.scoring import WEIGHTS, added

# Acts that write to the member.
WRITING: dict[str, Callable[..., AdviceRequest]] = {
    "ask": actions.ask_more,
    "answer": actions.answer_request,
    "decline": actions.decline_request,
}
PLAIN: dict[str, Callable[..., AdviceRequest]] = {
    "take": actions.take_request,
    "release": actions.release_request,
    "reopen": actions.reopen_request,
}


class WordsForm(forms.Form):
    words = forms.CharField(label=_("What you write to the member"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))


class ProposeForm(forms.Form):
    expert = forms.UUIDField()
    words = forms.CharField(max_length=1000, required=False)


class RequestView(AdviceScreen):
    template_name = "desk/advice/request.html"
    page_title = _("A request for advice")
    screen = "triage"

    @property
    def subject(self) -> AdviceRequest:
        related = AdviceRequest.objects.select_related("need__organisation", "engagement", "taken_by")
        found: AdviceRequest = get_object_or_404(related.prefetch_related("need__texts", "need__concepts"), pk=self.kwargs["key"])
        return found

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        subject, act = self.subject, request.POST.get("act", "")
        form = WordsForm(request.POST) if act in WRITING else None
        if form is not None and not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            self._act(subject, act, form)
        except (actions.NotNow, actions.AlreadyAnswered):
            messages.error(request, _("This is not possible any more: look at what has happened meanwhile."))
        except actions.NoRoom:
            messages.error(request, _("They pause, or have as many engagements as they take at once."))
        except actions.AlreadyAsked:
            messages.error(request, _("They were asked about this before."))
        except actions.NotOnRoster:
            messages.error(request, _("They do not agree to be asked, or belong to the member itself."))
        return redirect("desk:advice_request", key)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        subject = self.subject
        open_to_experts = subject.is_open or subject.state == AdviceRequest.State.ENGAGED
        found = expert_candidates(subject) if open_to_experts else ()
        matched = {one.expert.pk for one in found}
        related = subject.proposals.select_related("expert__person", "expert__offer__organisation")
        asked = list(related.prefetch_related("expert__offer__organisation__texts"))
        tried = {proposal.expert_id for proposal in asked}
        others = [line for line in roster() if line.is_available and line.expert.pk not in matched | tried] if open_to_experts else []
        others = [line for line in others if line.expert.organisation != subject.organisation]
        context = {
            "line": request_line(subject),
            "topics": subject.need.concepts.all(),
            "thread": subject.messages.select_related("written_by"),
            "form": kwargs.pop("form", None) or WordsForm(),
            "candidates": [(one, told_reasons(one.reasons, language=self.language), _why(one.signals)) for one in found],
            "others": others,
            "proposals": asked,
            "engagement": getattr(subject, "engagement", None),
            "is_open_to_experts": open_to_experts,
        }
        return {**super().get_context_data(**kwargs), **context}

    def _act(self, subject: AdviceRequest, act: str, form: WordsForm | None) -> None:
        if form is not None:
            WRITING[act](subject, words=form.cleaned_data["words"], language=self.language, by=self.staff)
            messages.success(self.request, _("Your words are on their way to the member."))
        elif act in PLAIN:
            PLAIN[act](subject, by=self.staff)
        elif act == "propose":
            self._propose(subject)
        elif act == "take-back":
            given = ProposeForm({"expert": self.request.POST.get("proposal", "")})
            proposal = Proposal.objects.filter(request=subject, pk=given.cleaned_data["expert"]).first() if given.is_valid() else None
            if proposal is not None:
                actions.take_back_proposal(proposal, by=self.staff)

    def _propose(self, subject: AdviceRequest) -> None:
        form = ProposeForm(self.request.POST)
        candidate = candidate_for(subject, form.cleaned_data["expert"]) if form.is_valid() else None
        if candidate is None:
            messages.error(self.request, _("Choose an expert first."))
            return
        actions.propose_expert(subject, candidate, words=form.cleaned_data["words"], by=self.staff)
        messages.success(self.request, _("Asked by letter, in their language."))


def _why(signals: Any) -> str:
    """What adds most to the score, for people who wonder."""
    shares = sorted(added(signals).items(), key=lambda item: -item[1])
    return ", ".join(f"{SIGNAL_NAMES[name]} {value:.2f}" for name, value in shares if name in WEIGHTS and value > 0)
