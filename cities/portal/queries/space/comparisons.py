"""A comparison as those who write it see it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from cities.commons.instruments.answering import Place, Spot, faults, in_words
from cities.commons.instruments.definition import ItemDefinition
from cities.commons.instruments.queries import names_in_use
from cities.commons.members.models import Membership, Organisation
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice
from cities.portal.queries.browse import surroundings
from cities.portal.queries.comparisons import NUMBERS, SAID_BY_THE_CRITERION, record_words, said_by, stated_words
from cities.portal.queries.questions import Drawing as Page
from cities.portal.queries.questions import Question, words_in
from cities.portal.reading import Words, words_of
from cities.search.queries import matching
from cities.transfer.comparisons.actions import Filled, Known, SourceChange, known_from
from cities.transfer.comparisons.models import Comparison, ComparisonEditor, Kind
from cities.transfer.comparisons.queries import IN_WORDS, Cell, Column, Grid, criteria_of, own_organisations
from cities.transfer.projects.models import Transfer
from cities.translation.digests import digest

MOST_FOUND = 20
# Names of fields beside those of the answers: `s:<criterion>:title`, `t:<criterion>:words`, each with what the page was showing
# (`seen:s:<criterion>`).
SOURCE, TRANSLATION = "s", "t"


@dataclass(frozen=True)
class Found:
    """A record that may be added; `is_chosen` when it is there already."""

    id: UUID
    title: Words | str
    where: str
    is_chosen: bool


@dataclass(frozen=True)
class SubjectLine:
    id: UUID
    title: Words | str
    where: str
    known: int
    asked: int


@dataclass(frozen=True)
class EditorLine:
    editor: ComparisonEditor
    name: Words | str


@dataclass(frozen=True)
class Overview:
    """`languages`: of the site, each with whether the comparison has words in it. `others`: who may still be invited."""

    title: Words | str
    introduction: Words | None
    grid: Words
    owner: Words | str
    subjects: tuple[SubjectLine, ...]
    hidden: int
    editors: tuple[EditorLine, ...]
    others: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class CellForm:
    """One criterion to be filled: the question, what the record says, what it is known from, and its words in the page's language."""

    question: Question
    from_record: str
    filled_by: str
    source: Mapping[str, str]
    # Revision and mark of the source that stands.
    seen: str
    wrong: str = ""
    theirs: str = ""
    is_overtaken: bool = False
    translation: Mapping[str, str] = field(default_factory=dict)
    # What stands instead of the translation somebody was writing; empty words are words too.
    other_words: str | None = None
    original: Words | None = None
    is_stale: bool = False

    @property
    def code(self) -> str:
        return self.question.item.code

    @property
    def has_source(self) -> bool:
        return any(self.source.values()) or bool(self.wrong or self.theirs or self.is_overtaken)

    @property
    def names(self) -> dict[str, str]:
        parts = {part: source_name(self.code, part) for part in ("title", "url", "locator", "organisation", "role")}
        own = {"source": SOURCE, "translation": TRANSLATION}
        seen = {f"{name}_seen": seen_name(part, self.code) for name, part in own.items()}
        taken = {f"{name}_taken": taken_name(part, self.code) for name, part in own.items()}
        return {**parts, **seen, **taken, "words": translation_name(self.code, "words")}

    @property
    def source_key(self) -> str:
        return f"{SOURCE}:{self.code}"

    @property
    def translation_key(self) -> str:
        return f"{TRANSLATION}:{self.code}"

    @property
    def mine(self) -> str:
        """The source as it was typed, in a line."""
        return ", ".join(part for part in self.source.values() if part)


@dataclass(frozen=True)
class FillSection:
    title: Words
    cells: tuple[CellForm, ...]


@dataclass(frozen=True)
class FillPage:
    subject: SubjectLine
    url: str
    sections: tuple[FillSection, ...]
    organisations: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str], ...]
    before: SubjectLine | None
    after: SubjectLine | None
    conflicts: tuple[CellForm, ...]
    wrong: tuple[CellForm, ...]


@dataclass(frozen=True)
class NotTaken:
    """What was typed and does not stand, to be shown again. `filled` and `words` (of translations, by criterion): others wrote meanwhile;
    `typed` and `wrong`: sources as typed, and what is wrong with them."""

    filled: Filled | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_conflicts(self) -> bool:
        return bool(self.words or (self.filled and self.filled.has_conflicts))


def source_name(code: str, part: str) -> str:
    return f"{SOURCE}:{code}:{part}"


