"""All engagements, late ones first; a collaboration of research centres begun."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from cities.commons.members.models import Organisation
from cities.desk.forms.pickers import Picker
from cities.desk.views.advice.base import AdviceScreen
from cities.transfer.advice.actions import Opening, open_engagement
from cities.transfer.advice.models import Engagement, Participation
from cities.transfer.advice.queries import engagement_lines

ROWS_A_PAGE = 50


class CollaborationForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=250)
    organisations = forms.ModelMultipleChoiceField(
        label=_("Organisations"),
        queryset=Organisation.objects.all(),
        widget=Picker("organisation", multiple=True),
    )

    def clean_organisations(self) -> list[Organisation]:
        found = list(self.cleaned_data["organisations"])
        if len(found) < 2:
            raise forms.ValidationError(_("A collaboration has two organisations or more."))
        return found


class EngagementsView(AdviceScreen):
    template_name = "desk/advice/engagements.html"
    page_title = _("Engagements")
    screen = "engagements"

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CollaborationForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        parts = [(organisation, Participation.Side.PARTNER) for organisation in form.cleaned_data["organisations"]]
        opening = Opening(form.cleaned_data["title"], self.language, Engagement.Kind.COLLABORATION, parts)
        opened = open_engagement(opening, by=self.staff)
        messages.success(request, _("Begun. Those who take part find it in their space."))
        return redirect("portal:my_engagement", opened.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self.request.GET.get("state", "")
        states = {
            "late": Engagement.objects.late(),
            "running": Engagement.objects.running(),
            "ended": Engagement.objects.exclude(outcome=""),
        }
        lines = engagement_lines(states.get(chosen, Engagement.objects.all()))
        page = Paginator(lines, ROWS_A_PAGE).get_page(self.request.GET.get("p"))
        form = kwargs.pop("form", None) or CollaborationForm()
        return {**super().get_context_data(**kwargs), "page": page, "chosen": chosen, "form": form}
