"""Transfers: what a list gives, and the whole record."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cities.api.mapping import facts
from cities.api.mapping.addresses import permanent_address, whole_address
from cities.api.mapping.records import record_facts
from cities.api.mapping.references import concept_reference, known_record, record_references, territory_reference, territory_references
from cities.api.mapping.texts import full_texts
from cities.api.queries.pages import Names
from cities.api.queries.transfers import TransferPage
from cities.api.schemas.answers import TransferList
from cities.api.schemas.references import RecordReference
from cities.api.schemas.transfers import (
    Adaptation,
    LineageAnswer,
    LineageEdge,
    LineageNode,
    LocalActor,
    Party,
    PhaseStay,
    Pilot,
    Product,
    Step,
    Transfer,
    TransferFigure,
    TransferRecord,
    Variant,
)
from cities.api.schemas.words import Label, TransferText
from cities.transfer.projects.models import Transfer as TransferRow
from cities.transfer.projects.moments import place_of
from cities.transfer.projects.queries import Lineage


def transfer_list(listing: TransferPage) -> TransferList:
    return TransferList(total=listing.page.total, results=[Transfer(**_transfer(row, listing)) for row in listing.page.records])


def transfer_record(listing: TransferPage) -> TransferRecord:
    (row,) = listing.page.records
    names, language = listing.page.names, listing.page.language
    return TransferRecord(
        **_transfer(row, listing),
        texts=full_texts(TransferText, row.texts.all()),
        steps=[
            Step(happened=step.happened, phase=step.phase, **_told(step, language))
            for step in sorted(row.steps.all(), key=lambda step: place_of(step.happened))
        ],
        adaptations=[Adaptation(dimension=one.dimension, made_by=one.made_by, **_told(one, language)) for one in row.adaptations.all()],
        pilots=[_pilot(one, names, language) for one in row.pilots.all()],
        variants=[Variant(since=one.since, **_told(one, language)) for one in row.variants.all()],
        local_group=[actor for one in row.local_group.all() if (actor := _actor(one, names))],
        deliverables=[_product(one, names) for one in row.deliverables.all()],
        figures=[*_figures(row, "result", names), *_figures(row, "budget", names)],
        sources=[facts.source(one) for one in row.sources.all()],
    )


def lineage_answer(found: Lineage) -> LineageAnswer:
    origins = found.origins
    nodes = [LineageNode(id=one.id, kind="practice", began=_year(one.started), phase="", url=permanent_address(one.id)) for one in origins]
    nodes += [
        LineageNode(id=one.id, kind="transfer", began=one.first_moment, phase=one.phase, url=permanent_address(one.id))
        for one in found.transfers
    ]
    edges = [LineageEdge(source=parent, target=line.id) for line in found.transfers for parent in found.parents(line)]
    return LineageAnswer(nodes=nodes, edges=edges)


def _year(year: int | None) -> str:
    return str(year) if year else ""


def _transfer(row: TransferRow, listing: TransferPage) -> dict[str, Any]:
    names = listing.page.names
    return {
        **record_facts(row, listing.page, collection="transfers"),
        "phase": row.phase,
        "stopped": row.stopped_on or "",
        "stop_reason": row.stop_reason,
        "trigger": row.trigger,
        "mode": concept_reference(names.concepts[row.mode_id]) if row.mode_id else None,
        "origin": _party(row.origin_id, row.origin_name, listing.origins.get(row.pk, ()), names=names),
        "destination": _party(row.destination_id, row.destination_name, listing.page.territories.get(row.pk, ()), names=names),
        "practices": _records(listing.practices.get(row.pk, ()), names),
        "result": known_record(row.result_id, names),
        "follows": _records(listing.follows.get(row.pk, ()), names),
        "stays": [PhaseStay.model_validate({"phase": stay.phase, "began": stay.began, "ended": stay.ended}) for stay in row.stays.all()],
        "uptake": _figures(row, "uptake", names),
    }


def _party(key: UUID | None, name: str, territories: Iterable[UUID], *, names: Names) -> Party:
    """An organisation whose record is not public is not named."""
    return Party(organisation=known_record(key, names), name=name, territories=territory_references(territories, names))


def _records(keys: Iterable[UUID], names: Names) -> list[RecordReference]:
    return record_references(names.records[key] for key in keys if key in names.records)


def _figures(row: TransferRow, aspect: str, names: Names) -> list[TransferFigure]:
    found = facts.figures([one for one in row.figures.all() if one.aspect == aspect], names)
    return [TransferFigure(**figure.model_dump(), aspect=aspect) for figure in found]  # type: ignore[arg-type]  # one of the three


def _told(row: Any, language: str) -> dict[str, Any]:
    """Its words in the language that serves best, field by field, and its source."""
    text = row.best_text(language)
    words = {
        name: Label(label=getattr(text, name), language=text.language, state=text.state) if text and getattr(text, name) else None
        for name in row.text_model.words
    }
    return {**words, "source": facts.source(row) if row.source_id else None}


def _pilot(row: Any, names: Names, language: str) -> Pilot:
    place = names.territories.get(row.territory_id)
    return Pilot(
        territory=territory_reference(place) if place else None,
        began=row.began,
        ended=row.ended,
        weeks=row.weeks,
        participants=row.people,
        **_told(row, language),
    )


def _actor(row: Any, names: Names) -> LocalActor | None:
    organisation = known_record(row.organisation_id, names)
    if organisation is None and row.organisation_id:
        return None
    return LocalActor(organisation=organisation, name=organisation.label if organisation else row.name, actor_kind=row.actor_kind)


def _product(row: Any, names: Names) -> Product:
    return Product(
        kind=concept_reference(names.concepts[row.kind_id]),
        title=row.title,
        language=row.language or None,
        year=row.year,
        url=whole_address(row.url) if row.url else None,
        resource=known_record(row.resource_id, names),
    )
