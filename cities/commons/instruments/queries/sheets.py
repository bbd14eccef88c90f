"""A sheet as its pages show it: what was said, what is asked, how far it is, what is missing, and who else is there."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from cities.commons.instruments.answering import (
    Answers,
    Asking,
    Fault,
    Place,
    Said,
    Spot,
    Stored,
    asking,
    faults,
    is_blank_repetition,
    said_at,
    spots_of,
)
from cities.commons.instruments.definition import Definition, SectionDefinition
from cities.commons.instruments.models import Answer, AnswerSheet, Presence
from cities.commons.instruments.queries.definitions import definition_of
from cities.core.keys import key_digest

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

# A browser says every 15 seconds that it is still there.
PRESENT_FOR = timedelta(seconds=45)


@dataclass(frozen=True, slots=True)
class SheetState:
    """A sheet as it stood when it was read."""

    sheet: AnswerSheet
    definition: Definition
    answers: Answers
    asked: Asking
    today: date

    def section(self, code: str) -> SectionDefinition | None:
        """None too for one that is not asked."""
        return self.definition.section(code) if code in self.asked.sections else None

    @property
    def sections(self) -> tuple[SectionDefinition, ...]:
        """Those that are asked."""
        return tuple(section for section in self.definition.sections if section.code in self.asked.sections)

    def beside(self, code: str) -> tuple[SectionDefinition | None, SectionDefinition | None]:
        """The sections before and after one."""
        codes = [section.code for section in self.sections]
        place = codes.index(code)
        following = self.sections[place + 1] if place + 1 < len(codes) else None
        return (self.sections[place - 1] if place else None), following


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """How many of the questions asked are answered; saying why there is no answer is answering."""

    section: SectionDefinition
    answered: int
    asked: int
    # Wrong or missing, before it can be submitted.
    open: int

    @property
    def is_begun(self) -> bool:
        return self.answered > 0

    @property
    def is_complete(self) -> bool:
        return self.open == 0 and self.answered == self.asked


@dataclass(frozen=True, slots=True)
class Guest:
    """Someone who has a section open now. No name: who came by a link, or has not told theirs."""

    name: str
    has_account: bool
    seen_at: datetime


def sheet_state(sheet: AnswerSheet) -> SheetState:
    """One query for an instrument this process has read before."""
    definition = definition_of(sheet.version)
    answers = answers_of(sheet, definition)
    today = timezone.localdate()
    return SheetState(sheet, definition, answers, asking(definition, answers, today=today), today)


def answers_of(sheet: AnswerSheet, definition: Definition) -> dict[Place, Stored]:
    """All that is kept, asked or not."""
    codes = {item.pk: item.code for item in definition.items}
    rows = sheet.answers.select_related("updated_by")
    return {(codes[row.item_id], row.repetition): stored(row) for row in rows if row.item_id in codes}


def stored(row: Answer) -> Stored:
    said = Said(row.value, row.absence, row.publication)
    return Stored(said, row.revision, row.language, by=display_name(row.updated_by), at=row.updated_at)


def display_name(user: "AbstractUser | None") -> str:
    """What colleagues call this person; never the address."""
    return user.get_full_name() if user else ""


def progress(state: SheetState, *, language: str) -> tuple[SectionProgress, ...]:
    """Section by section, of those that are asked."""
    wrong: dict[str, int] = defaultdict(int)
    for fault in missing_answers(state, language=language):
        wrong[fault.section] += 1
    return tuple(_progress(state, section, wrong[section.code]) for section in state.sections)


def _progress(state: SheetState, section: SectionDefinition, wrong: int) -> SectionProgress:
    questions = [spot for spot in spots_of(section, state.answers) if spot.is_question and _counts(state, spot)]
    answered = sum(not said_at(state.answers, *spot.place).is_empty for spot in questions)
    return SectionProgress(section, answered, len(questions), wrong)


def _counts(state: SheetState, spot: Spot) -> bool:
    return state.asked.is_asked(spot) and not is_blank_repetition(spot, state.answers)


def missing_answers(state: SheetState, *, language: str) -> tuple[Fault, ...]:
    """Everything that stands in the way of submitting, in the order of the form."""
    return faults(state.definition, state.answers, state.asked, language=language, today=state.today)


def people_by_section(sheet: AnswerSheet, *, besides: str = "") -> dict[int, tuple[Guest, ...]]:
    """Who else has which section open, by the section's id; `besides` is the visitor who asks."""
    found: dict[int, list[Guest]] = defaultdict(list)
    since = timezone.now() - PRESENT_FOR
    for presence in Presence.objects.filter(sheet=sheet, seen_at__gt=since).exclude(visitor=besides):
        found[presence.section_id].append(Guest(presence.name, presence.visitor.startswith("user-"), presence.seen_at))
    return {section: tuple(guests) for section, guests in found.items()}


def sheet_with_key(key: str) -> AnswerSheet | None:
    """The sheet this link is for; None for a key that opens nothing any more."""
    return AnswerSheet.objects.select_related("version").filter(key_digest=key_digest(key)).first()


def last_answers(sheet: AnswerSheet, definition: Definition) -> dict[str, Said]:
    """What the same organisation answered the last time it was asked this, by code: shown beside the question. One query.

    Only where the item still is what it was asked as; never what somebody said of themselves.
    """
    document = last_frozen(sheet)
    found = {}
    for code, answer in (document or {}).get("items", {}).items():
        item = definition.item(code)
        if item and not item.is_personal and item.type not in ("file", "calculation") and answer.get("value") is not None:
            found[code] = Said(answer["value"])
    return found


def last_frozen(sheet: AnswerSheet) -> dict[str, dict[str, dict[str, object]]] | None:
    if sheet.organisation_id is None:
        return None
    earlier = AnswerSheet.objects.filter(
        organisation=sheet.organisation_id,
        version__instrument=sheet.version.instrument_id,
        state=AnswerSheet.State.SUBMITTED,
        submitted_at__lt=sheet.started_at,
    )
    return earlier.exclude(pk=sheet.pk).order_by("-submitted_at").values_list("frozen", flat=True).first()
