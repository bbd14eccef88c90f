"""A comparison as readers see it: the table with its differences, small drawings, a summary in words, and every source once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from cities.commons.instruments.answering import NO_ANSWER, NOT_APPLICABLE, in_words, write_number
from cities.commons.instruments.definition import ItemDefinition, OptionDefinition, Wording
from cities.commons.instruments.queries import names_in_use
from cities.portal.queries.browse import surroundings
from cities.portal.queries.dossiers import ShownSource
from cities.portal.queries.lists import Surroundings, region_of, where
from cities.portal.queries.questions import calculated_words, words_in, words_of_ours
from cities.portal.queries.transfers.shown import SIGNS
from cities.portal.reading import Words, words_of
from cities.provenance.models import Source
from cities.transfer.comparisons.charts import Drawing, drawing
from cities.transfer.comparisons.comparing import Standing, counted, stands_out
from cities.transfer.comparisons.models import Comparison, Kind
from cities.transfer.comparisons.queries import IN_WORDS, PERSON, RECORD, Cell, Column, ComparisonLine, Criterion, Grid, Stated, grid_of
from cities.translation.models import TextState

NUMBERS = frozenset({"number", "whole-number", "money"})
UNKNOWN, KNOWN = "unknown", "known"
SAID_BY_THE_CRITERION = frozenset({"year", "units", "people", "organisations", "households"})


@dataclass(frozen=True)
class ShownSubject:
    """One column. `known` of `asked` criteria say something of it."""

    number: int
    id: UUID
    title: Words | str
    # Where it is, where that tells it from the others; else its title.
    short: str
    url: str
    where: str
    region: str
    known: int
    asked: int
    is_reference: bool
    is_chosen: bool


@dataclass(frozen=True)
class Part:
    """One of several things a cell says; `is_everywhere`: all whose answer is known say it too."""

    words: Words
    is_everywhere: bool = False


@dataclass(frozen=True)
class ShownCell:
    """`state`: known, unknown, no-answer or not-applicable. `marks` are numbers of sources; `by` whoever says so."""

    subject: ShownSubject
    state: str
    parts: tuple[Part, ...] = ()
    words: Words | None = None
    filled_by: str = ""
    marks: tuple[tuple[int, str], ...] = ()
    by: str = ""
    is_different: bool = False

    @property
    def plain(self) -> str:
        return ", ".join(part.words.text for part in self.parts) or (self.words.text if self.words else "")


@dataclass(frozen=True)
class ShownMark:
    """One line of a small drawing."""

    subject: ShownSubject
    place: float | None
    words: str


@dataclass(frozen=True)
class ShownDrawing:
    code: str
    label: Words
    finding: str
    shape: str
    ticks: tuple[float, ...]
    marks: tuple[ShownMark, ...]
    known: int


@dataclass(frozen=True)
class ShownRow:
    code: str
    label: Words
    hint: Words
    standing: str
    cells: tuple[ShownCell, ...]

    @property
    def agrees(self) -> bool:
        return self.standing == Standing.SAME


@dataclass(frozen=True)
class ShownSection:
    title: Words
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True)
class ShownComparison:
    """`hidden_rows`: rows that agree and are not shown because the reader wants differences only."""

    comparison: Comparison
    title: Words | str
    introduction: Words | None
    grid: Words
    kind: str
    subjects: tuple[ShownSubject, ...]
    sections: tuple[ShownSection, ...]
    drawings: tuple[ShownDrawing, ...]
    sources: tuple[ShownSource, ...]
    summary: tuple[tuple[str, str, tuple[tuple[str, Words], ...]], ...]
    counts: Mapping[str, int]
    criteria: int
    only_differences: bool
    hidden_rows: int
    hidden_subjects: int

    @property
    def reference(self) -> ShownSubject | None:
        return next((subject for subject in self.subjects if subject.is_reference), None)

    @property
    def chosen(self) -> ShownSubject | None:
        return next((subject for subject in self.subjects if subject.is_chosen), None)


@dataclass(frozen=True)
class ComparisonCard:
    line: ComparisonLine
    title: Words | str
    introduction: Words | None
    kind: str

    @property
    def url(self) -> str:
        return reverse("portal:comparison", args=[self.line.code])


def cards(lines: Iterable[ComparisonLine], *, language: str) -> tuple[ComparisonCard, ...]:
    return tuple(
        ComparisonCard(
            line,
            words_of(line.texts, "title", language=language) or line.code,
            words_of(line.texts, "introduction", language=language),
            str(Kind(line.kind).label),
        )
        for line in lines
    )


def comparison_page(comparison: Comparison, params: Mapping[str, str], *, language: str, today: date) -> ShownComparison:
    """`beside` is read against, `one` is the other of two a phone shows; `show=differences` leaves out what agrees."""
    grid = grid_of(comparison, today=today)
    return Showing(grid, params, language=language).page()


class Showing:
    """What all cells of a page have in common: the reader's language, names, numbers of sources."""

    def __init__(self, grid: Grid, params: Mapping[str, str], *, language: str) -> None:
        self.grid, self.language = grid, language
        self.around = surroundings(language)
        self.reference = _place(params.get("beside", ""), len(grid.columns), default=0)
        others = [place for place in range(len(grid.columns)) if place != self.reference]
        chosen = _place(params.get("one", ""), len(grid.columns), default=-1)
        self.chosen = chosen if chosen in others else next(iter(others), 0)
        self.only_differences = params.get("show") == "differences"
        self.numbers: dict[int, tuple[int, Source, list[str]]] = {}
        self.known = names_in_use(grid.columns[0].subject.sheet, language) if grid.columns else lambda item: {}
        self.named = [record_words(column.record, grid.comparison.kind, around=self.around) for column in grid.columns]
        self.subjects = tuple(self._subject(number, column) for number, column in enumerate(grid.columns))

    def page(self) -> ShownComparison:
        grid, texts = self.grid, list(self.grid.comparison.texts.all())
        rows = [(criterion, self._row(criterion)) for criterion in grid.criteria]
        shown = [(criterion, row) for criterion, row in rows if not (self.only_differences and row.agrees)]
        counts = counted(criterion.row for criterion in grid.criteria)
        return ShownComparison(
            comparison=grid.comparison,
            title=words_of(texts, "title", language=self.language) or grid.comparison.code,
            introduction=words_of(texts, "introduction", language=self.language),
            grid=words_in(grid.definition.title, self.language),
            kind=str(Kind(grid.comparison.kind).label),
            subjects=self.subjects,
            sections=self._sections(shown),
            drawings=tuple(found for criterion, row in rows if (found := self._drawing(criterion, row))),
            sources=tuple(ShownSource(number, source, tuple(locators)) for number, source, locators in self.numbers.values()),
            summary=_summary([row for _criterion, row in rows]),
            counts={str(standing): count for standing, count in counts.items()},
            criteria=len(grid.criteria),
            only_differences=self.only_differences,
            hidden_rows=len(rows) - len(shown),
            hidden_subjects=grid.hidden,
        )

    def _subject(self, number: int, column: Column) -> ShownSubject:
        record, kind = column.record, self.grid.comparison.kind
        title, place = self.named[number]
        tells_apart = bool(place) and kind != Kind.TERRITORY and [where for _title, where in self.named].count(place) == 1
        return ShownSubject(
            number=number + 1,
            id=column.subject.pk,
            title=title,
            short=place if tells_apart else str(title),
            url=reverse(f"portal:{kind}", args=[record.code]),
            where=place,
            region=_region(record, kind, self.around),
            known=column.known,
            asked=len(column.cells),
            is_reference=number == self.reference,
            is_chosen=number == self.chosen,
        )

    def _sections(self, rows: list[tuple[Criterion, ShownRow]]) -> tuple[ShownSection, ...]:
        found: dict[str, tuple[Words, list[ShownRow]]] = {}
        for criterion, row in rows:
            title = words_in(criterion.section.title, self.language)
            found.setdefault(criterion.section.code, (title, []))[1].append(row)
        return tuple(ShownSection(title, tuple(held)) for title, held in found.values())

    def _row(self, criterion: Criterion) -> ShownRow:
        item = criterion.item
        beside = criterion.cells[self.reference].said if criterion.cells else None
        cells = tuple(
            self._cell(item, cell, subject, shared=criterion.row.shared, is_different=beside is not None and stands_out(cell.said, beside))
            for subject, cell in zip(self.subjects, criterion.cells, strict=True)
        )
        label = words_in(item.label, self.language) if item.label else words_of_ours(item.code, self.language)
        return ShownRow(item.code, label, words_in(item.hint, self.language), str(criterion.row.standing), cells)

    def _cell(self, item: ItemDefinition, cell: Cell, subject: ShownSubject, *, shared: frozenset[str], is_different: bool) -> ShownCell:
        if not cell.is_known or cell.said.absence:
            state = cell.said.absence if cell.said.absence in (NO_ANSWER, NOT_APPLICABLE) else UNKNOWN
            by, marks = self._known_from(cell) if state != UNKNOWN else ("", ())
            return ShownCell(subject, state, filled_by=cell.filled_by, by=by, marks=marks, is_different=is_different)
        by, marks = self._known_from(cell)
        is_different = is_different and item.type not in IN_WORDS
        words, parts = self._said(item, cell, shared)
        return ShownCell(subject, KNOWN, parts, words, cell.filled_by, marks, by, is_different)

    def _said(self, item: ItemDefinition, cell: Cell, shared: frozenset[str]) -> tuple[Words | None, tuple[Part, ...]]:
        said, language = cell.said, self.language
        if item.type in IN_WORDS:
            return _text(cell, language), ()
        if item.type == "several-of":
            return None, tuple(Part(_label(item.options, code, language), code in shared) for code in said.value)
        if item.type in ("one-of", "scale"):
            return None, (Part(_label(item.options, said.value, language), is_everywhere=True),)
        if item.type in NUMBERS:
            return None, tuple(Part(words_of_ours(words, language)) for words in self._numbers(item, cell))
        if item.type == "calculation":
            return None, (Part(words_of_ours(calculated_words(str(said.value), language), language)),)
        lines = in_words(item, said, language, known=self.known).split("\n")
        return None, tuple(Part(words_of_ours(line, language), is_everywhere=True) for line in lines)

    def _numbers(self, item: ItemDefinition, cell: Cell) -> list[str]:
        """Each figure of a record as its source states it; what people have typed as they typed it."""
        if cell.filled_by == RECORD and cell.reading.stated:
            return [stated_words(item, one, self.language) for one in cell.reading.stated]
        return [number_words(item, cell.said.value, self.language)]

    def _known_from(self, cell: Cell) -> tuple[str, tuple[tuple[int, str], ...]]:
        if cell.filled_by == RECORD:
            return "", tuple((self._number(one.source, one.locator), one.locator) for one in cell.reading.stated)
        row = cell.source if cell.filled_by == PERSON else None
        if row is None:
            return "", ()
        if row.source is not None:
            return "", ((self._number(row.source, row.locator), row.locator),)
        return said_by(row.organisation, row.role, language=self.language), ()

    def _number(self, source: Source, locator: str) -> int:
        number, _source, locators = self.numbers.setdefault(source.pk, (len(self.numbers) + 1, source, []))
        if locator and locator not in locators:
            locators.append(locator)
        return number

    def _drawing(self, criterion: Criterion, row: ShownRow) -> ShownDrawing | None:
        item = criterion.item
        if item.type not in (*NUMBERS, "scale"):
            return None
        values = [cell.said.value if cell.is_known and not cell.said.absence else None for cell in criterion.cells]
        found = drawing(item, values)
        if found is None:
            return None
        words = ["" if value is None else cell.plain for value, cell in zip(values, row.cells, strict=True)]
        marks = tuple(ShownMark(subject, mark.place, said) for subject, mark, said in zip(self.subjects, found.marks, words, strict=True))
        return ShownDrawing(row.code, row.label, _finding(found, marks), found.shape, found.ticks, marks, criterion.row.known)


