"""The page of a transfer: what both sides have agreed to tell, origin and destination side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cities.commons.members.models import Organisation
from cities.commons.places.queries import Place
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.commons.vocabulary.queries import ConceptNode
from cities.portal.diagrams import KINDS
from cities.portal.queries.browse import surroundings
from cities.portal.queries.dossiers import ShownGroup, ShownSource, number_sources, show_figures
from cities.portal.queries.glances import Glance, glances
from cities.portal.queries.lists import Surroundings, region_of, where
from cities.portal.queries.transfers.lineage import ShownLineage, shown_lineage
from cities.portal.queries.transfers.shown import ShownPhase, shown_phases
from cities.portal.reading import Wording, Words, wording, words_of
from cities.transfer.projects.models import Dimension, StopReason, Transfer, TransferFigure, TransferText, Trigger
from cities.transfer.projects.moments import place_of
from cities.transfer.projects.queries import lineage_of

SECTIONS = ("context", "results", "lessons", "next_steps")


@dataclass(frozen=True)
class Party:
    """A side: its record where it has one that is public, else its name; and where it is."""

    glance: Glance | None
    name: str
    places: tuple[Place, ...]
    where: str
    region: str
    practices: tuple[Glance, ...]


@dataclass(frozen=True)
class ToldThing:
    """An adaptation, pilot, variant or step with its words; `source` is the number of its source, 0 for none."""

    row: Any
    words: Mapping[str, Words]
    label: str
    place: str
    source: int


@dataclass(frozen=True)
class GroupSide:
    kind: str
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ShownProduct:
    row: Any
    kind: str
    url: str


@dataclass(frozen=True)
class TransferPage:
    transfer: Transfer
    words: Wording
    sections: tuple[tuple[str, str, Words], ...]
    phases: tuple[ShownPhase, ...]
    stays: Mapping[str, Any]
    origin: Party
    destination: Party
    trigger: str
    mode: str
    stop_reason: str
    person: str
    adaptations: tuple[ToldThing, ...]
    pilots: tuple[ToldThing, ...]
    variants: tuple[ToldThing, ...]
    steps: tuple[ToldThing, ...]
    group: tuple[GroupSide, ...]
    products: tuple[ShownProduct, ...]
    uptake: tuple[ShownGroup, ...]
    figures: tuple[ShownGroup, ...]
    sources: tuple[ShownSource, ...]
    lineage: ShownLineage | None
    concepts: Mapping[str, tuple[ConceptNode, ...]]
    located: tuple[Place, ...]
    changed_at: datetime | None


def transfer_page(transfer: Transfer, *, language: str) -> TransferPage:
    """A transfer loaded with `projects.queries.for_pages`, or a draft in memory: two queries, and those of its lineage."""
    around = surroundings(language)
    found = _linked(transfer, language)
    told = {name: list(getattr(transfer, name).all()) for name in ("adaptations", "pilots", "variants", "steps")}
    referring = [row for rows in told.values() for row in rows if row.source_id]
    sources = number_sources([*transfer.figures.all(), *referring, *transfer.sources.all()])
    things = {name: _things(rows, sources, around) for name, rows in told.items()}
    words = wording(transfer.texts.all(), TransferText.words, language=language)
    lineage = lineage_of(transfer=transfer.pk) if transfer.is_public else None
    ends = tuple(around.places.known(place.pk for place in transfer.territories.all()))
    aspects: dict[str, list[TransferFigure]] = {aspect: [] for aspect in TransferFigure.Aspect.values}
    for row in transfer.figures.all():
        aspects[row.aspect].append(row)
    return TransferPage(
        transfer=transfer,
        words=words,
        sections=_sections(words),
        phases=shown_phases(transfer.phase),
        stays={row.phase: row for row in transfer.stays.all()},
        origin=_party(transfer, "origin", found, around=around),
        destination=_party(transfer, "destination", found, around=around),
        trigger=str(Trigger(transfer.trigger).label) if transfer.trigger else "",
        mode=around.vocabulary.label(transfer.mode_id) if transfer.mode_id else "",
        stop_reason=str(StopReason(transfer.stop_reason).label) if transfer.stop_reason else "",
        person=_person(transfer),
        adaptations=things["adaptations"],
        pilots=things["pilots"],
        variants=things["variants"],
        steps=tuple(sorted(things["steps"], key=lambda thing: place_of(thing.row.happened))),
        group=_group(transfer, found),
        products=_products(transfer, found, around),
        uptake=show_figures(sorted(aspects["uptake"], key=lambda row: (row.year or 0, row.pk or 0)), sources, around),
        figures=show_figures([*aspects["result"], *aspects["budget"]], sources, around),
        sources=sources,
        lineage=shown_lineage(lineage, around=around) if lineage else None,
        concepts={},
        located=ends,
        changed_at=transfer.last_published_at or transfer.updated_at,
    )


def _linked(transfer: Transfer, language: str) -> dict[UUID, Glance]:
    organisations = [actor.organisation_id for actor in transfer.local_group.all() if actor.organisation_id]
    organisations += [key for key in (transfer.origin_id, transfer.destination_id) if key]
    practices = [practice.pk for practice in transfer.practices.all()] + ([transfer.result_id] if transfer.result_id else [])
    resources = [row.resource_id for row in transfer.deliverables.all() if row.resource_id]
    wanted = [
        Organisation.objects.filter(pk__in=organisations),
        Practice.objects.filter(pk__in=practices),
        Resource.objects.filter(pk__in=resources),
    ]
    return glances(wanted, language=language)


def _sections(words: Wording) -> tuple[tuple[str, str, Words], ...]:
    labels = {field: str(TransferText._meta.get_field(field).verbose_name) for field in SECTIONS}  # type: ignore[union-attr]  # words are plain fields
    return tuple((field, labels[field], shown) for field in SECTIONS if (shown := words.get(field)))


def _party(transfer: Transfer, side: str, found: Mapping[UUID, Glance], *, around: Surroundings) -> Party:
    """An organisation that is not public is not named."""
    is_origin = side == "origin"
    key = transfer.origin_id if is_origin else transfer.destination_id
    places = around.places.known(place.pk for place in (transfer.origins if is_origin else transfer.territories).all())
    keys = [practice.pk for practice in transfer.practices.all()] if is_origin else [transfer.result_id]
    return Party(
        glance=found.get(key) if key else None,
        name=transfer.origin_name if is_origin else transfer.destination_name,
        places=tuple(places),
        where=where(places, around.places),
        region=region_of(places),
        practices=tuple(found[practice] for practice in keys if practice in found),
    )


def _person(transfer: Transfer) -> str:
    """The reference person's name, with their standing consent and no other way."""
    person = transfer.reference_person
    return person.name if person is not None and "name" in person.published_fields else ""


