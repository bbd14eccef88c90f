"""Concepts and territories."""

from typing import Any
from uuid import UUID

from cities.api.mapping.addresses import api_address, permanent_address
from cities.api.mapping.references import concept_reference, territory_reference
from cities.api.mapping.texts import full_texts, versions
from cities.api.queries.pages import Page
from cities.api.queries.territories import TerritoryDossier
from cities.api.queries.vocabulary import ConceptDossier
from cities.api.schemas.answers import ConceptList, TerritoryList
from cities.api.schemas.records import Concept, ConceptRecord, Mapping, Territory, TerritoryRecord
from cities.api.schemas.words import ConceptText, TerritoryText
from cities.commons.places.models import Territory as TerritoryRow
from cities.commons.vocabulary.models import Concept as ConceptRow
from cities.translation.languages import best_language, text_direction


def concept_list(page: Page[ConceptRow]) -> ConceptList:
    return ConceptList(total=page.total, results=[Concept.model_construct(**_concept(row, page)) for row in page.records])


def territory_list(page: Page[TerritoryRow]) -> TerritoryList:
    results = [Territory(**_territory(row, page.language)) for row in page.records]
    return TerritoryList(total=page.total, results=results)


def concept_record(dossier: ConceptDossier) -> ConceptRecord:
    (concept,) = dossier.page.records
    return ConceptRecord(
        **_concept(concept, dossier.page),
        texts=full_texts(ConceptText, concept.texts.all()),
        narrower=[concept_reference(name) for name in dossier.narrower],
        mappings=[Mapping(relation=row.relation, target=row.target) for row in concept.mappings.all()],
    )


def territory_record(dossier: TerritoryDossier) -> TerritoryRecord:
    (territory,) = dossier.page.records
    return TerritoryRecord(
        **_territory(territory, dossier.page.language),
        texts=full_texts(TerritoryText, territory.texts.all()),
        parents=[territory_reference(name) for name in dossier.parents],
        children=[territory_reference(name) for name in dossier.children],
    )


def _concept(concept: ConceptRow, page: Page[ConceptRow]) -> dict[str, Any]:
    text = _best_text(concept.texts.all(), page.language)
    broader = page.names.concepts.get(concept.broader_id) if concept.broader_id else None
    return {
        **_described(concept.uuid, concept.texts.all(), text, collection="concepts"),
        "title": text.label if text else concept.code,
        "summary": text.definition if text else "",
        "updated_at": concept.updated_at,
        "kind": "concept",
        "key": concept.key,
        "scheme": concept.scheme_id,
        "code": concept.code,
        "uri": concept.uri,
        "alternatives": text.alternative_labels if text else [],
        "broader": concept_reference(broader) if broader else None,
    }


def _territory(territory: TerritoryRow, language: str) -> dict[str, Any]:
    text = _best_text(territory.texts.all(), language)
    return {
        **_described(territory.pk, territory.texts.all(), text, collection="territories"),
        "title": text.name if text else territory.code,
        "summary": "",
        "updated_at": territory.updated_at,
        "kind": "territory",
        "code": territory.code,
        "level": territory.kind,
        "path": territory.path,
        "country": territory.country_code or None,
        "iso_code": territory.iso_code or None,
        "wikidata": territory.wikidata_id or None,
        "geonames": territory.geonames_id,
        "latitude": territory.latitude,
        "longitude": territory.longitude,
    }


def _described(record_id: UUID, texts: list[Any], text: Any, *, collection: str) -> dict[str, Any]:
    return {
        "id": record_id,
        "url": permanent_address(record_id),
        "api_url": api_address(collection, record_id),
        "language": text.language if text else "und",
        "direction": text_direction(text.language) if text else "ltr",
        "state": text.state if text else "original",
        "languages": versions(texts),
    }


def _best_text(texts: list[Any], language: str) -> Any:
    by_language = {text.language: text for text in texts}
    chosen = best_language(by_language, language, original="en")
    return by_language[chosen] if chosen else None
