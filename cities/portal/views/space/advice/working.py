"""The table at which those in an engagement work: steps, hours, outputs, what is told, the end."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cities.commons.instruments.actions import NotAccepted
from cities.commons.members.models import Organisation, Person
from cities.core.actions import save_section
from cities.core.views import kept_file
from cities.portal.forms.advice import DueForm, EndForm, HoursForm, LearntForm, OutputForm, StepForm, ToldForm
from cities.portal.forms.base import SpaceForm
from cities.portal.queries.space import Space, spaces
from cities.portal.queries.space.advice import hour_people, learnt_links, shown_title
from cities.portal.views.answers import language_of
from cities.portal.views.space.acting import Answers, act_or_404, note_agreement, posted_key, posted_number
from cities.portal.views.space.entering import space_page, user_of
from cities.transfer.advice import actions
from cities.transfer.advice.models import Engagement, EngagementText
from cities.transfer.advice.queries import satisfaction_spreads, work_of
from cities.transfer.advice.rules import may_run_advice, may_work_on, organisations_of
from cities.translation.actions import words_section


@dataclass(frozen=True)
class Seat:
    """An engagement and who sits at it: the organisations one acts for, the space of the first, whether one coordinates."""

    engagement: Engagement
    organisations: tuple[Organisation, ...]
    space: Space | None
    is_coordinator: bool


EngagementView = Callable[..., HttpResponseBase]


def for_those_in_it(view: EngagementView) -> EngagementView:
    """Hands the view the engagement of the address; for all others it is not there."""

    @wraps(view)
    @login_required
    def entered(request: HttpRequest, key: UUID, **arguments: Any) -> HttpResponseBase:
        engagement = Engagement.objects.filter(pk=key).select_related("request__need").first()
        if engagement is None or not may_work_on(request.user, engagement):
            raise Http404
        own = organisations_of(request.user, engagement)
        keys = {organisation.pk for organisation in own}
        space = next((space for space in spaces(request.user, language=language_of(request)) if space.organisation.pk in keys), None)
        return view(request, Seat(engagement, own, space, may_run_advice(request.user)), **arguments)

    return entered


@require_safe
@for_those_in_it
def my_engagement(request: HttpRequest, seat: Seat) -> HttpResponse:
    return _page(request, seat)


@require_safe
@for_those_in_it
def my_output(request: HttpRequest, seat: Seat, output: UUID) -> FileResponse:
    found = seat.engagement.outputs.filter(pk=output).exclude(file="").first()
    if found is None:
        raise Http404
    return kept_file(found.file, found.file_name)


@require_POST
@for_those_in_it
def act_on_engagement(request: HttpRequest, seat: Seat, act: str) -> HttpResponse:
    """One act, then back to where it was done."""
    return act_or_404(ACTS, act)(request, seat)


def _page(request: HttpRequest, seat: Seat, *, status: int = 200, **bound: SpaceForm) -> HttpResponse:
    language, work = language_of(request), work_of(seat.engagement)
    forms = {name: bound.get(name) or form for name, form in _forms(work, language).items()}
    context = {
        "seat": seat,
        "work": work,
        "title": shown_title(seat.engagement, language),
        "forms": forms,
        "learnt": learnt_links(work, space=seat.space, language=language),
        "satisfied": satisfaction_spreads(seat.engagement, language=language) if seat.is_coordinator else None,
        "today": timezone.localdate(),
    }
    return space_page(request, seat.space, "portal/space/advice/engagement.html", context, status=status)


def _forms(work: Any, language: str) -> dict[str, SpaceForm]:
    text = work.draft.original_text
    told = {"title": text.title, "summary": text.summary} if text else {}
    return {
        "step": StepForm(auto_id="id_step_%s"),
        "hours": HoursForm(auto_id="id_hours_%s", people=hour_people(work, language=language), initial={"spent_on": timezone.localdate()}),
        "output": OutputForm(auto_id="id_output_%s", initial={"language": language}),
        "told": ToldForm(auto_id="id_told_%s", initial=told),
        "due": DueForm(auto_id="id_due_%s", initial={"due_on": work.engagement.due_on}),
        "end": EndForm(auto_id="id_end_%s"),
        "learnt": LearntForm(auto_id="id_learnt_%s"),
    }


def _step(request: HttpRequest, seat: Seat) -> HttpResponse:
    form = StepForm(request.POST, auto_id="id_step_%s")
    if not form.is_valid():
        return _page(request, seat, status=422, step=form)
    actions.plan_step(seat.engagement, **form.cleaned_data, language=language_of(request), by=user_of(request))
    return _back(seat, "#steps")


def _finish(request: HttpRequest, seat: Seat) -> HttpResponse:
    step = seat.engagement.steps.filter(pk=posted_number(request, "step")).first()
    if step is not None:
        actions.finish_step(step, is_done="undo" not in request.POST, by=user_of(request))
    return _back(seat, "#steps")


def _hours(request: HttpRequest, seat: Seat) -> HttpResponse:
    work = work_of(seat.engagement)
    form = HoursForm(request.POST, auto_id="id_hours_%s", people=hour_people(work, language=language_of(request)))
    if not form.is_valid():
        return _page(request, seat, status=422, hours=form)
    kind, key = form.chosen
    person = Person.objects.filter(pk=key).first() if kind == "person" else None
    seats = [one.expert.organisation for one in work.experts if one.expert.person_id == key]
    organisation = seats[0] if person else Organisation.objects.get(pk=key)
    given = {name: form.cleaned_data[name] for name in ("spent_on", "hours", "about")}
    actions.note_hours(seat.engagement, organisation=organisation, person=person, **given, by=user_of(request))
    return _back(seat, "#hours")


def _remove_hours(request: HttpRequest, seat: Seat) -> HttpResponse:
    entry = seat.engagement.hours.filter(pk=posted_number(request, "entry")).first()
    if entry is not None:
        actions.remove_hours(entry, by=user_of(request))
    return _back(seat, "#hours")


def _output(request: HttpRequest, seat: Seat) -> HttpResponse:
    form = OutputForm(request.POST, request.FILES, auto_id="id_output_%s")
    if not form.is_valid():
        return _page(request, seat, status=422, output=form)
    try:
        actions.add_output(seat.engagement, **form.cleaned_data, by=user_of(request))
    except NotAccepted as refused:
        form.add_error("file", refused.reason)
        return _page(request, seat, status=422, output=form)
    except actions.TooMany:
        form.add_error("file", _("There is no room for another file."))
        return _page(request, seat, status=422, output=form)
    return _back(seat, "#outputs")


def _remove_output(request: HttpRequest, seat: Seat) -> HttpResponse:
    found = seat.engagement.outputs.filter(pk=posted_key(request, "output")).first()
    if found is not None:
        actions.remove_output(found, by=user_of(request))
    return _back(seat, "#outputs")


def _told(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Two who write at once: the second is told what the first has written."""
    form = ToldForm(request.POST, auto_id="id_told_%s")
    if not form.is_valid():
        return _page(request, seat, status=422, told=form)
    engagement = seat.engagement
    original = engagement.get_latest_revision_as_object().original_text
    section = words_section(original.language if original else language_of(request), EngagementText.words)
    base = posted_number(request, "base")
    saved = save_section(engagement, section, {**form.cleaned_data, "checked": False}, base=base, by=user_of(request))
    if not saved.is_saved:
        form.add_error("summary", _("Somebody else changed this while you were writing: put both together, then save again."))
        engagement.refresh_from_db()
        return _page(request, seat, status=409, told=form)
    messages.success(request, _("Saved."))
    return _back(seat, "#told")