def translation_name(code: str, part: str) -> str:
    return f"{TRANSLATION}:{code}:{part}"


def seen_name(part: str, code: str) -> str:
    return f"seen:{part}:{code}"


def taken_name(part: str, code: str) -> str:
    return f"take:{part}:{code}"


def source_mark(known: Known) -> str:
    """What a source says, short: who sends the same again has changed nothing."""
    by = known.organisation.code if known.organisation else ""
    return digest("\n".join((known.title, known.url, known.locator, by, known.role)))[:16]


def words_mark(words: str) -> str:
    return digest(words) if words else ""


def overview(comparison: Comparison, grid: Grid, *, language: str) -> Overview:
    texts = list(comparison.texts.all())
    editors = list(comparison.editors.select_related("organisation").prefetch_related("organisation__texts"))
    taken = {comparison.organisation_id, *(editor.organisation_id for editor in editors)}
    spoken = {text.language for text in texts}
    return Overview(
        title=words_of(texts, "title", language=language) or comparison.code,
        introduction=words_of(texts, "introduction", language=language),
        grid=words_in(grid.definition.title, language),
        owner=_name(comparison.organisation, language) if comparison.organisation else "",
        subjects=subject_lines(grid, language=language),
        hidden=grid.hidden,
        editors=tuple(EditorLine(editor, _name(editor.organisation, language)) for editor in editors),
        others=tuple(_members(language, besides=taken)),
        languages=tuple((code, code in spoken) for code, _label in settings.LANGUAGES),
    )


def subject_lines(grid: Grid, *, language: str) -> tuple[SubjectLine, ...]:
    around = surroundings(language)
    lines = []
    for column in grid.columns:
        title, place = record_words(column.record, grid.comparison.kind, around=around)
        lines.append(SubjectLine(column.subject.pk, title, place, column.known, len(column.cells)))
    return tuple(lines)


def found_records(comparison: Comparison, words: str, *, language: str) -> tuple[Found, ...]:
    """Public records of the kind with all these words; without words the newest. Six queries."""
    kinds: dict[str, Callable[[], QuerySet[Any]]] = {
        Kind.PRACTICE: lambda: Practice.objects.public().order_by("-created_at", "pk"),
        Kind.TRANSFER: lambda: Transfer.objects.public().order_by("-created_at", "pk"),
        Kind.TERRITORY: lambda: Territory.objects.exclude(kind=Territory.Kind.WORLD).order_by("path"),
    }
    records = kinds[comparison.kind]().prefetch_related("texts")
    if comparison.kind != Kind.TERRITORY:
        records = records.prefetch_related("territories")
    if words.strip():
        records = records.filter(pk__in=matching(words, kind=comparison.kind))
    chosen = {subject.record_id for subject in comparison.subjects.filter(left_out_at__isnull=True)}
    around = surroundings(language)
    return tuple(
        Found(row.pk, *record_words(row, comparison.kind, around=around), is_chosen=row.pk in chosen) for row in records[:MOST_FOUND]
    )


def organisations_for(comparison: Comparison, user: Any, *, language: str) -> dict[str, Organisation]:
    """Who may be named as saying something: those who write it."""
    return {organisation.code: organisation for organisation in own_organisations(user, comparison)}


def fill_page(
    grid: Grid,
    column: Column,
    *,
    language: str,
    url: str,
    organisations: Mapping[str, Organisation],
    left: NotTaken | None = None,
) -> FillPage:
    forms = _Forms(column, language, left or NotTaken())
    sections: dict[str, tuple[Words, list[CellForm]]] = {}
    for section, item in criteria_of(grid.definition):
        if item.type == "calculation":
            continue
        held = sections.setdefault(section.code, (words_in(section.title, language), []))
        plain = replace(item, unit="") if item.unit in SAID_BY_THE_CRITERION else item
        held[1].append(forms.cell(Spot(section, plain), column.cells.get(item.code)))
    lines = subject_lines(grid, language=language)
    place = next(number for number, line in enumerate(lines) if line.id == column.subject.pk)
    cells = [cell for _title, held in sections.values() for cell in held]
    return FillPage(
        subject=lines[place],
        url=url,
        sections=tuple(FillSection(title, tuple(held)) for title, held in sections.values()),
        organisations=tuple((code, str(_name(one, language))) for code, one in organisations.items()),
        sources=tuple(dict.fromkeys(_known_sources(grid, column))),
        before=lines[place - 1] if place else None,
        after=lines[place + 1] if place + 1 < len(lines) else None,
        conflicts=tuple(cell for cell in cells if cell.question.conflict or cell.is_overtaken or cell.other_words is not None),
        wrong=tuple(cell for cell in cells if cell.wrong or cell.question.message),
    )


