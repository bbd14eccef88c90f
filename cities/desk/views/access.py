"""Who acts for which organisation, and inviting the first of them; conversations somebody reported."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cities.commons.members.actions import invite
from cities.commons.members.models import Conversation, Invitation, Organisation, Part
from cities.desk.rules import may_invite
from cities.desk.views.columns import best_title
from cities.desk.views.screens import DeskScreen


class FirstInvitationForm(forms.Form):
    address = forms.EmailField(label=gettext_lazy("E-mail address"))
    part = forms.ChoiceField(label=gettext_lazy("Role"), choices=Part.choices, initial=Part.REPRESENTATIVE)
    language = forms.ChoiceField(label=gettext_lazy("Language of the letter"), choices=lambda: settings.LANGUAGES)


class AccessView(DeskScreen):
    """Every member, with how many act for it and whether somebody is invited; those nobody acts for come first."""

    template_name = "desk/access/access.html"
    page_title = gettext_lazy("Access of members")
    header_icon = "user"

    def may_see(self, user: Any) -> bool:
        return may_invite(user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        acting = Q(delegates__ended_at__isnull=True, delegates__user__is_active=True)
        invited = Invitation.objects.open().filter(organisation=OuterRef("pk"))
        members = (
            Organisation.objects.filter(live=True, withdrawn_at__isnull=True)
            .annotate(people=Count("delegates", filter=acting, distinct=True), is_invited=Exists(invited))
            .prefetch_related("texts")
            .order_by("people", "code")
        )
        rows = [(best_title(member), member) for member in members]
        return {**super().get_context_data(**kwargs), "rows": rows, "without": sum(1 for _title, member in rows if not member.people)}


class InviteView(DeskScreen):
    """One organisation: who acts for it, who is invited, and the form to invite; a known private contact is proposed."""

    template_name = "desk/access/invite.html"
    header_icon = "user"

    def may_see(self, user: Any) -> bool:
        return may_invite(user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.organisation = get_object_or_404(Organisation, code=kwargs["code"])
        self.page_title = best_title(self.organisation)
        contact = self.organisation.private_contacts.first()
        initial = {"address": contact.address if contact else "", "language": get_language(), "part": Part.REPRESENTATIVE}
        self.form = FirstInvitationForm(request.POST if request.method == "POST" else None, initial=initial)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {
            "organisation": self.organisation,
            "form": self.form,
            "delegates": self.organisation.delegates.acting().select_related("user"),
            "invitations": self.organisation.invitations.all()[:20],
        }
        return {**super().get_context_data(**kwargs), **context}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        invite(self.organisation, **self.form.cleaned_data, by=self.staff)
        messages.success(request, _("The invitation is on its way."))
        return redirect("desk:invite", self.organisation.code)


class ReportedView(DeskScreen):
    """Conversations somebody called abuse: the only ones staff may read."""

    template_name = "desk/access/reported.html"
    page_title = gettext_lazy("Reported conversations")
    header_icon = "warning"

    def may_see(self, user: Any) -> bool:
        return may_invite(user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reported = Conversation.objects.filter(reported_at__isnull=False).select_related("organisation").order_by("-reported_at")
        return {**super().get_context_data(**kwargs), "reported": reported.prefetch_related("messages", "organisation__texts")[:100]}
