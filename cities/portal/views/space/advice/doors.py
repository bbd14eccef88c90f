"""By the link of a letter, for experts without an account: whether they help, and whether they stand on the roster."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cities.core.keys import opens
from cities.portal.forms.advice import RefusalForm
from cities.portal.queries.space.advice import asked_of, proposal_of
from cities.portal.views.answers import language_of
from cities.portal.views.space.advice.roster import answer, set_consent
from cities.transfer.advice.actions import PURPOSE, ROSTER
from cities.transfer.advice.models import Proposal
from cities.transfer.advice.queries import expert_line


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def advice_proposal(request: HttpRequest, key: UUID, secret: str) -> HttpResponse:
    proposal = proposal_of(key)
    if proposal is None or not opens(secret, PURPOSE, str(key)):
        raise Http404
    if request.method == "POST":
        answer(request, proposal, by=None)
        return redirect("portal:advice_proposal", key, secret)
    asked = asked_of(proposal, language=language_of(request))
    context = {"asked": asked, "refusal": RefusalForm(), "is_open": proposal.state == Proposal.State.ASKED}
    return render(request, "portal/relay/proposal.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def advice_roster(request: HttpRequest, key: UUID, secret: str) -> HttpResponse:
    line = expert_line(key)
    if line is None or not opens(secret, ROSTER, str(key)):
        raise Http404
    if request.method == "POST":
        set_consent(request, line.expert, by=None)
        return redirect("portal:advice_roster", key, secret)
    return render(request, "portal/relay/roster.html", {"line": line})