class _Forms:
    """What the cells of one page have in common."""

    def __init__(self, column: Column, language: str, left: NotTaken) -> None:
        self.column, self.language, self.left = column, language, left
        filled = left.filled
        self.refused: Mapping[str, tuple[Any, SourceChange]] = filled.sources if filled else {}
        told = _faults(column, language)
        self.page = Page(column.state, language, told=told, conflicts=filled.saved.conflicts if filled else {})
        self.known = names_in_use(column.subject.sheet, language)
        self.rows = {row.item_code: row for row in column.subject.cell_sources.select_related("source", "organisation")}

    def cell(self, spot: Spot, cell: Cell | None) -> CellForm:
        code, row = spot.item.code, self.rows.get(spot.item.code)
        theirs, change = self.refused.get(code, (row, None))
        source = dict(self.left.typed.get(code) or _typed(change.known if change else known_from(row)))
        return CellForm(
            question=self.page.question(spot),
            from_record=self._from_record(spot.item, cell) if cell else "",
            filled_by=cell.filled_by if cell else "",
            source=source,
            seen=f"{theirs.revision if theirs else 0}.{source_mark(known_from(theirs))}",
            wrong=self.left.wrong.get(code, ""),
            theirs=_source_words(theirs, self.language) if change else "",
            is_overtaken=change is not None,
            **self._words(spot, cell),
        )

    def _from_record(self, item: ItemDefinition, cell: Cell) -> str:
        read = cell.reading
        if read.stated:
            return "\n".join(stated_words(item, one, self.language) for one in read.stated)
        if item.type in NUMBERS and not read.said.is_empty:
            return str(read.said.value)
        return read.wording.shown_in(self.language) or in_words(item, read.said, self.language, known=self.known)

    def _words(self, spot: Spot, cell: Cell | None) -> dict[str, Any]:
        """An answer given in another language can be translated into that of the page."""
        answer = cell.stored if cell else None
        is_foreign = spot.item.type in IN_WORDS and answer is not None and not answer.said.is_empty and answer.language != self.language
        if not is_foreign or cell is None or answer is None or not isinstance(answer.said.value, str):
            return {}
        made = cell.wording.words.get(self.language, "")
        original = Words(answer.said.value, answer.language, state="", is_foreign=True, is_stale=False)
        translation = {"words": self.left.words.get(spot.item.code, made), "seen": words_mark(made)}
        other = made if spot.item.code in self.left.words else None
        return {"original": original, "translation": translation, "is_stale": self.language in cell.stale, "other_words": other}


def _faults(column: Column, language: str) -> dict[Place, str]:
    """What cannot be read, said beside the field; what is missing is no fault here: it is not known."""
    state = column.state
    found = faults(state.definition, state.answers, state.asked, language=language, today=state.today)
    return {fault.place: fault.message for fault in found if not fault.is_missing}


def _typed(known: Any) -> dict[str, str]:
    return {
        "title": known.title,
        "url": known.url,
        "locator": known.locator,
        "organisation": known.organisation.code if known.organisation else "",
        "role": known.role,
    }


def _source_words(row: Any, language: str) -> str:
    if row is None or not (row.source_id or row.organisation_id or row.role):
        return ""
    if row.source is not None:
        return ", ".join(part for part in (row.source.title, row.locator) if part)
    return said_by(row.organisation, row.role, language=language)


def _known_sources(grid: Grid, column: Column) -> Iterable[tuple[str, str]]:
    """Documents that are likely: those of this record, then those other cells are known from."""
    rows = getattr(column.record, "sources", None)
    for row in rows.select_related("source") if rows is not None else ():
        yield (row.source.title, row.source.url)
    for row in grid.sources:
        if row.source is not None:
            yield (row.source.title, row.source.url)


def _members(language: str, *, besides: set[Any]) -> Iterable[tuple[str, str]]:
    running = Membership.objects.filter(until__isnull=True).values("organisation")
    found = Organisation.objects.public().filter(pk__in=running).exclude(pk__in=[key for key in besides if key]).prefetch_related("texts")
    return sorted(((one.code, str(_name(one, language))) for one in found), key=lambda pair: pair[1].casefold())


def _name(organisation: Organisation, language: str) -> Words | str:
    return words_of(organisation.texts.all(), "name", language=language) or organisation.code
