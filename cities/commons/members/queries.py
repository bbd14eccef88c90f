"""What pages and feeds ask of the organisations."""

from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from cities.commons.members.models import Confirmation, Membership, Organisation, OrganisationFigure, OrganisationText
from cities.commons.places.models import Territory
from cities.commons.places.queries import Places
from cities.commons.vocabulary.models import Concept
from cities.commons.vocabulary.queries import Vocabularies, topmost_parts
from cities.core.keys import key_digest
from cities.search.facets import Narrowing, Part, linked, tally
from cities.search.models import IndexedText
from cities.search.queries import matching_ids
from cities.translation.models import TextState

# When a membership began, as readers choose it: the first and last year.
PERIODS = {"before-2016": (0, 2015), "2016-2018": (2016, 2018), "2019-2021": (2019, 2021), "since-2022": (2022, 9999)}
# The letter lies about for a while; a link found a year later should not speak for anyone.
KEY_LASTS = timedelta(days=270)
CONCEPT_ASPECTS = {"theme": "themes", "sector": "sectors"}

TerritoryLink = Organisation.territories.through
ConceptLink = Organisation.concepts.through


@dataclass(frozen=True)
class MemberFilter:
    """What a reader narrows the directory by; codes as they stand in addresses. Values of one aspect widen, aspects narrow."""

    query: str = ""
    territory: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    since: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, aspect.name) for aspect in fields(self))


def narrowed(filters: MemberFilter, *, places: Places, vocabulary: Vocabularies) -> Narrowing:
    """Public organisations with a running membership, under a filter. A code nobody knows leaves nothing."""
    running = Membership.objects.filter(until__isnull=True)
    conditions = {
        "territory": linked(TerritoryLink, "organisation", places.condition("territory__path", filters.territory))
        if filters.territory
        else None,
        "kind": Q(kind__in=_keys("organisation-kinds", filters.kind, vocabulary)) if filters.kind else None,
        "category": Q(pk__in=running.filter(category__in=_keys("member-categories", filters.category, vocabulary)).values("organisation"))
        if filters.category
        else None,
        **{
            name: linked(ConceptLink, "organisation", Q(concept__in=_keys(scheme, getattr(filters, name), vocabulary)))
            if getattr(filters, name)
            else None
            for name, scheme in CONCEPT_ASPECTS.items()
        },
        "since": Q(pk__in=running.filter(_since(filters.since)).values("organisation")) if filters.since else None,
        "query": Q(pk__in=matching_ids(filters.query, kind=Organisation.kind_code)) if filters.query.strip() else None,
    }
    members = Organisation.objects.public().filter(Exists(running.filter(organisation=OuterRef("pk"))))
    return Narrowing(members, {name: condition for name, condition in conditions.items() if condition is not None})


def facet_counts(narrowing: Narrowing, *, places: Places, vocabulary: Vocabularies) -> dict[tuple[str, str], int]:
    """How many members each further choice would leave, in one query. Concepts count for themselves and, `topmost`, with all narrower."""
    running = Membership.objects.filter(until__isnull=True)
    parts = [
        *place_parts(narrowing.without("territory"), places),
        Part("kind", narrowing.without("kind"), "kind_id", "pk"),
        Part("category", running.filter(organisation__in=narrowing.without("category")), "category_id", "organisation"),
        Part("since", running.filter(organisation__in=narrowing.without("since"), since__isnull=False), _period(), "organisation"),
    ]
    for name, scheme in CONCEPT_ASPECTS.items():
        links = ConceptLink.objects.filter(organisation__in=narrowing.without(name), concept__scheme=scheme)
        parts.append(Part(name, links, "concept_id", "organisation"))
        parts += topmost_parts(links, "organisation", nodes=vocabulary.trees.get(scheme, ()))
    return tally(parts)


def points(members: QuerySet[Organisation]) -> dict[str, int]:
    """How many of these act in each territory, by its code."""
    return {code: count for (_aspect, code), count in tally([point_part(members)]).items()}


def point_part(members: QuerySet[Organisation]) -> Part:
    return Part("member-point", TerritoryLink.objects.filter(organisation__in=members.order_by()), "territory__code", "organisation")


def total_part(members: QuerySet[Organisation]) -> Part:
    return Part("members", members.order_by(), Value("all"), "pk")


def by_name(members: QuerySet[Organisation], language: str) -> QuerySet[Organisation]:
    """In the order of their names as a reader of `language` sees them, accents and case aside."""
    names = IndexedText.objects.filter(entry__record_id=OuterRef("pk"))
    original = OrganisationText.objects.filter(record=OuterRef("pk"), state=TextState.ORIGINAL)
    sorted_by_name: QuerySet[Organisation] = members.annotate(
        sort_name=Coalesce(
            Subquery(names.filter(language=language).values("folded_title")[:1]),
            Subquery(names.order_by("pk").values("folded_title")[:1]),
            Subquery(original.values("name")[:1]),
            output_field=CharField(),
        )
    ).order_by("sort_name", "pk")
    return sorted_by_name


def for_pages(organisations: QuerySet[Any]) -> QuerySet[Any]:
    """With all a page shows: six more queries, one more for a picture."""
    parts: list[Any] = [
        "texts",
        "image__renditions",
        "websites",
        "memberships",
        Prefetch("territories", Territory.objects.only("pk")),
        Prefetch("concepts", Concept.objects.only("key", "scheme_id", "position").order_by("scheme", "position", "key")),
        Prefetch("figures", OrganisationFigure.objects.select_related("source")),
    ]
    return organisations.select_related("image").prefetch_related(*parts)


@dataclass(frozen=True)
class AskedConfirmation:
    """`is_over` when the link has had its time, or the organisation is no longer public."""

    confirmation: Confirmation
    is_over: bool


def asked_by_key(key: str) -> AskedConfirmation | None:
    """What the link in a letter asks; None for a key nobody was sent, or one that a later letter has replaced."""
    found = Confirmation.objects.select_related("organisation").filter(key_digest=key_digest(key)).first()
    if found is None:
        return None
    is_over = found.asked_at + KEY_LASTS < timezone.now() or not found.organisation.is_public
    return AskedConfirmation(found, is_over)


def confirmations_of(organisation: Any) -> QuerySet[Confirmation]:
    """When somebody said that the profile is right, the newest first; `organisation` by its key, also one of an outer query."""
    return Confirmation.objects.filter(organisation=organisation, confirmed_at__isnull=False).order_by("-confirmed_at")


def place_parts(members: QuerySet[Organisation], places: Places) -> list[Part]:
    """World regions (`territory`) and countries (`country`, by its ISO code)."""
    links = TerritoryLink.objects.filter(organisation__in=members)
    return [
        Part("territory", links, places.region_expression("territory__path"), "organisation"),
        Part("country", links.exclude(territory__country_code=""), "territory__country_code", "organisation"),
    ]


def _keys(scheme: str, codes: tuple[str, ...], vocabulary: Vocabularies) -> set[str]:
    return {key for code in codes for key in vocabulary.keys_under(f"{scheme}:{code}")}


def _since(codes: tuple[str, ...]) -> Q:
    condition = Q(pk__in=[])
    for code in codes:
        condition |= Q(since__range=PERIODS.get(code, (1, 0)))
    return condition


def _period() -> Case:
    whens = [When(since__range=years, then=Value(code)) for code, years in PERIODS.items()]
    return Case(*whens, default=Value(""), output_field=CharField())
