"""What pages and feeds ask of the resources."""

from dataclasses import dataclass, fields
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet, Value
from django.db.models.expressions import OrderBy
from wagtail.documents.models import Document

from cities.commons.members.models import Organisation
from cities.commons.places.models import Territory
from cities.commons.places.queries import Places
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource, ResourceFile
from cities.commons.vocabulary.models import Concept
from cities.commons.vocabulary.queries import Vocabularies, topmost_parts
from cities.search.facets import Narrowing, Part, linked, tally
from cities.search.queries import matching_ids

SORTS: dict[str, tuple[str | OrderBy, ...]] = {
    "newest": (F("year").desc(nulls_last=True), "code"),
    "oldest": (F("year").asc(nulls_last=True), "code"),
}

TerritoryLink = Resource.territories.through
ConceptLink = Resource.concepts.through


@dataclass(frozen=True)
class ResourceFilter:
    """What a reader narrows the resources by; codes as they stand in addresses. Values of one aspect widen, aspects narrow."""

    query: str = ""
    territory: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    language: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, aspect.name) for aspect in fields(self))


def narrowed(filters: ResourceFilter, *, places: Places, vocabulary: Vocabularies) -> Narrowing:
    """Public resources under a filter. A code nobody knows leaves nothing."""
    themes = {key for code in filters.theme for key in vocabulary.keys_under(f"themes:{code}")}
    conditions = {
        "territory": linked(TerritoryLink, "resource", places.condition("territory__path", filters.territory))
        if filters.territory
        else None,
        "kind": Q(kind__in=[f"deliverable-types:{code}" for code in filters.kind]) if filters.kind else None,
        "theme": linked(ConceptLink, "resource", Q(concept__in=themes)) if filters.theme else None,
        "language": linked(ResourceFile, "resource", Q(language__in=filters.language)) if filters.language else None,
        "query": Q(pk__in=matching_ids(filters.query, kind=Resource.kind_code)) if filters.query.strip() else None,
    }
    return Narrowing(Resource.objects.public(), {name: condition for name, condition in conditions.items() if condition is not None})


def facet_counts(narrowing: Narrowing, *, places: Places, vocabulary: Vocabularies) -> dict[tuple[str, str], int]:
    """How many resources each further choice would leave, in one query. Themes count for themselves and, `topmost`, with all narrower."""
    in_places = TerritoryLink.objects.filter(resource__in=narrowing.without("territory"))
    themes = ConceptLink.objects.filter(resource__in=narrowing.without("theme"), concept__scheme="themes")
    return tally(
        [
            Part("territory", in_places, places.region_expression("territory__path"), "resource"),
            Part("country", in_places.exclude(territory__country_code=""), "territory__country_code", "resource"),
            Part("kind", narrowing.without("kind"), "kind_id", "pk"),
            Part("theme", themes, "concept_id", "resource"),
            *topmost_parts(themes, "resource", nodes=vocabulary.trees.get("themes", ())),
            Part("language", ResourceFile.objects.filter(resource__in=narrowing.without("language")), "language", "resource"),
        ]
    )


def total_part(resources: QuerySet[Resource]) -> Part:
    return Part("resources", resources.order_by(), Value("all"), "pk")


def for_pages(resources: QuerySet[Any]) -> QuerySet[Any]:
    """With all a page shows, but for the words of publishers and practices: six more queries."""
    parts: list[Any] = [
        "texts",
        Prefetch("territories", Territory.objects.only("pk")),
        Prefetch("concepts", Concept.objects.only("key", "scheme_id", "position").order_by("scheme", "position", "key")),
        Prefetch("files", ResourceFile.objects.select_related("document")),
        Prefetch("publishers", Organisation.objects.only("pk", "code", "live", "withdrawn_at")),
        Prefetch("practices", Practice.objects.public().only("pk", "code")),
    ]
    return resources.prefetch_related(*parts)


def is_published(document: Document) -> bool:
    """Whether a resource anyone may see holds this document."""
    return ResourceFile.objects.filter(document=document, resource__in=Resource.objects.public()).exists()
