"""What a search over all kinds of records finds, and how further choices would narrow it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from cities.api.queries import scopes
from cities.api.queries.names import Name, best_texts, text_rows
from cities.api.schemas.parameters import SearchParameters
from cities.commons.members.models import Organisation
from cities.commons.places.queries import places
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.search.facets import Part, tally
from cities.search.models import Passage
from cities.search.queries import Hit, find, matching
from cities.translation.models import TextedRecord

# Kinds of record by their code, with the column their links call them by.
KINDS: dict[str, tuple[type[TextedRecord], str]] = {
    Organisation.kind_code: (Organisation, "organisation"),
    Practice.kind_code: (Practice, "practice"),
    Resource.kind_code: (Resource, "resource"),
}
# Counts of a query that half the commons answers are taken from its first records: nobody narrows by the rest.
MOST_COUNTED = 10_000
MOST_CONCEPTS = 50


@dataclass(frozen=True)
class Shown:
    """What is shown of a record that was found."""

    title: Name
    summary: str


@dataclass(frozen=True)
class Counts:
    """Records found by aspect and code."""

    kind: Counter[str]
    language: Counter[str]
    region: Counter[str]
    country: Counter[str]
    concept: Counter[str]


@dataclass(frozen=True)
class SearchResult:
    total: int
    hits: tuple[Hit, ...]
    shown: dict[UUID, Shown]
    counts: Counts


def search_result(parameters: SearchParameters, *, language: str) -> SearchResult:
    """Eleven queries whatever is found, and one for each vocabulary or gazetteer the filters speak of."""
    condition = _condition(parameters)
    found = find(
        parameters.q,
        language=language,
        kinds=parameters.kind,
        condition=condition,
        limit=parameters.limit,
        offset=parameters.offset,
    )
    return SearchResult(found.total, found.hits, _shown(found.hits, language), _counts(parameters, condition))


def _condition(parameters: SearchParameters) -> Q:
    """On passages: their records lie there and are about that."""
    condition = scopes.language_condition(parameters.language)
    where = scopes.place_condition(parameters, "territory__")
    if where:
        condition &= _linked_to("territories", where)
    for value in parameters.concept:
        condition &= _linked_to("concepts", Q(concept__in=scopes.concept_keys(value)))
    return condition


def _linked_to(relation: str, condition: Q) -> Q:
    either = Q()
    for model, owner in KINDS.values():
        either |= Q(record_id__in=_links(model, relation).filter(condition).values(owner))
    return either


def _links(model: type[TextedRecord], relation: str) -> QuerySet[Any]:
    through: type[Model] = getattr(model, relation).through
    return through._default_manager.all()


def _shown(hits: Iterable[Hit], language: str) -> dict[UUID, Shown]:
    """Title and summary in the best language; a record that is no longer public is not among them."""
    shown: dict[UUID, Shown] = {}
    ids = {hit.record_id for hit in hits}
    for model, _owner in KINDS.values():
        title, *_more = model.text_model.words
        texts = text_rows(model).filter(record__in=model.objects.public().filter(pk__in=ids))
        for best in best_texts(texts.values_list("record_id", "language", "state", title, "summary"), language):
            shown[best.key] = Shown(Name(best.label, best.language, best.state), best.facts[0])
    return shown


def _counts(parameters: SearchParameters, condition: Q) -> Counts:
    rows = list(_passages(parameters, condition)[: MOST_COUNTED * 4])
    kinds = Counter({kind: len({row[0] for row in rows if row[1] == kind}) for kind in KINDS})
    chosen = [row for row in rows if not parameters.kind or row[1] in parameters.kind]
    ids = {kind: list(dict.fromkeys(row[0] for row in chosen if row[1] == kind))[:MOST_COUNTED] for kind in KINDS}
    region = places(scopes.LANGUAGE).region_expression("territory__path")
    tallied = tally(part for kind in KINDS for part in _parts(kind, ids[kind], region))
    return Counts(
        kind=+kinds,
        language=Counter(row[2] for row in chosen),
        region=_summed(tallied, "region"),
        country=_summed(tallied, "country"),
        concept=_summed(tallied, "concept"),
    )


def _passages(parameters: SearchParameters, condition: Q) -> QuerySet[Passage, tuple[UUID, str, str]]:
    return matching(parameters.q).filter(condition).order_by().values_list("record_id", "kind", "language")


def _parts(kind: str, ids: list[UUID], region: Any) -> list[Part]:
    model, owner = KINDS[kind]
    located: QuerySet[Any] = _links(model, "territories").filter(**{f"{owner}__in": ids})
    about: QuerySet[Any] = _links(model, "concepts").filter(**{f"{owner}__in": ids})
    return [
        Part(f"region {kind}", located, region, owner),
        Part(f"country {kind}", located.exclude(territory__country_code=""), "territory__country_code", owner),
        Part(f"concept {kind}", about, "concept_id", owner),
    ]


def _summed(tallied: dict[tuple[str, str], int], aspect: str) -> Counter[str]:
    """Over the kinds of record: no record is of two kinds."""
    counts: Counter[str] = Counter()
    for (name, value), count in tallied.items():
        if name.split(" ")[0] == aspect:
            counts[value] += count
    return counts