def _agree(request: HttpRequest, seat: Seat) -> HttpResponse:
    organisation = _organisation(request, seat)
    note_agreement(
        request,
        partial(actions.agree, seat.engagement, organisation) if organisation else None,
        is_own=organisation in seat.organisations,
        is_coordinator=seat.is_coordinator,
        is_told=lambda done: done.is_public and not done.dissenting(done.get_latest_revision_as_object()),
        answers=Answers(
            unknown=_("Say how you know that they agree."),
            told=_("All have agreed: it is public."),
            noted=_("Noted. It is public once all agree to the same."),
        ),
    )
    return _back(seat, "#told")


def _take_back(request: HttpRequest, seat: Seat) -> HttpResponse:
    organisation = _organisation(request, seat)
    if organisation is not None and (organisation in seat.organisations or seat.is_coordinator):
        actions.take_back_agreement(seat.engagement, organisation, by=user_of(request))
        messages.success(request, _("Taken back. Readers do not see it any more."))
    return _back(seat, "#told")


def _due(request: HttpRequest, seat: Seat) -> HttpResponse:
    form = DueForm(request.POST, auto_id="id_due_%s")
    if not form.is_valid():
        return _page(request, seat, status=422, due=form)
    actions.set_due(seat.engagement, form.cleaned_data["due_on"], by=user_of(request))
    return _back(seat, "#end")