def record_words(record: Any, kind: str, *, around: Surroundings) -> tuple[Words | str, str]:
    """What a record is called, and where it is."""
    if kind == Kind.TERRITORY:
        place = around.places.by_id.get(record.pk)
        country = around.places.country(place) if place else None
        return (place.name if place else record.code), (country.name if country and country.code != record.code else "")
    title = words_of(record.texts.all(), "title", language=around.language) or record.code
    return title, where(around.places.known(one.pk for one in record.territories.all()), around.places)


def said_by(organisation: Any, role: str, *, language: str) -> str:
    """An organisation that is not public is not named."""
    name = ""
    if organisation is not None and organisation.is_public:
        name = str(words_of(organisation.texts.all(), "name", language=language) or organisation.code)
    return ", ".join(part for part in (name, role) if part)


def number_words(item: ItemDefinition, value: str, language: str, *, unit: str = "") -> str:
    """A year is written without a sign between its thousands; what the criterion says already is not said again."""
    unit = unit or item.unit
    written = value if unit == "year" else write_number(value, language)
    return written if unit in SAID_BY_THE_CRITERION else f"{written} {unit}".strip()


def stated_words(item: ItemDefinition, one: Stated, language: str) -> str:
    """A figure of a record as its source states it: `> 500 in 2021`."""
    words = SIGNS.get(one.qualifier, "") + number_words(item, one.value, language, unit=one.unit)
    return _("%(number)s in %(year)s") % {"number": words, "year": one.year} if one.year else words


