"""Practices as the API gives them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from cities.api.queries import scopes
from cities.api.queries.names import Ids, concept_names, record_names, territory_names
from cities.api.queries.pages import Names, Page, figure_scopes, flat, in_order, linked_together, title_fields, with_sort_title
from cities.api.schemas.parameters import PracticeParameters
from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice, PracticeFigure, PracticeOrganisation, PracticeSource, PracticeText
from cities.commons.resources.models import Resource
from cities.search.facets import linked
from cities.search.queries import matching
from cities.translation.models import TextedRecord

TerritoryLink = Practice.territories.through
ConceptLink = Practice.concepts.through
COLUMNS = {"title": "sort_title", "started": "started", "created": "created_at", "updated": "updated_at"}


def practice_page(parameters: PracticeParameters, *, language: str) -> Page[Practice]:
    """Nine queries, and one for each vocabulary or gazetteer the filters speak of."""
    found = _matching(parameters)
    if parameters.sort.endswith("title"):
        found = with_sort_title(found, language)
    texts = PracticeText.objects.only(*title_fields(Practice))
    records = in_order(found, parameters.sort, COLUMNS).prefetch_related(Prefetch("texts", texts), *_rows())
    return _page(list(records[parameters.offset : parameters.offset + parameters.limit]), language=language, total=found.count())


def practice_dossier(record_id: UUID, *, language: str) -> Page[Practice] | None:
    """One practice, with the names of public records it is linked with; None when there is no public practice of that id."""
    sources = Prefetch("sources", PracticeSource.objects.select_related("source"))
    found = Practice.objects.public().filter(pk=record_id).select_related("image").prefetch_related("texts", sources, *_rows())
    practice = found.first()
    if practice is None:
        return None
    related = Practice.related.through.objects.filter(from_practice=practice).values("to_practice")
    resources = Resource.practices.through.objects.filter(practice=practice).values("resource")
    return _page([practice], language=language, total=1, linked_records={Practice: related, Resource: resources})


def _matching(parameters: PracticeParameters) -> QuerySet[Any]:
    practices: QuerySet[Any] = Practice.objects.public()
    practices = scopes.in_places(practices, parameters, links=TerritoryLink, owner="practice")
    practices = scopes.about_concepts(practices, parameters.concept, links=ConceptLink, owner="practice")
    if parameters.status:
        practices = practices.filter(status__in=parameters.status)
    if parameters.year:
        practices = practices.filter(_under_way(parameters.year))
    if parameters.since:
        practices = practices.filter(started__gte=parameters.since)
    if parameters.organisation:
        took_part = scopes.reference_condition(parameters.organisation, "organisation")
        public = Q(organisation__in=Organisation.objects.public())
        practices = practices.filter(linked(PracticeOrganisation, "practice", took_part & public))
    if parameters.language:
        practices = practices.filter(linked(PracticeText, "record", scopes.language_condition(parameters.language)))
    if parameters.updated_since:
        practices = practices.filter(updated_at__gte=parameters.updated_since)
    if parameters.q.strip():
        practices = practices.filter(pk__in=matching(parameters.q, kind=Practice.kind_code))
    return practices


def _under_way(year: int) -> Q:
    """Begun by then and not ended before; what ended nobody knows when counts for the year it began."""
    unended = Q(ended__isnull=True) & ~Q(status=Practice.Status.ENDED)
    return Q(started__lte=year) & (Q(ended__gte=year) | unended | Q(started=year))


def _rows() -> tuple[Prefetch[Any], ...]:
    return (
        Prefetch("participations", PracticeOrganisation.objects.all()),
        Prefetch("figures", PracticeFigure.objects.select_related("source")),
    )


def _page(
    records: list[Practice], *, language: str, total: int, linked_records: Mapping[type[TextedRecord], Ids] | None = None
) -> Page[Practice]:
    ids = [record.pk for record in records]
    territories, concepts = linked_together(ids, owner="practice", territory=TerritoryLink, concept=ConceptLink)
    keys = set(flat(concepts))
    organisations = {record.contact_id for record in records if record.contact_id}
    for record in records:
        keys.update(figure.measure_id for figure in record.figures.all())
        for part in record.participations.all():
            keys.add(part.role_id)
            organisations.add(part.organisation_id)
    names = Names(
        concepts=concept_names(keys, language),
        territories=territory_names({*flat(territories), *figure_scopes(records)}, language),
        records=record_names({Organisation: organisations - {None}, **(linked_records or {})}, language),
    )
    return Page(total, records, language, names, territories, concepts)
