"""The pages on which a sheet is filled: every word, field, message and neighbour a template shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cities.commons.instruments.actions import Conflict
from cities.commons.instruments.answering import (
    Fault,
    Place,
    Spot,
    faults_at,
    in_words,
    is_blank_repetition,
    repetitions_of,
    said_at,
    spots_of,
)
from cities.commons.instruments.definition import SectionDefinition
from cities.commons.instruments.queries import SheetState, names_in_use
from cities.portal.queries.questions import Drawing, Question, calculated_words, every, words_in
from cities.portal.reading import Words


@dataclass(frozen=True)
class SectionPage:
    state: SheetState
    section: SectionDefinition
    title: Words
    introduction: Words
    questions: tuple[Question, ...]
    position: int
    count: int
    before: SectionDefinition | None
    after: SectionDefinition | None
    after_title: Words | None
    problems: tuple[tuple[Question, str], ...]

    @property
    def conflicts(self) -> tuple[Question, ...]:
        return tuple(question for question in every(self.questions) if question.conflict)


@dataclass(frozen=True)
class Line:
    """One answer, to be read: on the page before submitting, on the one after, in the file."""

    section: str
    place: Place
    label: Words
    text: str
    is_absent: bool = False
    publication: str = ""
    # Of a repeated group: what it is called, and which of its repetitions as people count.
    group: str = ""
    repetition: int = 0
    is_calculated: bool = False
    fault: str = ""


@dataclass(frozen=True)
class Chapter:
    section: SectionDefinition
    title: Words
    lines: tuple[Line, ...] = field(default=())


def section_page(
    state: SheetState,
    section: SectionDefinition,
    *,
    language: str,
    conflicts: Mapping[Place, Conflict] | None = None,
    tells_missing: bool = False,
    messages: Mapping[Place, str] | None = None,
) -> SectionPage:
    """`conflicts`: what could not be stored, shown as it was typed. `tells_missing`: say of required questions that they wait."""
    faults = faults_at(spots_of(section, state.answers), state.answers, state.asked, language=language, today=state.today)
    told = {fault.place: fault.message for fault in faults if tells_missing or not fault.is_missing} | dict(messages or {})
    drawing = Drawing(state, language, told=told, conflicts=conflicts or {})
    questions = tuple(drawing.question(spot) for spot in spots_of(section, state.answers) if spot.group is None)
    before, after = state.beside(section.code)
    return SectionPage(
        state=state,
        section=section,
        title=words_in(section.title, language),
        introduction=words_in(section.introduction, language),
        questions=questions,
        position=state.sections.index(section) + 1,
        count=len(state.sections),
        before=before,
        after=after,
        after_title=words_in(after.title, language) if after else None,
        problems=tuple((question, question.message) for question in every(questions) if question.message and question.is_asked),
    )


def chapters(state: SheetState, *, language: str, faults: tuple[Fault, ...] = ()) -> tuple[Chapter, ...]:
    """All that was asked and what was answered, in words."""
    known = names_in_use(state.sheet, language)
    wrong = {fault.place: fault.message for fault in faults}

    def line(spot: Spot) -> Line:
        said = said_at(state.answers, *spot.place)
        text = (
            calculated_words(state.asked.calculated.get(spot.place, ""), language)
            if spot.item.type == "calculation"
            else in_words(spot.item, said, language, known=known)
        )
        return Line(
            section=spot.section.code,
            place=spot.place,
            label=words_in(spot.item.label, language),
            text=text,
            is_absent=bool(said.absence) or not text,
            publication=said.publication if spot.item.is_personal else "",
            group=spot.group.label.shown_in(language) if spot.group else "",
            repetition=_position(state, spot),
            is_calculated=spot.item.type == "calculation",
            fault=wrong.get(spot.place, ""),
        )

    def is_told(spot: Spot) -> bool:
        """A group only where one has to be added."""
        is_there = state.asked.is_asked(spot) and not is_blank_repetition(spot, state.answers)
        return spot.place in wrong or (is_there and spot.item.type not in ("note", "repeat"))

    return tuple(
        Chapter(section, words_in(section.title, language), tuple(line(spot) for spot in spots_of(section, state.answers) if is_told(spot)))
        for section in state.sections
    )


def _position(state: SheetState, spot: Spot) -> int:
    return repetitions_of(state.answers, spot.group.code).index(spot.repetition) + 1 if spot.group else 0
