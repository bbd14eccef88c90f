"""How a published comparison enters the search index: what readers see of it, and what most of its records are about."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from cities.commons.places.models import Territory
from cities.commons.places.passages import place_codes
from cities.commons.practices.models import Practice
from cities.commons.vocabulary.models import Concept
from cities.commons.vocabulary.passages import common_concepts, concept_keys
from cities.search.content import EntryContent, IndexedKind, TextContent
from cities.transfer.comparisons.models import Comparison, ComparisonText, Kind
from cities.transfer.comparisons.queries import PERSON, Grid, grid_of
from cities.transfer.projects.models import Transfer
from cities.translation.models import Texted


@dataclass(frozen=True)
class Compared:
    """One of the records of a comparison, as far as the comparison is found by it. A territory is called by its name anyway."""

    key: UUID
    texts: Texted | None
    territories: tuple[Territory, ...]
    concepts: frozenset[Concept] = frozenset()

    def title_in(self, language: str) -> str:
        text = self.texts.best_text(language) if self.texts else None
        return str(text) if text else ""


def content(comparison: Comparison) -> EntryContent:
    """Found by its own words, what people wrote into its cells, and the names of what is compared.

    Read as its page reads it, some fifteen queries: what is hidden there is not found here.
    """
    grid = grid_of(comparison, today=timezone.localdate())
    records = _compared(comparison.kind, [column.subject.record_id for column in grid.columns])
    concepts = common_concepts([one.concepts for one in records])
    territories = list({place.pk: place for one in records for place in one.territories}.values())
    original = comparison.original_text
    cells = [cell for criterion in grid.criteria for cell in criterion.cells]

    def named(language: str) -> Iterable[str]:
        yield from (title for one in records if (title := one.title_in(language)))
        yield from (concept.label_in(language) for concept in concepts)
        yield from (territory.name_in(language) for territory in territories)

    return EntryContent(
        texts=tuple(_text(text, grid, also=tuple(named(text.language))) for text in comparison.texts.all()),
        original=original.language if original else "",
        facets={
            "concept": tuple(concept.key for concept in concepts),
            "concept_in": concept_keys(concepts),
            "place": place_codes(territories),
        },
        year=comparison.published_at.year if comparison.published_at else None,
        worth=round(sum(cell.is_known for cell in cells) / len(cells), 2) if cells else 0.0,
    )


def indexed_comparisons() -> QuerySet[Comparison]:
    """Those anyone may read: what is shared by a link is not published."""
    return Comparison.objects.public().select_related("version__instrument").prefetch_related("texts")


def _text(text: ComparisonText, grid: Grid, *, also: tuple[str, ...]) -> TextContent:
    """What was written into cells in another language is found in that language alone; what a record says is found with the record."""
    cells = [cell for criterion in grid.criteria for cell in criterion.cells if cell.filled_by == PERSON]
    said = "\n\n".join(words for cell in cells if (words := cell.wording.words.get(text.language)))
    return TextContent(
        language=text.language,
        title=text.title,
        summary=text.introduction,
        state=text.state,
        fields={"cells": said} if said else {},
        also=also,
    )


def _compared(kind: str, keys: Collection[UUID]) -> list[Compared]:
    """In the order of the table."""
    rows = {one.key: one for one in LOADED[Kind(kind)](keys)}
    return [rows[key] for key in keys if key in rows]


def _practices(keys: Collection[UUID]) -> Iterable[Compared]:
    found = Practice.objects.public().filter(pk__in=keys)
    for row in found.prefetch_related("texts", "territories__texts", "concepts__texts", "concepts__broader__broader"):
        yield Compared(row.pk, row, tuple(row.territories.all()), frozenset(row.concepts.all()))


def _transfers(keys: Collection[UUID]) -> Iterable[Compared]:
    """What a transfer is about its practices say, those anyone may see."""
    parts = ("texts", "territories__texts", "practices__concepts__texts", "practices__concepts__broader__broader")
    for row in Transfer.objects.public().filter(pk__in=keys).prefetch_related(*parts):
        practices = [practice for practice in row.practices.all() if practice.is_public]
        concepts = frozenset(concept for practice in practices for concept in practice.concepts.all())
        yield Compared(row.pk, row, tuple(row.territories.all()), concepts)


def _territories(keys: Collection[UUID]) -> Iterable[Compared]:
    for row in Territory.objects.filter(pk__in=keys).prefetch_related("texts"):
        yield Compared(row.pk, None, (row,))


LOADED: dict[Kind, Callable[[Collection[UUID]], Iterable[Compared]]] = {
    Kind.PRACTICE: _practices,
    Kind.TRANSFER: _transfers,
    Kind.TERRITORY: _territories,
}
INDEXED = IndexedKind(kind="comparison", model=Comparison, content=content, records=indexed_comparisons, precedence=0.2)
