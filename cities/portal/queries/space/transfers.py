"""A transfer as its two sides see it while they work."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cities.commons.members.models import Organisation
from cities.portal.queries.lists import Surroundings, where
from cities.portal.queries.transfers.shown import ShownPhase, shown_phases
from cities.portal.reading import Words, words_of
from cities.transfer.projects.actions import TOLD
from cities.transfer.projects.models import Transfer
from cities.transfer.projects.moments import place_of
from cities.transfer.projects.phases import due_day, is_late
from cities.transfer.projects.queries import Work, own_transfers, stays_of

WORDS = ("title", "summary", "context", "results", "lessons", "next_steps")


@dataclass(frozen=True)
class OwnTransfer:
    """One line of the list. The title is that of the draft."""

    id: UUID
    title: Words | str
    url: str
    start: str
    end: str
    phases: tuple[ShownPhase, ...]
    stopped_on: str
    is_giving: bool
    is_public: bool
    is_late: bool
    due_on: date | None


@dataclass(frozen=True)
class ToldLine:
    url: str
    words: str
    language: str
    about: str


@dataclass(frozen=True)
class SectionLine:
    name: str
    label: str
    url: str
    is_told: bool


@dataclass(frozen=True)
class Overview:
    """The sections of the draft, what is told one by one, and where it stands."""

    title: Words | str
    phases: tuple[ShownPhase, ...]
    sections: tuple[SectionLine, ...]
    told: tuple[tuple[str, str, str, tuple[ToldLine, ...]], ...]
    is_ready: bool


def own_rows(organisation: Organisation, *, around: Surroundings) -> tuple[OwnTransfer, ...]:
    """Those it gives or takes up, what changed last first: five queries."""
    found = own_transfers(organisation).prefetch_related("texts", "stays", "origins", "territories")
    return tuple(_row(transfer, organisation, around) for transfer in found)


def overview(work: Work, *, language: str) -> Overview:
    draft = work.draft
    original = draft.original_text
    told = tuple(
        (kind, label, reverse("portal:my_transfer_told_new", args=[draft.pk, kind]), _told_lines(draft, kind, language))
        for kind, label in kind_titles().items()
    )
    return Overview(
        title=draft_title(draft, language),
        phases=shown_phases(work.transfer.phase),
        sections=tuple(
            SectionLine(name, label, reverse("portal:my_transfer_section", args=[draft.pk, name]), _is_told(draft, name))
            for name, label in section_labels().items()
        ),
        told=told,
        is_ready=bool(original and original.title and original.summary),
    )


def draft_title(draft: Transfer, language: str) -> Words | str:
    """The title both sides work on, in the language that serves the reader best."""
    return words_of(draft.texts.all(), "title", language=language) or draft.code


def section_labels() -> dict[str, str]:
    return {
        "words": _("Title, summary, lessons"),
        "frame": _("From where to where"),
        "group": _("Local group"),
        "products": _("What was made"),
        "figures": _("Figures"),
        "sources": _("Sources"),
    }


def kind_labels() -> dict[str, str]:
    return {"adaptation": _("Adaptation"), "pilot": _("Pilot"), "variant": _("Variant"), "step": _("Step")}


def kind_titles() -> dict[str, str]:
    return {"step": _("Steps"), "adaptation": _("Adaptations"), "pilot": _("Pilots"), "variant": _("Variants")}


def _row(transfer: Transfer, organisation: Organisation, around: Surroundings) -> OwnTransfer:
    stay = next((stay for stay in stays_of(transfer) if stay.phase == transfer.phase), None)
    is_running = stay is not None and not transfer.is_stopped
    return OwnTransfer(
        id=transfer.pk,
        title=words_of(transfer.drafted_texts, "title", language=around.language) or transfer.code,
        url=reverse("portal:my_transfer", args=[transfer.pk]),
        start=where(around.places.known(place.pk for place in transfer.origins.all()), around.places),
        end=where(around.places.known(place.pk for place in transfer.territories.all()), around.places),
        phases=shown_phases(transfer.phase),
        stopped_on=transfer.stopped_on or "",
        is_giving=transfer.origin_id == organisation.pk,
        is_public=transfer.is_public,
        is_late=is_running and stay is not None and is_late(stay, today=timezone.localdate()),
        due_on=due_day(stay) if is_running and stay else None,
    )


def _told_lines(draft: Transfer, kind: str, language: str) -> tuple[ToldLine, ...]:
    rows = list(getattr(draft, TOLD[kind][0]).all())
    if kind == "step":
        rows.sort(key=lambda row: place_of(row.happened))
    return tuple(_told_line(draft, kind, row, language=language) for row in rows)


def _told_line(draft: Transfer, kind: str, row: Any, *, language: str) -> ToldLine:
    first, *_rest = row.text_model.words
    words = words_of(row.texts.all(), first, language=language)
    about = {"adaptation": "get_dimension_display", "pilot": "began", "variant": "since", "step": "happened"}
    said = getattr(row, about[kind])
    url = reverse("portal:my_transfer_told", args=[draft.pk, kind, row.key])
    return ToldLine(url, str(words or "–"), words.language if words else language, str(said() if callable(said) else said))


def _is_told(draft: Transfer, name: str) -> bool:
    if name == "words":
        original = draft.original_text
        return bool(original and original.summary)
    relations = {"group": "local_group", "products": "deliverables", "figures": "figures", "sources": "sources", "frame": "territories"}
    return bool(list(getattr(draft, relations[name]).all()))
