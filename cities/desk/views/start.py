"""The start of the back office: what waits for you."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import quote
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.desk.queries.completeness import missing_labels
from cities.desk.queries.waiting import ThinRecord, Waiting, thinnest_records, waiting_for
from cities.desk.rules import may, may_read_table
from cities.desk.views.columns import best_title
from cities.gather.intake.rules import may_import
from cities.transfer.advice.queries.triage import waiting_requests
from cities.transfer.advice.rules import may_run_advice
from cities.transfer.comparisons.models import Comparison
from cities.transfer.comparisons.rules import may_run_comparisons
from cities.transfer.matching.queries.network import unanswered_needs
from cities.transfer.matching.rules import may_coordinate

FEW = 5
# What is done is named as a kind of thing, in the plural, in every language.
MANY = 2


@dataclass(frozen=True)
class WaitingItem:
    """A count and where its list is. `hint` says what to do there."""

    count: int
    label: str
    hint: str
    url: str


@dataclass(frozen=True)
class ThinItem:
    title: str
    kind: str
    percent: int
    missing: tuple[str, ...]
    url: str


class WaitingPanel(Component):  # type: ignore[misc]  # Wagtail is untyped
    """Counts that go to zero, each leading to its list; then the records that lack most."""

    name = "waiting"
    order = 50
    template_name = "desk/start/waiting.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        items = list(waiting_items(self.request)) if may_read_table(self.request.user) else []
        return {
            "items": [item for item in items if item.count],
            "done": [item for item in items if not item.count],
            "thin": [_thin_item(record) for record in thinnest_records(most=FEW)] if items else [],
            "add": list(_add_links(self.request.user)),
        }


def waiting_items(request: HttpRequest) -> Iterable[WaitingItem]:
    waiting = waiting_for(request.user)
    yield WaitingItem(waiting.reviews, _("waiting for your review"), _("Read them, approve or ask for changes."), "#awaiting-review")
    if may_import(request.user):
        yield WaitingItem(
            waiting.imports,
            ngettext("import to review", "imports to review", waiting.imports or MANY),
            _("Accept, correct or refuse what documents propose."),
            reverse("desk:imports"),
        )
    if may_coordinate(request.user):
        needs = unanswered_needs()
        label = ngettext("need without an answer", "needs without an answer", needs or MANY)
        yield WaitingItem(needs, label, _("Propose somebody, or ask around."), reverse("desk:matching"))
    if may_run_advice(request.user):
        requests = waiting_requests()
        label = ngettext("request for advice", "requests for advice", requests or MANY)
        yield WaitingItem(requests, label, _("Take them, answer, or ask an expert."), reverse("desk:advice"))
    if may_run_comparisons(request.user):
        asked = Comparison.objects.waiting().count()
        label = ngettext("comparison to publish", "comparisons to publish", asked or MANY)
        address = f"{reverse('desk:comparisons')}?state=waiting"
        yield WaitingItem(asked, label, _("Read them, publish them or say what is missing."), address)
    yield from _translation_items(waiting)
    for model, count in waiting.unpublished.items():
        number = count or MANY
        labels = {
            Organisation: ngettext("organisation never published", "organisations never published", number),
            Practice: ngettext("practice never published", "practices never published", number),
            Resource: ngettext("resource never published", "resources never published", number),
        }
        lists = reverse(model.snippet_viewset.get_url_name("list"))
        yield WaitingItem(count, labels[model], _("Finish and publish them, or delete them."), f"{lists}?status=draft")


def _translation_items(waiting: Waiting) -> Iterable[WaitingItem]:
    table = reverse("desk:translations")
    label = ngettext("stale translation", "stale translations", waiting.stale or MANY)
    yield WaitingItem(waiting.stale, label, _("The original has changed since."), f"{table}?state=stale")
    label = ngettext("machine translation not reviewed", "machine translations not reviewed", waiting.machine or MANY)
    yield WaitingItem(waiting.machine, label, _("Read them before readers rely on them."), f"{table}?state=machine")
    yield WaitingItem(
        waiting.silent,
        ngettext(
            "record without words in a language of the site", "records without words in a language of the site", waiting.silent or MANY
        ),
        _("A title and a summary go a long way."),
        f"{table}?state=missing",
    )


def _thin_item(thin: ThinRecord) -> ThinItem:
    model = type(thin.record)
    return ThinItem(
        title=best_title(thin.record),
        kind=str(model._meta.verbose_name),
        percent=thin.completeness.percent,
        missing=tuple(missing_labels(thin.completeness, model, get_language())[:FEW]),
        url=reverse(model.snippet_viewset.get_url_name("edit"), args=[quote(thin.record.pk)]),
    )


def _add_links(user: Any) -> Iterable[tuple[str, str]]:
    labels = {Organisation: _("Add an organisation"), Practice: _("Add a practice"), Resource: _("Add a resource")}
    for model, label in labels.items():
        if may(user, "add", model):
            yield label, reverse(model.snippet_viewset.get_url_name("add"))
