"""Finding records by words."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, F, IntegerField, Max, Q, QuerySet, Value, When
from django.db.models.functions import Length

from cities.search.folding import fold, words
from cities.search.models import Passage

NO_CONDITION = Q()


@dataclass(frozen=True)
class Hit:
    """A record that answers, with the language whose words matched best."""

    record_id: UUID
    kind: str
    language: str
    title: str
    score: int


@dataclass(frozen=True)
class Found:
    total: int
    hits: tuple[Hit, ...]


def find(
    query: str, *, language: str = "", kinds: Collection[str] = (), condition: Q = NO_CONDITION, limit: int = 20, offset: int = 0
) -> Found:
    """Records with every word of `query` in one of their languages; titles first, then the reader's language, shorter titles before longer.

    `condition` on passages narrows what may be found. Two SQL queries. An empty query finds nothing.
    """
    wanted = words(query)
    if not wanted:
        return Found(0, ())
    passages = matching(query).filter(condition)
    if kinds:
        passages = passages.filter(kind__in=kinds)
    best = (
        passages.annotate(score=_score(query, wanted, language))
        .values("record_id", "kind")
        .annotate(best=Max("score"), shortest=-Max(-Length("title")))
        .order_by("-best", "shortest", "record_id")
    )
    page = list(best[offset : offset + limit])
    shown = _best_passages(passages, [row["record_id"] for row in page], language)
    hits = tuple(
        Hit(row["record_id"], row["kind"], shown[row["record_id"]].language, shown[row["record_id"]].title, row["best"]) for row in page
    )
    total = len(page) + offset if offset == 0 and len(page) < limit else best.count()
    return Found(total, hits)


def matching_ids(query: str, *, kind: str) -> QuerySet[Passage, UUID]:
    """Ids of the records of one kind with every word of `query`, to narrow a list by."""
    return Passage.objects.filter(_all_words(words(query)), kind=kind).values_list("record_id", flat=True)


def matching(query: str) -> QuerySet[Passage]:
    """Passages with every word of `query`; none for a query without words."""
    wanted = words(query)
    return Passage.objects.filter(_all_words(wanted)) if wanted else Passage.objects.none()


def _all_words(wanted: list[str]) -> Q:
    condition = Q()
    for word in wanted:
        condition &= Q(folded__contains=word)
    return condition


def _score(query: str, wanted: list[str], language: str) -> Case:
    in_title = Q()
    for word in wanted:
        in_title &= Q(folded_title__contains=word)
    whole = fold(query.replace("\0", "").strip())
    mine = Q(language=language)
    return Case(
        When(Q(folded_title=whole), then=Value(8)),
        When(Q(folded_title__startswith=whole), then=Value(6)),
        When(in_title & mine, then=Value(5)),
        When(in_title, then=Value(4)),
        When(mine, then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )


def _best_passages(matching: QuerySet[Passage], record_ids: list[UUID], language: str) -> dict[UUID, Passage]:
    passages = matching.filter(record_id__in=record_ids).order_by(
        Case(When(language=language, then=0), default=1, output_field=IntegerField()).desc(), F("pk").desc()
    )
    return {passage.record_id: passage for passage in passages}
