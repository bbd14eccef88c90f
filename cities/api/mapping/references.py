"""References: from names to what an answer shows of them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cities.api.mapping.addresses import permanent_address
from cities.api.queries.names import ConceptName, RecordName, TerritoryName
from cities.api.queries.pages import Names
from cities.api.schemas.references import ConceptReference, RecordReference, TerritoryReference
from cities.search.folding import fold


def concept_reference(name: ConceptName) -> ConceptReference:
    return ConceptReference(label=name.label, language=name.language, state=name.state, id=name.id, key=name.key, scheme=name.scheme)


def territory_reference(name: TerritoryName) -> TerritoryReference:
    return TerritoryReference(
        label=name.label,
        language=name.language,
        state=name.state,
        id=name.id,
        code=name.code,
        level=name.level,
        country=name.country or None,
        latitude=name.latitude,
        longitude=name.longitude,
    )


def record_reference(name: RecordName) -> RecordReference:
    return RecordReference(
        label=name.label, language=name.language, state=name.state, id=name.id, kind=name.kind, url=permanent_address(name.id)
    )


def records_of(kind: str, names: Names) -> list[RecordReference]:
    """Every record of one kind that is named, by title."""
    return record_references(name for name in names.records.values() if name.kind == kind)


def record_references(names: Iterable[RecordName]) -> list[RecordReference]:
    """By title."""
    return [record_reference(name) for name in sorted(names, key=lambda name: (fold(name.label), name.id))]


def concept_references(keys: Iterable[str], names: Names) -> list[ConceptReference]:
    """Vocabulary by vocabulary, in the order of each."""
    known = [names.concepts[key] for key in keys if key in names.concepts]
    return [concept_reference(name) for name in sorted(known, key=lambda name: (name.scheme, name.position, name.key))]


def territory_references(ids: Iterable[UUID], names: Names) -> list[TerritoryReference]:
    """In the order of the tree."""
    known = [names.territories[identifier] for identifier in ids if identifier in names.territories]
    return [territory_reference(name) for name in sorted(known, key=lambda name: name.path)]


def known_record(record_id: UUID | None, names: Names) -> RecordReference | None:
    """None for a record that is not public: it must not be named."""
    name: Any = names.records.get(record_id) if record_id else None
    return record_reference(name) if name else None
