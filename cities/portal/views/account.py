"""One's own account: language, letters, ways to sign in, data, leaving."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cities.archive.actions import export_own_data
from cities.commons.members.actions import close_account
from cities.portal.forms import AccountForm, LeaveForm
from cities.portal.views.answers import SignedInRequest


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: SignedInRequest) -> HttpResponse:
    # Whoever has not chosen yet is offered the language of the page; a choice that was made stays, whatever page it is shown on.
    initial = {} if request.user.language else {"language": translation.get_language()}
    form = AccountForm(request.POST or None, instance=request.user, initial=initial)
    if form.is_valid():
        user = form.save()
        response = redirect(_in_language(reverse("portal:account"), user.language))
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax")
        with translation.override(user.language):
            messages.success(request, _("Saved."))
        return response
    delegations = request.user.delegations.acting().select_related("organisation").prefetch_related("organisation__texts")
    return render(request, "portal/account/account.html", {"form": form, "delegations": delegations})


def _in_language(path: str, language: str) -> str:
    """The same page in another language of the site."""
    return f"/{language}/{path.split('/', 2)[2]}"


@never_cache
@login_required
@require_POST
def own_data(request: SignedInRequest) -> HttpResponseBase:
    """Everything held about whoever asks, as JSON and CSV in one file."""
    return FileResponse(export_own_data(request.user), as_attachment=True, filename="cities-my-data.zip", content_type="application/zip")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave_site(request: SignedInRequest) -> HttpResponse:
    form = LeaveForm(request.POST or None, user=request.user)
    if form.is_valid():
        user = request.user
        logout(request)
        close_account(user, erases=form.cleaned_data["erases"])
        messages.success(request, _("Your account is closed. Thank you for what you have shared."))
        return redirect("account_login")
    return render(request, "portal/account/leave.html", {"form": form})
