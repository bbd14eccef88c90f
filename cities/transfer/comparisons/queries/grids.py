"""A comparison as one value: the grid, the subjects, what each cell says and what it is known from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cities.commons.instruments.answering import UNANSWERED, Place, Said, Stored, asking
from cities.commons.instruments.definition import Definition, ItemDefinition, SectionDefinition, Wording
from cities.commons.instruments.models import Answer, InstrumentVersion
from cities.commons.instruments.queries import SheetState, definition_of
from cities.commons.instruments.queries.sheets import stored
from cities.transfer.comparisons.comparing import Row, compared, is_known
from cities.transfer.comparisons.models import Binding, CellSource, CellTranslation, Comparison, Subject
from cities.transfer.comparisons.queries.records import NOTHING_READ, Reading, public_records, reading
from cities.translation.digests import digest

# Groups and files are no cells; a text to read is no criterion.
NO_CRITERIA = frozenset({"repeat", "file", "note"})
IN_WORDS = frozenset({"text", "long-text"})
RECORD, PERSON = "record", "person"


@dataclass(frozen=True)
class Cell:
    """`filled_by`: a person, the record, or nobody. `stored` is what people have answered, whether it is shown or not."""

    said: Said
    filled_by: str = ""
    stored: Stored = UNANSWERED
    # The words of a text in every language it has, and which of these were made from words that have changed since.
    wording: Wording = field(default_factory=lambda: Wording({}))
    stale: frozenset[str] = frozenset()
    reading: Reading = NOTHING_READ
    source: CellSource | None = None

    @property
    def is_known(self) -> bool:
        return is_known(self.said)


NO_CELL = Cell(Said())


@dataclass(frozen=True)
class Column:
    """One subject. `record` is public; `state` holds what people have answered about it."""

    subject: Subject
    record: Any
    state: SheetState
    cells: Mapping[str, Cell]

    @property
    def known(self) -> int:
        return sum(cell.is_known for cell in self.cells.values())


@dataclass(frozen=True)
class Criterion:
    """One row of the table, and how its cells stand to each other."""

    section: SectionDefinition
    item: ItemDefinition
    cells: tuple[Cell, ...]
    row: Row


@dataclass(frozen=True)
class Grid:
    """`hidden`: subjects whose record is no longer public; nothing of them is shown."""

    comparison: Comparison
    definition: Definition
    columns: tuple[Column, ...]
    criteria: tuple[Criterion, ...]
    hidden: int = 0

    def column(self, subject: UUID) -> Column | None:
        return next((column for column in self.columns if column.subject.pk == subject), None)

    @property
    def sources(self) -> tuple[CellSource, ...]:
        """Of all cells people have filled, in the order they are read."""
        return tuple(cell.source for criterion in self.criteria for cell in criterion.cells if cell.source is not None)


def grid_versions() -> Iterable[InstrumentVersion]:
    """The grids there are to choose from: the newest published version of each, by title."""
    found: dict[Any, InstrumentVersion] = {}
    wanted = InstrumentVersion.objects.filter(state=InstrumentVersion.State.PUBLISHED, instrument__purpose="comparison")
    for version in wanted.select_related("instrument").prefetch_related("instrument__texts").order_by("number"):
        found[version.instrument_id] = version
    return sorted(found.values(), key=lambda version: str(version.instrument).casefold())


def criteria_of(definition: Definition) -> tuple[tuple[SectionDefinition, ItemDefinition], ...]:
    """What is compared: every question of the grid but groups, files, texts to read and what is asked of a person."""
    found = ((section, item) for section in definition.sections for item in section.items)
    return tuple((section, item) for section, item in found if item.type not in NO_CRITERIA and not item.is_personal)


def grid_of(comparison: Comparison, *, today: Any) -> Grid:
    """All of it: five queries, those of the records, and none for a grid this process has read before."""
    definition = definition_of(comparison.version)
    subjects = list(
        comparison.subjects.filter(left_out_at__isnull=True).select_related("sheet__version__instrument", "sheet__organisation")
    )
    records = public_records(comparison.kind, [subject.record_id for subject in subjects])
    shown = [subject for subject in subjects if subject.record_id in records]
    about = _About(comparison, definition, shown)
    columns = tuple(about.column(subject, records[subject.record_id], today=today) for subject in shown)
    return Grid(comparison, definition, columns, _criteria(definition, columns), len(subjects) - len(shown))


def _criteria(definition: Definition, columns: tuple[Column, ...]) -> tuple[Criterion, ...]:
    told = []
    for section, item in criteria_of(definition):
        cells = tuple(column.cells.get(item.code, NO_CELL) for column in columns)
        row = compared([cell.said for cell in cells], is_words=item.type in IN_WORDS)
        told.append(Criterion(section, item, cells, row))
    return tuple(told)


class _About:
    """What the cells of all subjects have in common, read once: answers, sources, translations, bindings."""

    def __init__(self, comparison: Comparison, definition: Definition, subjects: list[Subject]) -> None:
        self.comparison, self.definition = comparison, definition
        keys = [subject.pk for subject in subjects]
        self.answers = _answers(definition, [subject.sheet_id for subject in subjects])
        self.sources = {(row.subject_id, row.item_code): row for row in _sources(keys)}
        self.translations: dict[tuple[UUID, str], list[CellTranslation]] = {}
        for row in CellTranslation.objects.filter(subject__in=keys):
            self.translations.setdefault((row.subject_id, row.item_code), []).append(row)
        bindings = Binding.objects.filter(instrument=comparison.version.instrument_id, kind=comparison.kind)
        self.bindings = dict(bindings.values_list("item_code", "field"))

    def column(self, subject: Subject, record: Any, *, today: Any) -> Column:
        """Conditions and calculations see what the record says, where nobody says otherwise."""
        people = self.answers.get(subject.sheet_id, {})
        readings = {item.code: self._reading(item, record) for _section, item in criteria_of(self.definition)}
        told = {(code, 0): Stored(read.said) for code, read in readings.items() if not read.said.is_empty}
        answered = {place: one for place, one in people.items() if not one.said.is_empty}
        asked = asking(self.definition, {**told, **answered}, today=today)
        cells = {}
        for section, item in criteria_of(self.definition):
            is_asked = section.code in asked.sections and (item.code, 0) in asked.places
            if is_asked and item.type == "calculation":
                cells[item.code] = Cell(Said(asked.calculated.get((item.code, 0)) or None))
            elif is_asked:
                cells[item.code] = self._cell(subject, item, people.get((item.code, 0), UNANSWERED), read=readings[item.code])
        state = SheetState(subject.sheet, self.definition, people, asked, today)
        return Column(subject, record, state, cells)

    def _reading(self, item: ItemDefinition, record: Any) -> Reading:
        bound = self.bindings.get(item.code, "")
        found = reading(self.comparison.kind, record, item=item, bound=bound) if bound else NOTHING_READ
        if found.wording and not found.said.value:
            return Reading(Said(found.wording.shown_in(found.wording.original)), found.wording, found.stated)
        return found

    def _cell(self, subject: Subject, item: ItemDefinition, answer: Stored, *, read: Reading) -> Cell:
        source = self.sources.get((subject.pk, item.code))
        if answer.said.is_empty:
            by = RECORD if not read.said.is_empty else ""
            return Cell(read.said, by, answer, read.wording, reading=read)
        wording, stale = self._wording(subject, item, answer)
        is_told = source is not None and (source.source_id or source.organisation_id or source.role)
        return Cell(answer.said, PERSON, answer, wording, stale, read, source if is_told else None)

    def _wording(self, subject: Subject, item: ItemDefinition, answer: Stored) -> tuple[Wording, frozenset[str]]:
        if item.type not in IN_WORDS or not isinstance(answer.said.value, str):
            return Wording({}), frozenset()
        made = self.translations.get((subject.pk, item.code), [])
        words = {row.language: row.words for row in made if row.language != answer.language}
        now = digest(answer.said.value)
        stale = frozenset(row.language for row in made if row.made_from != now)
        return Wording({answer.language: answer.said.value, **words}, answer.language), stale


def _answers(definition: Definition, sheets: list[UUID]) -> dict[UUID, dict[Place, Stored]]:
    codes = {item.pk: item.code for item in definition.items}
    found: dict[UUID, dict[Place, Stored]] = {}
    for row in Answer.objects.filter(sheet__in=sheets).select_related("updated_by"):
        found.setdefault(row.sheet_id, {})[codes[row.item_id], row.repetition] = stored(row)
    return found


def _sources(subjects: list[UUID]) -> Iterable[CellSource]:
    rows = CellSource.objects.filter(subject__in=subjects).select_related("source", "organisation")
    return rows.prefetch_related("organisation__texts")
