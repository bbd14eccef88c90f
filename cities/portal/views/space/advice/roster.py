"""One's own place on the roster, and answering when somebody is asked to help."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cities.portal.forms.advice import ExpertForm, RefusalForm, expertise_values
from cities.portal.queries.space import Space
from cities.portal.queries.space.advice import my_person, proposal_of
from cities.portal.views.answers import language_of
from cities.portal.views.space.entering import for_delegates, space_page, user_of
from cities.transfer.advice import actions
from cities.transfer.advice.models import Expert, Proposal
from cities.transfer.advice.queries import RosterLine, expert_line
from cities.transfer.advice.rules import may_answer, may_speak_as


@require_http_methods(["GET", "HEAD", "POST"])
@for_delegates
def my_expert(request: HttpRequest, space: Space, key: UUID | None = None) -> HttpResponse:
    """Without a key: oneself, who stands among the people of the organisation first."""
    line = _found(request, space, key) if key else None
    person = my_person(space.organisation, request.user)
    if line is None and person is None:
        messages.warning(request, _("Put yourself among the people of your organisation first; then come back here."))
        return redirect("portal:my_people", space.organisation.code)
    initial = expertise_values(line.expert) if line else {"languages": person.languages if person else []}
    form = ExpertForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _saved(request, space, form, line.expert if line else None)
    status = 422 if form.is_bound else 200
    return space_page(request, space, "portal/space/advice/expert.html", {"form": form, "line": line}, status=status)


@require_POST
@for_delegates
def set_expert_consent(request: HttpRequest, space: Space, key: UUID) -> HttpResponse:
    expert = _found(request, space, key).expert
    set_consent(request, expert, by=user_of(request))
    return redirect("portal:my_expert", space.organisation.code, expert.pk)


@require_POST
@for_delegates
def answer_proposal(request: HttpRequest, space: Space, key: UUID) -> HttpResponse:
    proposal = proposal_of(key)
    if proposal is None or proposal.expert.organisation != space.organisation:
        raise Http404
    if not may_answer(request.user, proposal):
        raise PermissionDenied
    answer(request, proposal, by=user_of(request))
    return redirect("portal:my_advice", space.organisation.code)


def set_consent(request: HttpRequest, expert: Expert, *, by: object) -> None:
    """Given, or taken back: the same from the space and from a letter."""
    if request.POST.get("consent") == "give":
        actions.give_consent(expert, by=by)  # type: ignore[arg-type]  # a user, or nobody for a letter
        messages.success(request, _("Thank you. From now on you may be asked; you can take this back here at any time."))
    else:
        actions.withdraw_consent(expert, by=by)  # type: ignore[arg-type]  # as above
        messages.success(request, _("Taken back. Nobody is sent to you any more."))


def answer(request: HttpRequest, proposal: Proposal, *, by: object) -> None:
    """Accepted, or declined with a reason: the same from the space and from a letter."""
    accepts, form = request.POST.get("answer") == "accept", RefusalForm(request.POST)
    if not accepts and not form.is_valid():
        messages.warning(request, _("Say in a word why not: the secretariat learns from it, nobody else reads it."))
        return
    given = {} if accepts else form.cleaned_data
    try:
        actions.answer_proposal(proposal, accepts=accepts, **given, by=by)  # type: ignore[arg-type]  # a user, or nobody for a letter
    except actions.AlreadyAnswered:
        messages.warning(request, _("This has been answered before; nothing was changed."))
    except actions.NoRoom:
        messages.warning(request, _("You have as many engagements as you take at once. Raise the number first, or decline."))
    else:
        said = _("Thank you. You are introduced: the first letter is on its way.") if accepts else _("Thank you. You are not asked again.")
        messages.success(request, said)


def _saved(request: HttpRequest, space: Space, form: ExpertForm, expert: Expert | None) -> HttpResponse:  # noqa: PLR0917 -- who saves what
    original = expert.offer.original_text if expert else None
    expertise = form.expertise(original.language if original else language_of(request))
    if expert is None:
        person = my_person(space.organisation, request.user)
        expert = actions.add_expert(space.organisation, expertise, person=person, by=user_of(request))
        messages.success(request, _("Kept. You are asked only once you agree below."))
    else:
        actions.change_expert(expert, expertise, by=user_of(request))
        messages.success(request, _("Saved."))
    return redirect("portal:my_expert", space.organisation.code, expert.pk)


def _found(request: HttpRequest, space: Space, key: UUID) -> RosterLine:
    line = expert_line(key)
    if line is None or line.expert.organisation != space.organisation or not may_speak_as(request.user, line.expert):
        raise Http404
    return line
