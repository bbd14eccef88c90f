"""Transfers as the API gives them: public ones, as both sides agreed to tell them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from cities.api.queries import scopes
from cities.api.queries.names import concept_names, record_names, territory_names
from cities.api.queries.pages import Names, Page, flat, in_order, linked_ids, with_sort_title
from cities.api.schemas.parameters import TransferParameters
from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.search.facets import linked
from cities.search.queries import matching
from cities.transfer.projects.models import Transfer, TransferFigure, TransferText
from cities.transfer.projects.queries import for_pages

TerritoryLink = Transfer.territories.through
OriginLink = Transfer.origins.through
PracticeLink = Transfer.practices.through
FollowLink = Transfer.follows.through
ConceptLink = Practice.concepts.through
COLUMNS = {"title": "sort_title", "created": "created_at", "updated": "updated_at"}


@dataclass(frozen=True)
class TransferPage:
    """`page.territories` are destinations, `page.concepts` those of the practices; origins, practices and earlier transfers by record."""

    page: Page[Transfer]
    origins: dict[UUID, list[UUID]]
    practices: dict[UUID, list[UUID]]
    follows: dict[UUID, list[UUID]]


def transfer_page(parameters: TransferParameters, *, language: str) -> TransferPage:
    """Twelve queries, and one for each vocabulary or gazetteer the filters speak of."""
    found = _matching(parameters)
    if parameters.sort.endswith("title"):
        found = with_sort_title(found, language)
    figures = TransferFigure.objects.filter(aspect="uptake").select_related("source")
    records = in_order(found, parameters.sort, COLUMNS).prefetch_related("texts", "stays", Prefetch("figures", figures))
    return _page(list(records[parameters.offset : parameters.offset + parameters.limit]), language=language, total=found.count())


def transfer_dossier(record_id: UUID, *, language: str) -> TransferPage | None:
    """One transfer with everything told of it; None when there is no public one of that id."""
    transfer = for_pages(Transfer.objects.public().filter(pk=record_id)).first()
    return _page([transfer], language=language, total=1, is_whole=True) if transfer else None


def _matching(parameters: TransferParameters) -> QuerySet[Any]:
    """A filter by place finds where it goes and where it comes from; one by topic what its practices are about."""
    found: QuerySet[Any] = Transfer.objects.public()
    for condition in (_placed(parameters), *_about(parameters), *_between(parameters)):
        found = found.filter(condition)
    if parameters.phase:
        found = found.filter(phase__in=parameters.phase)
    if parameters.stopped is not None:
        found = found.filter(stopped_on__isnull=not parameters.stopped)
    if parameters.language:
        found = found.filter(linked(TransferText, "record", scopes.language_condition(parameters.language)))
    if parameters.updated_since:
        found = found.filter(updated_at__gte=parameters.updated_since)
    if parameters.q.strip():
        found = found.filter(pk__in=matching(parameters.q, kind=Transfer.kind_code))
    return found


def _placed(parameters: TransferParameters) -> Q:
    place = scopes.place_condition(parameters, "territory__")
    ends = Q(pk__in=TerritoryLink.objects.filter(place).values("transfer"))
    return ends | Q(pk__in=OriginLink.objects.filter(place).values("transfer")) if place else Q()


def _about(parameters: TransferParameters) -> Iterable[Q]:
    """One condition for each topic."""
    for value in parameters.concept:
        about = ConceptLink.objects.filter(concept__in=scopes.concept_keys(value), practice__in=Practice.objects.public())
        yield Q(pk__in=PracticeLink.objects.filter(practice__in=about.values("practice")).values("transfer"))


def _between(parameters: TransferParameters) -> Iterable[Q]:
    """Between whom, and of what; what is not public is no filter."""
    for side in ("origin", "destination"):
        if value := getattr(parameters, side):
            yield scopes.reference_condition(value, side) & Q(**{f"{side}__in": Organisation.objects.public()})
    if parameters.practice:
        public = Practice.objects.public()
        told = PracticeLink.objects.filter(scopes.reference_condition(parameters.practice, "practice"), practice__in=public)
        came_of_it = scopes.reference_condition(parameters.practice, "result") & Q(result__in=public)
        yield Q(pk__in=told.values("transfer")) | came_of_it


def _page(records: list[Transfer], *, language: str, total: int, is_whole: bool = False) -> TransferPage:
    ids = [record.pk for record in records]
    links = {
        name: linked_ids(link, ids, owner=owner, target=target)
        for name, link, owner, target in (
            ("territories", TerritoryLink, "transfer", "territory"),
            ("origins", OriginLink, "transfer", "territory"),
            ("practices", PracticeLink, "transfer", "practice"),
            ("follows", FollowLink, "from_transfer", "to_transfer"),
        )
    }
    concepts = _concepts(links["practices"])
    rows = _rows(records, is_whole=is_whole)
    practices = {*flat(links["practices"]), *(record.result_id for record in records)}
    places = {*rows["territories"], *flat(links["territories"]), *flat(links["origins"])}
    names = Names(
        concepts=concept_names({*rows["concepts"], *flat(concepts)}, language),
        territories=territory_names(places, language),
        records=record_names(
            {
                Organisation: rows["organisations"] - {None},
                Practice: practices - {None},
                Transfer: set(flat(links["follows"])),
                Resource: rows["resources"] - {None},
            },
            language,
        ),
    )
    page = Page(total, records, language, names, links["territories"], concepts)
    return TransferPage(page, links["origins"], links["practices"], links["follows"])


def _concepts(practices: dict[UUID, list[UUID]]) -> dict[UUID, list[str]]:
    """What a transfer is about: the concepts of its public practices."""
    wanted = set(flat(practices))
    public = set(Practice.objects.public().filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    found = linked_ids(ConceptLink, public, owner="practice", target="concept")
    told: dict[UUID, list[str]] = {}
    for key, group in practices.items():
        told[key] = list(dict.fromkeys(concept for practice in group for concept in found.get(practice, ())))
    return told


def _rows(records: Iterable[Any], *, is_whole: bool) -> dict[str, set[Any]]:
    """Keys of all that the rows of these transfers point to."""
    keys: dict[str, set[Any]] = {"concepts": set(), "territories": set(), "organisations": set(), "resources": set()}
    for record in records:
        keys["organisations"] |= {record.origin_id, record.destination_id}
        keys["concepts"] |= {figure.measure_id for figure in record.figures.all()} | ({record.mode_id} if record.mode_id else set())
        keys["territories"] |= {figure.scope_id for figure in record.figures.all() if figure.scope_id}
        if is_whole:
            keys["organisations"] |= {actor.organisation_id for actor in record.local_group.all()}
            keys["concepts"] |= {product.kind_id for product in record.deliverables.all()}
            keys["resources"] |= {product.resource_id for product in record.deliverables.all()}
            keys["territories"] |= {pilot.territory_id for pilot in record.pilots.all() if pilot.territory_id}
    return keys