def _things(rows: Iterable[Any], sources: Iterable[ShownSource], around: Surroundings) -> tuple[ToldThing, ...]:
    numbers = {shown.source.pk: shown.number for shown in sources}
    return tuple(_thing(row, numbers.get(row.source_id, 0), around) for row in rows)


def _thing(row: Any, source: int, around: Surroundings) -> ToldThing:
    texts = list(row.texts.all())
    shown = {field: words for field in row.text_model.words if (words := words_of(texts, field, language=around.language))}
    place = around.places.by_id.get(getattr(row, "territory_id", None) or UUID(int=0))
    label = str(Dimension(row.dimension).label) if hasattr(row, "dimension") else ""
    return ToldThing(row, shown, label, place.name if place else "", source)


def _group(transfer: Transfer, found: Mapping[UUID, Glance]) -> tuple[GroupSide, ...]:
    """The local group by kind of actor. Organisations that are not public are left out: their names are not ours to publish."""
    sides: dict[str, list[tuple[str, str]]] = {}
    for actor in transfer.local_group.all():
        glance = found.get(actor.organisation_id) if actor.organisation_id else None
        if glance or actor.name:
            sides.setdefault(actor.actor_kind, []).append((str(glance.title), glance.url) if glance else (actor.name, ""))
    return tuple(GroupSide(kind, tuple(sides[kind])) for kind in KINDS if kind in sides)


def _products(transfer: Transfer, found: Mapping[UUID, Glance], around: Surroundings) -> tuple[ShownProduct, ...]:
    return tuple(
        ShownProduct(row, around.vocabulary.label(row.kind_id), found[row.resource_id].url if row.resource_id in found else row.url)
        for row in transfer.deliverables.all()
    )
