"""The roster with its load; inviting people of members onto it."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from cities.commons.members.models import PersonRole
from cities.commons.vocabulary.queries import concept_tree
from cities.desk.views.advice.base import AdviceScreen
from cities.transfer.advice.actions import Expertise, add_expert, invite_expert
from cities.transfer.advice.models import Expert
from cities.transfer.advice.queries import roster
from cities.transfer.advice.queries.roster import candidates_for_roster

FEW = 12


class InviteForm(forms.Form):
    """Who, on what. The sentence is theirs to change; nobody is asked before they agree."""

    role = forms.ModelChoiceField(PersonRole.objects.filter(until__isnull=True), widget=forms.RadioSelect)
    sentence = forms.CharField(label=_("What can they advise on?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    concept = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = [(node.key, node.label) for node in concept_tree("themes", language)]
        self.fields["concept"].choices = [("", _("none")), *themes]  # type: ignore[attr-defined]  # a choice field


class RosterView(AdviceScreen):
    template_name = "desk/advice/roster.html"
    page_title = _("Roster of experts")
    screen = "roster"

    def post(self, request: HttpRequest) -> HttpResponse:
        if "again" in request.POST:
            return self._again(request.POST["again"])
        form = InviteForm(request.POST, language=self.language)
        if not form.is_valid():
            messages.error(request, _("Choose somebody, and say what they can advise on."))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        role: PersonRole = form.cleaned_data["role"]
        concepts = tuple(filter(None, [form.cleaned_data["concept"]]))
        expertise = Expertise(form.cleaned_data["sentence"], self.language, concepts, tuple(role.person.languages))
        invite_expert(add_expert(role.organisation, expertise, person=role.person, by=self.staff), by=self.staff)
        messages.success(request, _("On the roster; a letter asks for their consent."))
        return redirect("desk:advice_roster")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", "").strip()[:100]
        context = {
            "lines": roster(),
            "words": words,
            "found": list(candidates_for_roster(words)[:FEW]) if words else [],
            "form": kwargs.pop("form", None) or InviteForm(language=self.language),
        }
        return {**super().get_context_data(**kwargs), **context}

    def _again(self, given: str) -> HttpResponse:
        try:
            expert = Expert.objects.filter(pk=UUID(given)).first()
        except ValueError:
            expert = None
        if expert is not None:
            invite_expert(expert, by=self.staff)
            messages.success(self.request, _("A letter asks for their consent."))
        return redirect("desk:advice_roster")