def _end(request: HttpRequest, seat: Seat) -> HttpResponse:
    form = EndForm(request.POST, auto_id="id_end_%s")
    if not form.is_valid():
        return _page(request, seat, status=422, end=form)
    actions.end_engagement(seat.engagement, outcome=form.cleaned_data["outcome"], by=user_of(request))
    messages.success(request, _("Ended. Whoever asked is asked by letter how it was."))
    return _back(seat, "#end")


def _resume(request: HttpRequest, seat: Seat) -> HttpResponse:
    actions.resume_engagement(seat.engagement, by=user_of(request))
    return _back(seat, "#end")


def _learn(request: HttpRequest, seat: Seat) -> HttpResponse:
    """A practice belongs to the organisation one acts for; a resource goes to the secretariat."""
    form = LearntForm(request.POST, auto_id="id_learnt_%s")
    if not form.is_valid():
        return _page(request, seat, status=422, learnt=form)
    given, language = form.cleaned_data, language_of(request)
    parts = [part.organisation for part, _agrees in work_of(seat.engagement).agreeing]
    if given["become"] == "practice":
        organisation = (*seat.organisations, *_as_expert(request, seat), *parts)[0]
        actions.begin_practice_from(
            seat.engagement, organisation=organisation, title=given["title"], language=language, by=user_of(request)
        )
        messages.success(request, _("A draft practice begins: go on telling it under “Practices”."))
    else:
        kind = given["kind"] or "deliverable-types:report"
        actions.begin_resource_from(seat.engagement, title=given["title"], kind=kind, language=language, by=user_of(request))
        messages.success(request, _("A draft resource begins: the secretariat finishes and publishes it."))
    return _back(seat, "#learnt")


def _as_expert(request: HttpRequest, seat: Seat) -> list[Organisation]:
    """Whom an expert who acts for nobody stands for."""
    own = seat.engagement.experts.filter(expert__person__user=user_of(request)).select_related("expert__offer__organisation")
    return [one.expert.organisation for one in own]


def _organisation(request: HttpRequest, seat: Seat) -> Organisation | None:
    part = seat.engagement.participations.filter(organisation=posted_key(request, "organisation")).select_related("organisation").first()
    return part.organisation if part else None


def _back(seat: Seat, place: str) -> HttpResponse:
    return redirect(f"{reverse('portal:my_engagement', args=[seat.engagement.pk])}{place}")


ACTS: dict[str, Callable[[HttpRequest, Seat], HttpResponse]] = {
    "step": _step,
    "finish": _finish,
    "hours": _hours,
    "remove-hours": _remove_hours,
    "output": _output,
    "remove-output": _remove_output,
    "told": _told,
    "agree": _agree,
    "take-back": _take_back,
    "due": _due,
    "end": _end,
    "resume": _resume,
    "learn": _learn,
}
