"""What pages and feeds ask of the practices."""

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, F, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce

from cities.commons.members.models import Organisation
from cities.commons.places.models import Territory
from cities.commons.places.queries import Places
from cities.commons.practices.models import Practice, PracticeFigure, PracticeOrganisation, PracticeSource, PracticeText
from cities.commons.vocabulary.models import Concept
from cities.commons.vocabulary.queries import Vocabularies
from cities.search.facets import Narrowing, Part, linked, tally
from cities.search.queries import matching_ids

# Aspects of a practice that are concepts, by the name readers filter with.
CONCEPT_ASPECTS = {
    "theme": "themes",
    "sector": "sectors",
    "policy": "policy-areas",
    "sdg": "sdgs",
    "beneficiary": "beneficiaries",
    "form": "legal-forms",
    "scale": "scales",
    "measure": "support-measures",
}
# When a practice began, as readers choose it: the first and last year.
PERIODS = {"before-2000": (None, 1999), "2000s": (2000, 2009), "2010s": (2010, 2019), "2020s": (2020, None)}
SORTS = {"newest": ("-created_at", "-pk"), "oldest": (F("started").asc(nulls_last=True), "code")}

TerritoryLink = Practice.territories.through
ConceptLink = Practice.concepts.through


@dataclass(frozen=True)
class PracticeFilter:
    """What a reader narrows the library by; codes as they stand in addresses. Values of one aspect widen, aspects narrow."""

    query: str = ""
    territory: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    policy: tuple[str, ...] = ()
    sdg: tuple[str, ...] = ()
    beneficiary: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    period: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, aspect.name) for aspect in fields(self))


@dataclass(frozen=True)
class Completeness:
    """The parts a dossier should have, each written or not, in reading order."""

    parts: tuple[tuple[str, bool], ...] = field(default=())

    @property
    def written(self) -> int:
        return sum(is_there for _, is_there in self.parts)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(name for name, is_there in self.parts if not is_there)


def narrowed(filters: PracticeFilter, *, places: Places, vocabulary: Vocabularies) -> Narrowing:
    """Public practices under a filter. A code nobody knows leaves nothing."""
    conditions = {
        "territory": linked(TerritoryLink, "practice", places.condition("territory__path", filters.territory)) if filters.territory else None,
        **{name: _concepts(scheme, getattr(filters, name), vocabulary) for name, scheme in CONCEPT_ASPECTS.items()},
        "actor": linked(PracticeOrganisation, "practice", Q(actor_kind__in=filters.actor)) if filters.actor else None,
        "language": linked(PracticeText, "record", Q(language__in=filters.language)) if filters.language else None,
        "status": Q(status__in=filters.status) if filters.status else None,
        "period": _periods(filters.period),
        "query": Q(pk__in=matching_ids(filters.query, kind=Practice.kind_code)) if filters.query.strip() else None,
    }
    return Narrowing(Practice.objects.public(), {name: condition for name, condition in conditions.items() if condition is not None})


def facet_counts(narrowing: Narrowing, *, places: Places) -> dict[tuple[str, str], int]:
    """How many practices each further choice would leave, in one query. Concepts count with all that is narrower,
    territories are counted as world regions and countries (`sn`)."""
    chosen = {name: scheme for name, scheme in CONCEPT_ASPECTS.items() if name in narrowing.conditions}
    free = [scheme for name, scheme in CONCEPT_ASPECTS.items() if name not in chosen]
    parts = _concept_parts(narrowing.records(), free)
    for name, scheme in chosen.items():
        parts += _concept_parts(narrowing.without(name), [scheme])
    in_places = TerritoryLink.objects.filter(practice__in=narrowing.without("territory"))
    parts += [
        Part("territory", in_places, places.region_expression("territory__path"), "practice"),
        Part("country", in_places.exclude(territory__country_code=""), "territory__country_code", "practice"),
        Part("actor", PracticeOrganisation.objects.filter(practice__in=narrowing.without("actor")), "actor_kind", "practice"),
        Part("language", PracticeText.objects.filter(record__in=narrowing.without("language")), "language", "record"),
        Part("status", narrowing.without("status"), "status", "pk"),
        Part("period", narrowing.without("period").filter(started__isnull=False), _period(), "pk"),
    ]
    return tally(parts)


