"""The comparisons of an organisation, a new one, and what it is called, made of, shared with."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.commons.instruments.queries import definition_of
from cities.commons.members.models import Organisation
from cities.portal.forms.comparisons import ComparisonWordsForm, NewComparisonForm
from cities.portal.queries.comparisons import cards
from cities.portal.queries.questions import words_in
from cities.portal.queries.space import Space, spaces
from cities.portal.queries.space.comparisons import found_records, overview
from cities.portal.views.answers import language_of
from cities.portal.views.space.acting import key_in, posted_key
from cities.portal.views.space.comparisons.writers import Bench, for_writers
from cities.portal.views.space.entering import for_delegates, space_page, user_of
from cities.transfer.comparisons import actions
from cities.transfer.comparisons.models import LEAST_SUBJECTS, MOST_SUBJECTS, Comparison, Subject
from cities.transfer.comparisons.queries import grid_of, grid_versions, lines_for, returned_because
from cities.transfer.comparisons.rules import may_run_comparisons

NETWORK = "network"


@require_safe
@for_delegates
def my_comparisons(request: HttpRequest, space: Space) -> HttpResponse:
    found = cards(lines_for(space.organisation), language=language_of(request))
    return space_page(request, space, "portal/space/comparisons/list.html", {"comparisons": found})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_comparison(request: HttpRequest) -> HttpResponse:
    """`?practice=`, `?transfer=` or `?territory=` names the first that is compared."""
    language = language_of(request)
    own = spaces(request.user, language=language)
    offered: list[tuple[str, Any]] = [(space.organisation.code, space.name) for space in own]
    if may_run_comparisons(request.user):
        offered.append((NETWORK, _("the network")))
    versions = {version.instrument.code: version for version in grid_versions()}
    if not offered or not versions:
        return space_page(request, None, "portal/space/comparisons/new.html", {"form": None, "has_grids": bool(versions)})
    kind, key = _first(request)
    grids = [(code, words_in(definition_of(version).title, language).text or code) for code, version in versions.items()]
    form = NewComparisonForm(request.POST or None, grids=grids, organisations=offered, initial={"kind": kind or "practice"})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        organisation = next((space.organisation for space in own if space.organisation.code == given["organisation"]), None)
        comparison = actions.begin_comparison(
            versions[given["grid"]],
            kind=given["kind"],
            title=given["title"],
            language=language,
            organisation=organisation,
            by=user_of(request),
        )
        if key and kind == given["kind"]:
            actions.choose_subjects(comparison, [key], by=user_of(request))
        return redirect("portal:choose_subjects", comparison.pk)
    status = 422 if form.is_bound else 200
    return space_page(request, own[0] if len(own) == 1 else None, "portal/space/comparisons/new.html", {"form": form}, status=status)


@require_safe
@for_writers
def my_comparison(request: HttpRequest, bench: Bench) -> HttpResponse:
    language = language_of(request)
    grid = grid_of(bench.comparison, today=timezone.localdate())
    context = {
        "bench": bench,
        "overview": overview(bench.comparison, grid, language=language),
        "link": request.session.pop("comparison-link", ""),
        "returned": returned_because(bench.comparison),
        "least": LEAST_SUBJECTS,
    }
    return space_page(request, bench.space, "portal/space/comparisons/comparison.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_writers
def my_comparison_words(request: HttpRequest, bench: Bench) -> HttpResponse:
    """Title and introduction in the language of the page, beside the original."""
    language, comparison = language_of(request), bench.comparison
    text = comparison.text_in(language)
    now = {"title": text.title, "introduction": text.introduction} if text else {}
    seen = actions.words_digest(text)
    form = ComparisonWordsForm(request.POST or None, language=language, original=comparison.original_text, initial={**now, "seen": seen})
    theirs: Any = None
    if request.method == "POST" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("title", "introduction")}
        try:
            actions.write_words(comparison, language, words, seen=form.cleaned_data["seen"], by=user_of(request))
        except actions.Overtaken as overtaken:
            theirs = overtaken.theirs
            # Shown beside theirs, it may be saved over it.
            form.data = {**form.data, **words, "seen": seen}
        else:
            messages.success(request, _("Saved."))
            return redirect("portal:my_comparison", comparison.pk)
    context = {"bench": bench, "form": form, "theirs": theirs, "title": str(comparison)}
    status = 409 if theirs is not None else 422 if form.is_bound else 200
    return space_page(request, bench.space, "portal/space/comparisons/words.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_writers
def choose_subjects(request: HttpRequest, bench: Bench) -> HttpResponse:
    """Find records by words, and tick those that are compared."""
    language, words = language_of(request), request.GET.get("q", "")[:200]
    if request.method == "POST":
        keys = [key for key in map(key_in, request.POST.getlist("record")) if key]
        try:
            chosen = actions.choose_subjects(bench.comparison, keys, by=user_of(request))
        except actions.TooMany:
            messages.warning(request, _("No more than %(most)s can be read side by side. Leave one out first.") % {"most": MOST_SUBJECTS})
        else:
            if chosen:
                messages.success(request, _("Added."))
        if "done" in request.POST:
            return redirect("portal:my_comparison", bench.comparison.pk)
        return redirect(request.get_full_path())
    grid = grid_of(bench.comparison, today=timezone.localdate())
    context = {
        "bench": bench,
        "words": words,
        "found": found_records(bench.comparison, words, language=language),
        "overview": overview(bench.comparison, grid, language=language),
        "most": MOST_SUBJECTS,
    }
    return space_page(request, bench.space, "portal/space/comparisons/choose.html", context)


@require_POST
@for_writers
def act_on_comparison(request: HttpRequest, bench: Bench, act: str) -> HttpResponse:
    """One act, then back to the overview."""
    if act in WRITING:
        WRITING[act](request, bench)
    elif act in OWNING and bench.is_owner:
        OWNING[act](request, bench)
    elif act in PUBLISHING and bench.is_coordinator:
        PUBLISHING[act](request, bench)
    else:
        raise Http404
    return redirect(reverse("portal:my_comparison", args=[bench.comparison.pk]))


def _leave_out(request: HttpRequest, bench: Bench) -> None:
    actions.leave_out(_subject(request, bench), by=user_of(request))
    messages.success(request, _("Left out. Chosen again, it comes back with all its cells."))


def _move(request: HttpRequest, bench: Bench) -> None:
    actions.move_subject(_subject(request, bench), up="up" in request.POST, by=user_of(request))


def _invite(request: HttpRequest, bench: Bench) -> None:
    organisation = Organisation.objects.public().filter(code=request.POST.get("organisation", "")).first()
    if organisation is None:
        messages.warning(request, _("Choose who shall write along."))
        return
    actions.invite_editor(bench.comparison, organisation, by=user_of(request))
    messages.success(request, _("Invited. Everybody who acts for this organisation can write along, and is told so by a letter."))


def _uninvite(request: HttpRequest, bench: Bench) -> None:
    editor = bench.comparison.editors.filter(organisation__code=request.POST.get("organisation", "")).select_related("organisation").first()
    if editor is not None:
        actions.end_invitation(editor, by=user_of(request))
        messages.success(request, _("This organisation no longer writes along."))


def _share(request: HttpRequest, bench: Bench) -> None:
    """The link is shown once: only a digest of its key is kept."""
    key = actions.share(bench.comparison, by=user_of(request))
    request.session["comparison-link"] = request.build_absolute_uri(reverse("portal:shared_comparison", args=[key]))


def _stop_sharing(request: HttpRequest, bench: Bench) -> None:
    actions.stop_sharing(bench.comparison, by=user_of(request))
    messages.success(request, _("The link opens nothing any more."))


def _ask(request: HttpRequest, bench: Bench) -> None:
    _if_ready(request, lambda: actions.ask_for_publication(bench.comparison, by=user_of(request)), _("The coordinators have been asked."))


def _publish(request: HttpRequest, bench: Bench) -> None:
    _if_ready(request, lambda: actions.publish(bench.comparison, by=user_of(request)), _("The comparison is public."))


def _return(request: HttpRequest, bench: Bench) -> None:
    actions.return_to_writers(bench.comparison, reason=request.POST.get("reason", "")[:500], by=user_of(request))
    messages.success(request, _("Given back to those who write it."))


def _take_back(request: HttpRequest, bench: Bench) -> None:
    actions.take_back(bench.comparison, by=user_of(request))
    messages.success(request, _("The comparison is a draft again; readers no longer find it."))


def _if_ready(request: HttpRequest, act: Callable[[], Comparison], said: str) -> None:
    try:
        act()
    except actions.NotReady:
        messages.warning(request, _("Choose at least two to compare first."))
        return
    messages.success(request, said)


def _subject(request: HttpRequest, bench: Bench) -> Subject:
    key = posted_key(request, "subject")
    found = bench.comparison.subjects.filter(pk=key).first() if key else None
    if found is None:
        raise Http404
    return found


def _first(request: HttpRequest) -> tuple[str, UUID | None]:
    for kind in ("practice", "transfer", "territory"):
        if key := key_in(request.GET.get(kind)):
            return kind, key
    return "", None


Act = Callable[[HttpRequest, Bench], None]
WRITING: dict[str, Act] = {"leave-out": _leave_out, "move": _move}
OWNING: dict[str, Act] = {"invite": _invite, "uninvite": _uninvite, "share": _share, "stop-sharing": _stop_sharing, "ask": _ask}
PUBLISHING: dict[str, Act] = {"publish": _publish, "return": _return, "take-back": _take_back}
