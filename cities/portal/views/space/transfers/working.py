"""The table two sides work at: where it stands, what is due, what is noted, what both have agreed to."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cities.commons.instruments.actions import NotAccepted
from cities.core.views import kept_file
from cities.portal.forms.base import SpaceForm
from cities.portal.forms.transfers import DueForm, EvaluationForm, FileForm, JournalForm, MeetingForm, MilestoneForm, StopForm
from cities.portal.queries.space.transfers import draft_title, overview
from cities.portal.queries.transfers.dossier import transfer_page
from cities.portal.views.answers import language_of
from cities.portal.views.space.acting import Answers, act_or_404, note_agreement, posted_key, posted_number
from cities.portal.views.space.entering import space_page, user_of
from cities.portal.views.space.transfers.parties import Table, for_parties
from cities.transfer.projects import actions
from cities.transfer.projects.models import Side
from cities.transfer.projects.queries import spreads, work_of
from cities.transfer.projects.queries.work import own_file

NOTES: dict[str, type[SpaceForm]] = {"plan": MilestoneForm, "journal": JournalForm, "meeting": MeetingForm, "file": FileForm}


@require_safe
@for_parties
def my_transfer(request: HttpRequest, table: Table) -> HttpResponse:
    return _overview(request, table)


@require_safe
@for_parties
def my_transfer_review(request: HttpRequest, table: Table) -> HttpResponse:
    """The draft as readers would see it: what a side agrees to."""
    draft = table.transfer.get_latest_revision_as_object()
    shown = transfer_page(draft, language=language_of(request))
    return space_page(request, table.space, "portal/transfers/transfer.html", {"shown": shown, "work": None})


@require_safe
@for_parties
def my_transfer_work(request: HttpRequest, table: Table) -> HttpResponse:
    return _work(request, table)


@require_safe
@for_parties
def my_transfer_file(request: HttpRequest, table: Table, file: UUID) -> FileResponse:
    found = own_file(table.transfer, file)
    if found is None:
        raise Http404
    return kept_file(found.file, found.name)


@require_POST
@for_parties
def act_on_transfer(request: HttpRequest, table: Table, act: str) -> HttpResponse:
    """One act, then back to where it was done."""
    return act_or_404(ACTS, act)(request, table)


def _overview(request: HttpRequest, table: Table, *, status: int = 200, **context: Any) -> HttpResponse:
    work = work_of(table.transfer, today=timezone.localdate())
    shown = overview(work, language=language_of(request))
    told = {"table": table, "work": work, "overview": shown, "stop": StopForm(), "due": DueForm(), **context}
    return space_page(request, table.space, "portal/space/transfers/transfer.html", told, status=status)


def _work(request: HttpRequest, table: Table, *, status: int = 200, **bound: SpaceForm) -> HttpResponse:
    work = work_of(table.transfer, today=timezone.localdate())
    forms = {name: bound.get(name) or form(auto_id=f"id_{name}_%s") for name, form in NOTES.items()}
    context = {
        "table": table,
        "work": work,
        "title": draft_title(work.draft, language_of(request)),
        "forms": forms,
        "evaluation": bound.get("evaluation") or EvaluationForm(auto_id="id_evaluation_%s"),
        "spreads": spreads(work.evaluations, language=language_of(request)),
        "link": request.session.pop("evaluation-link", ""),
        "today": timezone.localdate(),
    }
    return space_page(request, table.space, "portal/space/transfers/work.html", context, status=status)


def _note(name: str, keep: Callable[..., Any]) -> Callable[[HttpRequest, Table], HttpResponse]:
    """A small form of the working page: kept, or shown again with what is wrong."""

    def act(request: HttpRequest, table: Table) -> HttpResponse:
        form = NOTES[name](request.POST, request.FILES, auto_id=f"id_{name}_%s")
        if not form.is_valid():
            return _work(request, table, status=422, **{name: form})
        try:
            keep(table.transfer, by=user_of(request), **{"language": language_of(request), **_given(name, form)})
        except NotAccepted as refused:
            form.add_error("file", refused.reason)
            return _work(request, table, status=422, **{name: form})
        except actions.TooMany:
            form.add_error("file", _("There is no room for another file."))
            return _work(request, table, status=422, **{name: form})
        messages.success(request, _("Kept. Only the two sides and the coordinators see it."))
        return redirect(f"{reverse('portal:my_transfer_work', args=[table.transfer.pk])}#{name}")

    return act


def _given(name: str, form: SpaceForm) -> dict[str, Any]:
    given = dict(form.cleaned_data)
    if name == "file":
        return {"upload": given["file"], **({"language": given["language"]} if given["language"] else {})}
    return given


def _tick(request: HttpRequest, table: Table) -> HttpResponse:
    """Only what was changed since it was shown: two people tick at once, or one goes on while the other ticks."""
    met, shown, phase = request.POST.getlist("met"), request.POST.getlist("shown"), request.POST.get("phase", "")
    try:
        actions.tick_criteria(table.transfer, met, shown=shown, phase=phase, by=user_of(request))
    except actions.MovedOn:
        messages.warning(request, _("This is not possible any more: look at what has happened meanwhile."))
        return _back(table)
    if "move-on" not in request.POST:
        messages.success(request, _("Saved."))
        return _back(table)
    try:
        actions.move_on(table.transfer, by=user_of(request))
    except actions.NotReady:
        return _overview(request, table, status=409, is_not_ready=True)
    messages.success(request, _("On to the next phase."))
    return _back(table)


def _stop(request: HttpRequest, table: Table) -> HttpResponse:
    form = StopForm(request.POST)
    if not form.is_valid():
        return _overview(request, table, status=422, stop=form)
    actions.stop_transfer(table.transfer, reason=form.cleaned_data["reason"], by=user_of(request))
    messages.success(request, _("Stopped. What was learned stays, and it can be taken up again."))
    return _back(table)


def _resume(request: HttpRequest, table: Table) -> HttpResponse:
    actions.resume_transfer(table.transfer, by=user_of(request))
    return _back(table)


def _set_due(request: HttpRequest, table: Table) -> HttpResponse:
    form = DueForm(request.POST)
    if not form.is_valid():
        return _overview(request, table, status=422, due=form)
    actions.set_due(table.transfer, form.cleaned_data["due_on"], by=user_of(request))
    return _back(table)


def _agree(request: HttpRequest, table: Table) -> HttpResponse:
    side = request.POST.get("side", "")
    note_agreement(
        request,
        partial(actions.agree, table.transfer, side) if side in Side.values else None,
        is_own=side in table.sides,
        is_coordinator=table.is_coordinator,
        is_told=lambda done: done.is_public and not done.has_unpublished_changes,
        answers=Answers(
            unknown=_("Say how you know that this side agrees."),
            told=_("Both sides have agreed: it is public."),
            noted=_("Noted. It is public once the other side agrees too."),
        ),
    )
    return _back(table, "#agree")


def _take_back(request: HttpRequest, table: Table) -> HttpResponse:
    side = request.POST.get("side", "")
    if side in Side.values and (side in table.sides or table.is_coordinator):
        actions.take_back_agreement(table.transfer, side, by=user_of(request))
        messages.success(request, _("Taken back. The transfer is no longer public."))
    return _back(table, "#agree")


def _finish(request: HttpRequest, table: Table) -> HttpResponse:
    found = table.transfer.milestones.filter(pk=posted_number(request, "milestone")).first()
    if found is not None:
        actions.finish_milestone(found, by=user_of(request), is_done="undo" not in request.POST)
    return redirect(f"{reverse('portal:my_transfer_work', args=[table.transfer.pk])}#plan")


def _remove_file(request: HttpRequest, table: Table) -> HttpResponse:
    key = posted_key(request, "file")
    found = own_file(table.transfer, key) if key else None
    if found is not None:
        actions.remove_file(found, by=user_of(request))
    return redirect(f"{reverse('portal:my_transfer_work', args=[table.transfer.pk])}#file")


def _evaluate(request: HttpRequest, table: Table) -> HttpResponse:
    """A sheet and its link: the link is shown once."""
    form = EvaluationForm(request.POST, auto_id="id_evaluation_%s")
    if not form.is_valid():
        return _work(request, table, status=422, evaluation=form)
    evaluation, key = actions.begin_evaluation(table.transfer, language=language_of(request), by=user_of(request), **form.cleaned_data)
    link = reverse("portal:sheet_link", args=[evaluation.sheet_id, key])
    request.session["evaluation-link"] = request.build_absolute_uri(link)
    return redirect(f"{reverse('portal:my_transfer_work', args=[table.transfer.pk])}#evaluation")


def _back(table: Table, place: str = "") -> HttpResponse:
    return redirect(f"{reverse('portal:my_transfer', args=[table.transfer.pk])}{place}")


ACTS: dict[str, Callable[[HttpRequest, Table], HttpResponse]] = {
    "plan": _note("plan", actions.plan_milestone),
    "journal": _note("journal", actions.write_journal),
    "meeting": _note("meeting", actions.note_meeting),
    "file": _note("file", actions.add_file),
    "phase": _tick,
    "stop": _stop,
    "resume": _resume,
    "due": _set_due,
    "agree": _agree,
    "take-back": _take_back,
    "finish": _finish,
    "remove-file": _remove_file,
    "evaluate": _evaluate,
}
