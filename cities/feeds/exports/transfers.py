"""Transfers as a table with its codebook, as a tree, and as entries of a feed. Cells are codes: the file is the same in every language."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from cities.commons.places.queries import Places
from cities.core.spreadsheets import Cell
from cities.feeds.exports.atom import FeedEntry
from cities.transfer.projects.models import Phase, StopReason, Transfer, Trigger
from cities.transfer.projects.phases import REUSE
from cities.transfer.projects.queries import Lineage, TransferLine

COLUMNS = (
    "id",
    "title",
    "language",
    "url",
    "origin_territories",
    "destination_territories",
    "practices",
    "follows",
    "result",
    "trigger",
    "phase",
    "stopped",
    "stop_reason",
    "began",
    "in_use_since",
    "pilots",
    "uptake_year",
    "uptake_value",
    "uptake_precision",
    "uptake_measure",
    "uptake_source",
)


def table(lines: Iterable[TransferLine], *, places: Places) -> Iterator[tuple[Cell, ...]]:
    """A row for each count of uptake, one for a transfer without any."""
    yield COLUMNS
    for line in lines:
        facts = _facts(line, places)
        for one in line.uptake or (None,):
            counted = (one.year, one.value, one.figure.qualifier, one.measure, one.figure.source.title) if one else (None, None, "", "", "")
            yield (*facts, *counted)


def codebook() -> Iterator[tuple[Cell, ...]]:
    """What each column means, and what each code stands for, in the language of the page."""
    yield "column", "code", "meaning"
    for column, meaning in _meanings().items():
        yield column, "", meaning
    lists: Mapping[str, Any] = {"trigger": Trigger, "phase": Phase, "stop_reason": StopReason}
    for column, choices in lists.items():
        for code, label in choices.choices:
            yield column, code, str(label)


def tree(found: Lineage) -> dict[str, Any]:
    """Nodes and the edges between them, for whoever draws it anew."""
    nodes: list[dict[str, Any]] = [
        {"id": str(one.id), "kind": "practice", "url": _address(one.id), "began": one.started} for one in found.origins
    ]
    nodes += [
        {
            "id": str(line.id),
            "kind": "transfer",
            "url": _address(line.id),
            "began": line.first_moment,
            "phase": line.phase,
            "stopped": line.stopped_on,
            "territories": [str(key) for key in line.territories],
            "uptake": [{"year": one.year, "value": float(one.value), "precision": one.figure.qualifier} for one in line.uptake],
        }
        for line in found.transfers
    ]
    edges = [{"from": str(parent), "to": str(line.id)} for line in found.transfers for parent in found.parents(line)]
    return {"nodes": nodes, "edges": edges}


def entries(transfers: Iterable[Transfer], language: str) -> tuple[FeedEntry, ...]:
    """In the reader's language where they are told in it; `adoption` for a practice in use where it went."""
    told = ((row, text) for row in transfers if (text := row.best_text(language)))
    return tuple(
        FeedEntry(
            id=f"urn:uuid:{row.pk}",
            url=_address(row.pk),
            title=text.title,
            summary=text.summary,
            language=text.language,
            kind="adoption" if row.phase == REUSE and not row.is_stopped else "transfer",
            published_at=row.first_published_at,
            changed_at=row.last_published_at,
        )
        for row, text in told
    )


def _facts(line: TransferLine, places: Places) -> tuple[Cell, ...]:
    original = next((text for text in line.texts if text.is_original), line.texts[0])
    return (
        str(line.id),
        original.title,
        original.language,
        _address(line.id),
        _codes(line.origins, places),
        _codes(line.territories, places),
        " ".join(map(str, line.practices)),
        " ".join(map(str, line.follows)),
        str(line.result or ""),
        line.trigger,
        line.phase,
        line.stopped_on,
        line.stop_reason,
        line.first_moment,
        line.in_use_since,
        len(line.pilots),
    )


def _codes(keys: Iterable[UUID], places: Places) -> str:
    return " ".join(place.code for place in places.known(keys))


def _address(key: UUID) -> str:
    return f"{settings.SITE_URL}/id/{key}"


def _meanings() -> dict[str, str]:
    return {
        "id": _("Permanent id of the transfer."),
        "title": _("Title in the language it was written in."),
        "language": _("Language of the title."),
        "url": _("Permanent address."),
        "origin_territories": _("Codes of the territories it comes from, with spaces between."),
        "destination_territories": _("Codes of the territories it goes to."),
        "practices": _("Ids of the practices that travel."),
        "follows": _("Ids of transfers it also learned from."),
        "result": _("Id of the practice it has become, where that has a record."),
        "trigger": _("What set it off; empty where nobody knows."),
        "phase": _("The phase it is in."),
        "stopped": _("When it was stopped; empty while it is not."),
        "stop_reason": _("Why it was stopped."),
        "began": _("The first day known of it: a year, a season (21 to 24), a month or a day."),
        "in_use_since": _("The year the practice was first in use there."),
        "pilots": _("How many pilots with a date are known."),
        "uptake_year": _("The year a count speaks of; a row for each count."),
        "uptake_value": _("How many are in use."),
        "uptake_precision": _("How exact the count is."),
        "uptake_measure": _("What was counted, as the key of a concept."),
        "uptake_source": _("Who says so. Two sources that disagree are both here."),
    }
