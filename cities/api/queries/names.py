"""Names of what records point to, in the language that suits a reader best. One query a kind, however many are asked for."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import QuerySet, Value

from cities.api.schemas.references import RecordKind, TerritoryLevel
from cities.api.schemas.words import TextState
from cities.commons.places.models import TerritoryText
from cities.commons.vocabulary.models import ConceptText
from cities.translation.languages import best_language
from cities.translation.models import TextedRecord

K = TypeVar("K")
# A set of ids, or a query for them.
Ids = Collection[Any] | QuerySet[Any, Any]


@dataclass(frozen=True)
class Name:
    label: str
    language: str
    state: TextState


@dataclass(frozen=True)
class ConceptName(Name):
    id: UUID
    key: str
    scheme: str
    position: int


@dataclass(frozen=True)
class TerritoryName(Name):
    id: UUID
    code: str
    level: TerritoryLevel
    path: str
    country: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class RecordName(Name):
    id: UUID
    kind: RecordKind


@dataclass(frozen=True)
class Candidate(Generic[K]):
    """One text of something; `facts` are whatever else its row holds."""

    key: K
    language: str
    state: TextState
    label: str
    facts: tuple[Any, ...]


def concept_names(keys: Ids, language: str) -> dict[str, ConceptName]:
    rows = ConceptText.objects.filter(record__in=keys).values_list(
        "record_id", "language", "state", "label", "record__uuid", "record_id", "record__scheme_id", "record__position"
    )
    return {best.key: ConceptName(best.label, best.language, best.state, *best.facts) for best in best_texts(rows, language)}


def territory_names(ids: Ids, language: str) -> dict[UUID, TerritoryName]:
    rows = TerritoryText.objects.filter(record__in=ids).values_list(
        "record_id",
        "language",
        "state",
        "name",
        "record__code",
        "record__kind",
        "record__path",
        "record__country_code",
        "record__latitude",
        "record__longitude",
    )
    return {best.key: TerritoryName(best.label, best.language, best.state, best.key, *best.facts) for best in best_texts(rows, language)}


def record_names(wanted: Mapping[type[TextedRecord], Ids], language: str) -> dict[UUID, RecordName]:
    """Names of those that are public, of all kinds at once; what is not there must not be named."""
    queries = [_named(model, ids) for model, ids in wanted.items()]
    rows = queries[0].union(*queries[1:], all=True)
    return {best.key: RecordName(best.label, best.language, best.state, best.key, *best.facts) for best in best_texts(rows, language)}


def _named(model: type[TextedRecord], ids: Ids) -> QuerySet[Any, tuple[Any, ...]]:
    title, *_ = model.text_model.words
    texts = text_rows(model).filter(record__in=model.objects.public().filter(pk__in=ids)).order_by()
    named: QuerySet[Any, tuple[Any, ...]] = texts.annotate(kind=Value(model.kind_code)).values_list(
        "record_id", "language", "state", title, "kind"
    )
    return named


def text_rows(model: type[TextedRecord]) -> QuerySet[Any]:
    """The texts of a kind of record; every concrete text has a `record`."""
    rows: QuerySet[Any] = model.text_model._default_manager.all()
    return rows


def best_texts(rows: Iterable[tuple[Any, ...]], language: str) -> list[Candidate[Any]]:
    """Of rows (key, language, state, label, facts…), for each key the one a reader of `language` understands best."""
    texts: dict[Any, dict[str, Candidate[Any]]] = defaultdict(dict)
    for key, tag, state, label, *facts in rows:
        texts[key][tag] = Candidate(key, tag, state, label, tuple(facts))
    return [by_tag[_choice(by_tag, language)] for by_tag in texts.values()]


def _choice(by_tag: dict[str, Candidate[Any]], language: str) -> str:
    original = next((tag for tag, text in by_tag.items() if text.state == "original"), "en")
    return best_language(by_tag, language, original=original) or next(iter(by_tag))