def points(practices: QuerySet[Practice]) -> Counter[UUID]:
    """How many of these are done in each territory, by the territory's id."""
    return Counter(TerritoryLink.objects.filter(practice__in=practices.order_by()).values_list("territory_id", flat=True))


def for_lists(practices: QuerySet[Practice]) -> QuerySet[Practice]:
    """With all a card shows: three more queries, however long the list."""
    return practices.prefetch_related(
        Prefetch("texts", PracticeText.objects.only("record_id", "language", "state", "made_from", "title", "summary")),
        Prefetch("territories", Territory.objects.only("pk")),
        Prefetch("participations", PracticeOrganisation.objects.only("practice_id", "actor_kind", "role_id")),
    )


def for_pages(practices: QuerySet[Practice]) -> QuerySet[Practice]:
    """With all a page shows, but for the words of organisations: six more queries."""
    return practices.select_related("contact", "image").prefetch_related(
        "texts",
        Prefetch("territories", Territory.objects.only("pk")),
        Prefetch("concepts", Concept.objects.only("key", "scheme_id", "position").order_by("scheme", "position", "key")),
        Prefetch("participations", PracticeOrganisation.objects.select_related("organisation")),
        Prefetch("figures", PracticeFigure.objects.select_related("source")),
        Prefetch("sources", PracticeSource.objects.select_related("source")),
    )


def of_organisation(organisation: Organisation) -> QuerySet[Practice]:
    """Public practices the organisation took part in."""
    return Practice.objects.public().filter(pk__in=PracticeOrganisation.objects.filter(organisation=organisation).values("practice"))


def completeness(practice: Practice) -> Completeness:
    """Words count in whatever language they exist; names of parts are fields of the text and of the record."""
    texts = list(practice.texts.all())
    words = [(word, any(getattr(text, word) for text in texts)) for word in PracticeText.words if word != "image_alt"]
    facts = [
        ("territories", bool(practice.territories.all())),
        ("started", practice.started is not None),
        ("participations", bool(practice.participations.all())),
        ("concepts", bool(practice.concepts.all())),
        ("figures", bool(practice.figures.all())),
        ("sources", bool(practice.sources.all())),
    ]
    return Completeness(tuple(words + facts))


def _concepts(scheme: str, codes: tuple[str, ...], vocabulary: Vocabularies) -> Q | None:
    if not codes:
        return None
    keys = {key for code in codes for key in vocabulary.keys_under(f"{scheme}:{code}")}
    return linked(ConceptLink, "practice", Q(concept__in=keys))


def _periods(codes: tuple[str, ...]) -> Q | None:
    if not codes:
        return None
    condition = Q(pk__in=[])
    for code in codes:
        first, last = PERIODS.get(code, (1, 0))
        condition |= Q(started__isnull=False) & _years(first, last)
    return condition


def _years(first: int | None, last: int | None) -> Q:
    return (Q(started__gte=first) if first is not None else Q()) & (Q(started__lte=last) if last is not None else Q())


def _period() -> Case:
    whens = [When(_years(first, last), then=Value(code)) for code, (first, last) in PERIODS.items()]
    return Case(*whens, default=Value(""), output_field=CharField())


def _concept_parts(practices: QuerySet[Practice], schemes: list[str]) -> list[Part]:
    """Each concept for itself, and the topmost ones with everything under them (the trees are two deep)."""
    links: QuerySet[Any] = ConceptLink.objects.filter(practice__in=practices, concept__scheme__in=schemes)
    topmost = Coalesce(Cast("concept__broader_id", CharField()), Cast("concept_id", CharField()))
    return [Part("concept", links, "concept_id", "practice"), Part("topmost", links, topmost, "practice")]
