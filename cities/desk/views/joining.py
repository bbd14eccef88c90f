"""Membership applications: read, decided, answered."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cities.commons.members.actions import AlreadyDecided, accept_application, ask_for_more, decline_application
from cities.commons.members.models import Application, ApplicationFile
from cities.core.views import kept_file
from cities.desk.rules import may_judge_applications
from cities.desk.views.screens import DeskScreen

UNDECIDED = (Application.State.NEW, Application.State.ASKED)


class RemarkForm(forms.Form):
    remark = forms.CharField(
        label=gettext_lazy("What you write to the applicant"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )


class ApplicationsView(DeskScreen):
    template_name = "desk/joining/applications.html"
    page_title = gettext_lazy("Applications")
    header_icon = "group"

    def may_see(self, user: Any) -> bool:
        return may_judge_applications(user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = Application.objects.select_related("category", "kind", "decided_by").prefetch_related("kind__texts", "category__texts")
        context = {"waiting": known.filter(state__in=UNDECIDED), "decided": known.exclude(state__in=UNDECIDED)[:50]}
        return {**super().get_context_data(**kwargs), **context}


class ApplicationView(DeskScreen):
    """One application, with three ways to answer it."""

    template_name = "desk/joining/application.html"
    header_icon = "group"

    def may_see(self, user: Any) -> bool:
        return may_judge_applications(user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.application = get_object_or_404(Application.objects.select_related("kind", "category", "organisation"), pk=kwargs["pk"])
        self.page_title = self.application.name
        self.form = RemarkForm(request.POST if request.method == "POST" else None)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_open = self.application.state in UNDECIDED
        return {**super().get_context_data(**kwargs), "application": self.application, "form": self.form, "is_open": is_open}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        decision = request.POST.get("decision", "")
        remark = self.form.cleaned_data["remark"].strip() if self.form.is_valid() else ""
        if decision != "accept" and not remark:
            self.form.add_error("remark", _("Write what you ask for, or why."))
        if self.form.errors:
            return self.render_to_response(self.get_context_data())
        try:
            self._decide(decision, remark)
        except AlreadyDecided:
            messages.error(request, _("Somebody has decided this meanwhile."))
        return redirect("desk:application", self.application.pk)

    def _decide(self, decision: str, remark: str) -> None:
        if decision == "accept":
            accept_application(self.application, by=self.staff)
            messages.success(self.request, _("Accepted: the member has a page, and whoever applied is invited to look after it."))
        elif decision == "ask":
            ask_for_more(self.application, remark=remark, by=self.staff)
            messages.success(self.request, _("Your question is on its way."))
        elif decision == "decline":
            decline_application(self.application, remark=remark, by=self.staff)
            messages.success(self.request, _("Declined; the reason is on its way."))


@require_safe
def application_file(request: HttpRequest, pk: UUID, file_pk: int) -> FileResponse:
    """A document that came with an application, to be saved, never run."""
    if not may_judge_applications(request.user):
        raise PermissionDenied
    file = get_object_or_404(ApplicationFile, application_id=pk, pk=file_pk)
    return kept_file(file.file, file.name)
