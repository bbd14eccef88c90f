"""Who has access to an organisation's space: invited, changed, ended by its representatives."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cities.commons.members import actions
from cities.commons.members.rules import may_act_for
from cities.portal.forms import InviteForm, PartForm
from cities.portal.queries.space import Space
from cities.portal.views.answers import SignedInRequest, language_of
from cities.portal.views.space.entering import for_delegates, space_page

SpaceView = Callable[..., HttpResponse]


def for_representatives(view: SpaceView) -> SpaceView:
    """As `for_delegates`; contributors are refused."""

    @wraps(view)
    def represented(request: SignedInRequest, space: Space, **arguments: int) -> HttpResponse:
        if not space.represents:
            raise PermissionDenied
        return view(request, space, **arguments)

    return for_delegates(represented)


@require_http_methods(["GET", "HEAD", "POST"])
@for_delegates
def access(request: SignedInRequest, space: Space) -> HttpResponse:
    """Everybody who acts for it sees who else does; representatives invite."""
    form = InviteForm(request.POST or None, initial={"language": language_of(request)}) if space.represents else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            actions.invite(space.organisation, **form.cleaned_data, by=request.user)
            messages.success(request, _("The invitation is on its way."))
            return _back(space)
    context = {
        "delegates": space.organisation.delegates.acting().select_related("user"),
        "invitations": space.organisation.invitations.open() if form else (),
        "form": form,
    }
    return space_page(request, space, "portal/access/access.html", context)


@require_POST
@for_representatives
def revoke_invitation(request: SignedInRequest, space: Space, *, pk: int) -> HttpResponse:
    actions.revoke_invitation(get_object_or_404(space.organisation.invitations, pk=pk), by=request.user)
    messages.success(request, _("The invitation no longer works."))
    return _back(space)


@require_POST
@for_representatives
def change_part(request: SignedInRequest, space: Space, *, pk: int) -> HttpResponse:
    delegate = get_object_or_404(space.organisation.delegates.acting(), pk=pk)
    form = PartForm(request.POST)
    if not form.is_valid():
        return _refused(request, space)
    try:
        actions.change_part(delegate, part=form.cleaned_data["part"], by=request.user)
    except actions.NotSpared:
        return _refused(request, space)
    except actions.DelegationEnded:
        return _overtaken(request, space)
    return _back(space)


@require_POST
@for_delegates
def end_delegation(request: SignedInRequest, space: Space, *, pk: int) -> HttpResponse:
    """Representatives end anybody's part, everybody their own; the last representative names another first."""
    delegate = get_object_or_404(space.organisation.delegates.acting(), pk=pk)
    is_own = delegate.user_id == request.user.pk
    if not is_own and not space.represents:
        raise PermissionDenied
    try:
        actions.end_delegation(delegate, by=request.user)
    except actions.NotSpared:
        return _refused(request, space)
    except actions.DelegationEnded:
        return _overtaken(request, space)
    messages.success(request, _("Done. What was written stays with the organisation."))
    return redirect("portal:account") if is_own else _back(space)


def _refused(request: SignedInRequest, space: Space) -> HttpResponse:
    messages.error(request, _("Name another representative first: somebody has to be able to invite."))
    return _back(space)


def _overtaken(request: SignedInRequest, space: Space) -> HttpResponse:
    messages.warning(request, _("This is not possible any more: look at what has happened meanwhile."))
    return _back(space) if may_act_for(request.user, space.organisation) else redirect("portal:account")


def _back(space: Space) -> HttpResponse:
    return redirect("portal:access", space.organisation.code)