def _text(cell: Cell, language: str) -> Words:
    shown = words_in(cell.wording, language)
    if shown.language == cell.wording.original:
        return shown
    return Words(shown.text, shown.language, state=TextState.HUMAN, is_foreign=shown.is_foreign, is_stale=shown.language in cell.stale)


def _label(options: tuple[OptionDefinition, ...], code: str, language: str) -> Words:
    found: Wording | None = next((option.label for option in options if option.code == code), None)
    return words_in(found, language) if found else words_of_ours(code, language)


def _region(record: Any, kind: str, around: Surroundings) -> str:
    keys = [record.pk] if kind == Kind.TERRITORY else [one.pk for one in record.territories.all()]
    return region_of(around.places.known(keys))


def _summary(rows: list[ShownRow]) -> tuple[tuple[str, str, tuple[tuple[str, Words], ...]], ...]:
    """The criteria that stand in each way, those that say most first."""
    order = (Standing.DIFFERS, Standing.SAME, Standing.OPEN, Standing.UNKNOWN, Standing.WORDS)
    told = []
    for standing in order:
        found = tuple((row.code, row.label) for row in rows if row.standing == standing)
        if found:
            told.append((str(standing), standing_words()[standing], found))
    return tuple(told)


def standing_words() -> Mapping[str, str]:
    return {
        Standing.DIFFERS: _("They differ in"),
        Standing.SAME: _("The same for all"),
        Standing.OPEN: _("The same as far as known; somewhere not known"),
        Standing.UNKNOWN: _("Not known for any"),
        Standing.WORDS: _("To read side by side"),
    }


def _finding(found: Drawing, marks: tuple[ShownMark, ...]) -> str:
    """From the least to the most; or that all are alike."""
    known = sorted((mark for mark in marks if mark.place is not None), key=lambda mark: mark.place or 0)
    least, most = known[0], known[-1]
    if least.place == most.place:
        return _("The same wherever it is known: %(value)s") % {"value": least.words}
    told = {"least": least.words, "first": least.subject.short, "most": most.words, "last": most.subject.short}
    return _("From %(least)s (%(first)s) to %(most)s (%(last)s)") % told


def _place(text: str, count: int, *, default: int) -> int:
    """`2` is the second of `count`; whatever else is no place."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return number - 1 if 1 <= number <= count else default
