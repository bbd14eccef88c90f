"""Resources as the API gives them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from cities.api.queries import scopes
from cities.api.queries.names import Ids, concept_names, record_names, territory_names
from cities.api.queries.pages import Names, Page, flat, in_order, linked_together, title_fields, with_sort_title
from cities.api.schemas.parameters import ResourceParameters
from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource, ResourceFile, ResourceText
from cities.search.facets import linked
from cities.search.queries import matching
from cities.translation.models import TextedRecord

TerritoryLink = Resource.territories.through
ConceptLink = Resource.concepts.through
PublisherLink = Resource.publishers.through
PracticeLink = Resource.practices.through
COLUMNS = {"title": "sort_title", "year": "year", "created": "created_at", "updated": "updated_at"}


@dataclass(frozen=True)
class ResourcePage:
    """Resources and, by resource, the organisations that published them."""

    page: Page[Resource]
    publishers: dict[UUID, list[UUID]]


def resource_page(parameters: ResourceParameters, *, language: str) -> ResourcePage:
    """Eight queries, and one for each vocabulary or gazetteer the filters speak of."""
    found = _matching(parameters)
    if parameters.sort.endswith("title"):
        found = with_sort_title(found, language)
    texts = ResourceText.objects.only(*title_fields(Resource))
    records = in_order(found, parameters.sort, COLUMNS).prefetch_related(Prefetch("texts", texts), _files())
    return _page(list(records[parameters.offset : parameters.offset + parameters.limit]), language=language, total=found.count())


def resource_dossier(record_id: UUID, *, language: str) -> ResourcePage | None:
    """One resource, with the names of the public practices it is about; None when there is no public resource of that id."""
    resource = Resource.objects.public().filter(pk=record_id).prefetch_related("texts", _files()).first()
    if resource is None:
        return None
    practices = PracticeLink.objects.filter(resource=resource).values("practice")
    return _page([resource], language=language, total=1, linked_records={Practice: practices})


def _matching(parameters: ResourceParameters) -> QuerySet[Any]:
    resources: QuerySet[Any] = Resource.objects.public()
    resources = scopes.in_places(resources, parameters, links=TerritoryLink, owner="resource")
    resources = scopes.about_concepts(resources, parameters.concept, links=ConceptLink, owner="resource")
    if parameters.kind:
        resources = resources.filter(kind__in=scopes.scheme_keys(parameters.kind, scheme="deliverable-types", parameter="kind"))
    if parameters.year:
        resources = resources.filter(year=parameters.year)
    if parameters.since:
        resources = resources.filter(year__gte=parameters.since)
    if parameters.updated_since:
        resources = resources.filter(updated_at__gte=parameters.updated_since)
    if parameters.q.strip():
        resources = resources.filter(pk__in=matching(parameters.q, kind=Resource.kind_code))
    return _linked(resources, parameters)


def _linked(resources: QuerySet[Any], parameters: ResourceParameters) -> QuerySet[Any]:
    if parameters.language:
        resources = resources.filter(linked(ResourceText, "record", scopes.language_condition(parameters.language)))
    if parameters.file_language:
        resources = resources.filter(linked(ResourceFile, "resource", scopes.language_condition(parameters.file_language)))
    if parameters.publisher:
        public = Q(organisation__in=Organisation.objects.public())
        condition = scopes.reference_condition(parameters.publisher, "organisation") & public
        resources = resources.filter(linked(PublisherLink, "resource", condition))
    if parameters.practice:
        about = scopes.reference_condition(parameters.practice, "practice") & Q(practice__in=Practice.objects.public())
        resources = resources.filter(linked(PracticeLink, "resource", about))
    return resources


def _files() -> Prefetch[Any]:
    return Prefetch("files", ResourceFile.objects.select_related("document"))


def _page(
    records: list[Resource], *, language: str, total: int, linked_records: Mapping[type[TextedRecord], Ids] | None = None
) -> ResourcePage:
    ids = [record.pk for record in records]
    territories, concepts, publishers = linked_together(
        ids, owner="resource", territory=TerritoryLink, concept=ConceptLink, organisation=PublisherLink
    )
    names = Names(
        concepts=concept_names({*flat(concepts), *(record.kind_id for record in records)}, language),
        territories=territory_names(set(flat(territories)), language),
        records=record_names({Organisation: set(flat(publishers)), **(linked_records or {})}, language),
    )
    return ResourcePage(Page(total, records, language, names, territories, concepts), publishers)
