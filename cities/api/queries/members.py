"""Organisations as the API gives them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery

from cities.api.queries import scopes
from cities.api.queries.names import Ids, concept_names, record_names, territory_names
from cities.api.queries.pages import Names, Page, figure_scopes, flat, in_order, linked_together, title_fields, with_sort_title
from cities.api.schemas.parameters import MemberParameters
from cities.commons.members.models import Membership, Organisation, OrganisationFigure, OrganisationText
from cities.commons.practices.models import Practice, PracticeOrganisation
from cities.commons.resources.models import Resource
from cities.search.facets import linked
from cities.search.queries import matching
from cities.translation.models import TextedRecord

TerritoryLink = Organisation.territories.through
ConceptLink = Organisation.concepts.through
COLUMNS = {"title": "sort_title", "since": "member_since", "founded": "founded", "created": "created_at", "updated": "updated_at"}


def member_page(parameters: MemberParameters, *, language: str) -> Page[Organisation]:
    """Ten queries, and one for each vocabulary or gazetteer the filters speak of."""
    found = _sorted(_matching(parameters), parameters.sort, language)
    texts = OrganisationText.objects.only(*title_fields(Organisation))
    records = found.prefetch_related(Prefetch("texts", texts), *_rows())[parameters.offset : parameters.offset + parameters.limit]
    return _page(list(records), language=language, total=found.count())


def member_dossier(record_id: UUID, *, language: str) -> Page[Organisation] | None:
    """One organisation, with the names of public records it had a part in; None when there is no public organisation of that id."""
    organisation = Organisation.objects.public().filter(pk=record_id).select_related("image").prefetch_related("texts", *_rows()).first()
    if organisation is None:
        return None
    practices = PracticeOrganisation.objects.filter(organisation=organisation).order_by().values("practice")
    resources = Resource.publishers.through.objects.filter(organisation=organisation).values("resource")
    return _page([organisation], language=language, total=1, linked_records={Practice: practices, Resource: resources})


def _matching(parameters: MemberParameters) -> QuerySet[Any]:
    members: QuerySet[Any] = Organisation.objects.public()
    members = _by_membership(members, parameters)
    members = scopes.in_places(members, parameters, links=TerritoryLink, owner="organisation")
    members = scopes.about_concepts(members, parameters.concept, links=ConceptLink, owner="organisation")
    if parameters.kind:
        members = members.filter(kind__in=scopes.scheme_keys(parameters.kind, scheme="organisation-kinds", parameter="kind"))
    if parameters.language:
        members = members.filter(linked(OrganisationText, "record", scopes.language_condition(parameters.language)))
    if parameters.updated_since:
        members = members.filter(updated_at__gte=parameters.updated_since)
    if parameters.q.strip():
        members = members.filter(pk__in=matching(parameters.q, kind=Organisation.kind_code))
    return members


def _by_membership(members: QuerySet[Any], parameters: MemberParameters) -> QuerySet[Any]:
    running = Q(until__isnull=True)
    condition = {"running": running, "ended": ~running, "all": Q()}[parameters.membership]
    if parameters.category:
        condition &= Q(category__in=scopes.scheme_keys(parameters.category, scheme="member-categories", parameter="category"))
    if parameters.since:
        condition &= Q(since__gte=parameters.since)
    if parameters.membership == "ended":
        members = members.exclude(linked(Membership, "organisation", running))
    return members.filter(linked(Membership, "organisation", condition)) if condition else members


def _sorted(members: QuerySet[Any], sort: str, language: str) -> QuerySet[Any]:
    if sort.endswith("title"):
        members = with_sort_title(members, language)
    if sort.endswith("since"):
        memberships = Membership.objects.filter(organisation=OuterRef("pk")).order_by(F("until").asc(nulls_first=True), "-pk")
        members = members.annotate(member_since=Subquery(memberships.values("since")[:1]))
    return in_order(members, sort, COLUMNS)


def _rows() -> tuple[str | Prefetch[Any], ...]:
    return ("websites", "memberships__years", Prefetch("figures", OrganisationFigure.objects.select_related("source")))


def _page(
    records: list[Organisation], *, language: str, total: int, linked_records: Mapping[type[TextedRecord], Ids] | None = None
) -> Page[Organisation]:
    ids = [record.pk for record in records]
    territories, concepts = linked_together(ids, owner="organisation", territory=TerritoryLink, concept=ConceptLink)
    keys = {*flat(concepts), *(record.kind_id for record in records)}
    for record in records:
        keys.update(membership.category_id for membership in record.memberships.all())
        keys.update(figure.measure_id for figure in record.figures.all())
    where = {*flat(territories), *(record.seat_id for record in records), *figure_scopes(records)} - {None}
    names = Names(
        concepts=concept_names(keys, language),
        territories=territory_names(where, language),
        records=record_names(linked_records, language) if linked_records else {},
    )
    return Page(total, records, language, names, territories, concepts)
