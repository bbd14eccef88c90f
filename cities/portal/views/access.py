"""Who has access to an organisation's space: invited, changed, ended by its representatives."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cities.commons.members import actions
from cities.commons.members.models import Delegate, Invitation, Organisation, Part
from cities.commons.members.rules import may_act_for, may_end_delegation, may_represent
from cities.portal.forms import InviteForm, PartForm
from cities.portal.views.answers import SignedInRequest, language_of

OrganisationView = Callable[..., HttpResponse]


def for_representatives(view: OrganisationView) -> OrganisationView:
    """The view is given the organisation of the address; who does not represent it is refused."""

    @wraps(view)
    def guarded(request: SignedInRequest, code: str, **kwargs: int) -> HttpResponse:
        organisation = get_object_or_404(Organisation, code=code)
        if not may_represent(request.user, organisation):
            raise PermissionDenied
        return view(request, organisation, **kwargs)

    return login_required(guarded)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def access(request: SignedInRequest, code: str) -> HttpResponse:
    """Everybody who acts for it sees who else does; representatives invite."""
    organisation = get_object_or_404(Organisation, code=code)
    if not may_act_for(request.user, organisation):
        raise PermissionDenied
    represents = may_represent(request.user, organisation)
    form = InviteForm(request.POST or None, initial={"language": language_of(request)}) if represents else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            actions.invite(organisation, **form.cleaned_data, by=request.user)
            messages.success(request, _("The invitation is on its way."))
            return redirect("portal:access", code)
    return render(request, "portal/access/access.html", _shown(request, organisation, form))


def _shown(request: SignedInRequest, organisation: Organisation, form: InviteForm | None) -> dict[str, object]:
    return {
        "organisation": organisation,
        "text": organisation.best_text(language_of(request)),
        "delegates": organisation.delegates.acting().select_related("user"),
        "invitations": organisation.invitations.open() if form else (),
        "form": form,
        "parts": Part.choices,
        "represents": form is not None,
    }


@require_POST
@for_representatives
def revoke_invitation(request: SignedInRequest, organisation: Organisation, *, pk: int) -> HttpResponse:
    actions.revoke_invitation(get_object_or_404(Invitation, organisation=organisation, pk=pk), by=request.user)
    messages.success(request, _("The invitation no longer works."))
    return redirect("portal:access", organisation.code)


@require_POST
@for_representatives
def change_part(request: SignedInRequest, organisation: Organisation, *, pk: int) -> HttpResponse:
    delegate = get_object_or_404(Delegate.objects.acting(), organisation=organisation, pk=pk)
    form = PartForm(request.POST)
    if not form.is_valid() or (form.cleaned_data["part"] != Part.REPRESENTATIVE and not may_end_delegation(request.user, delegate)):
        messages.error(request, _("Name another representative first: somebody has to be able to invite."))
        return redirect("portal:access", organisation.code)
    actions.change_part(delegate, part=form.cleaned_data["part"], by=request.user)
    return redirect("portal:access", organisation.code)


@require_POST
@login_required
def end_delegation(request: SignedInRequest, code: str, *, pk: int) -> HttpResponse:
    """Representatives end anybody's part, everybody their own; the last representative names another first."""
    delegate = get_object_or_404(Delegate.objects.acting().select_related("organisation"), organisation__code=code, pk=pk)
    is_own = delegate.user_id == request.user.pk
    if not is_own and not may_represent(request.user, delegate.organisation):
        raise PermissionDenied
    if not may_end_delegation(request.user, delegate):
        messages.error(request, _("Name another representative first: somebody has to be able to invite."))
        return redirect("portal:access", code)
    actions.end_delegation(delegate, by=request.user)
    messages.success(request, _("Done. What was written stays with the organisation."))
    return redirect("portal:account") if is_own else redirect("portal:access", code)
