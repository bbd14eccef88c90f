"""The translation table: records by languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Model

from cities.commons.members.models import Organisation
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.commons.vocabulary.models import Concept
from cities.desk.queries.translations import RecordTexts, TextCard, record_texts
from cities.search.folding import fold, words

KINDS: Mapping[str, type[Model]] = {
    "member": Organisation,
    "practice": Practice,
    "resource": Resource,
    "territory": Territory,
    "concept": Concept,
}
# Shown when no kind is chosen: what passes through editors' hands every day.
DAILY = ("member", "practice", "resource")
STATES = ("stale", "machine", "missing", "partial", "human", "reviewed", "original")


@dataclass(frozen=True)
class TableFilter:
    kind: str = ""
    state: str = ""
    language: str = ""
    query: str = ""


@dataclass(frozen=True)
class TableRow:
    """`cells` in the order of the languages asked for; None where nothing is written."""

    kind: str
    model: type[Model]
    record: RecordTexts
    title: str
    title_language: str
    cells: tuple[tuple[str, TextCard | None], ...]


def table_rows(wanted: TableFilter, *, languages: Sequence[str], reader: str) -> list[TableRow]:
    """Rows that answer the filter, by kind and title. Two queries a kind when nothing has changed.

    `state` asks about `language`; without one, about the languages of the site for what is missing and any language otherwise.
    """
    kinds = [wanted.kind] if wanted.kind else DAILY
    spoken = words(wanted.query)
    rows = [
        _row(kind, record, languages=languages, reader=reader)
        for kind in kinds
        for record in record_texts(KINDS[kind]).values()
        if _answers(record, wanted) and _is_called(record, spoken)
    ]
    return sorted(rows, key=lambda row: (kinds.index(row.kind), fold(row.title)))


def _row(kind: str, record: RecordTexts, *, languages: Sequence[str], reader: str) -> TableRow:
    return TableRow(
        kind=kind,
        model=KINDS[kind],
        record=record,
        title=record.title(reader),
        title_language=record.title_language(reader) or reader,
        cells=tuple((language, record.cards.get(language)) for language in languages),
    )


def _answers(record: RecordTexts, wanted: TableFilter) -> bool:
    if not wanted.state:
        return not wanted.language or wanted.language in record.cards
    if wanted.state == "missing":
        asked = [wanted.language] if wanted.language else [code for code, _name in settings.LANGUAGES]
        return any(language not in record.cards for language in asked)
    cards = [card for language, card in record.cards.items() if not wanted.language or language == wanted.language]
    return any(_is_in(card, wanted.state) for card in cards)


def _is_in(card: TextCard, state: str) -> bool:
    if state == "stale":
        return bool(card.stale)
    if state == "partial":
        return bool(card.missing)
    return card.state == state


def _is_called(record: RecordTexts, spoken: list[str]) -> bool:
    titles = fold(" ".join(record.titles.values()))
    return all(word in titles for word in spoken)
