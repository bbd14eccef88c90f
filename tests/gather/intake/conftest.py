"""The ground that imports stand on: a few concepts and territories, as every network has them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cities.commons.places.actions import TerritoryEntry, store_territories
from cities.commons.vocabulary.models import Concept
from cities.gather.intake.models import Batch
from tests.factories import ConceptFactory


@pytest.fixture
def uploads(tmp_path: Path) -> Iterator[Path]:
    """Where uploads wait, for one test."""
    storage = Batch._meta.get_field("upload").storage
    before = storage._location
    for location in (str(tmp_path / "imports"), before):
        storage._location = location
        for cached in ("base_location", "location"):
            storage.__dict__.pop(cached, None)
        if location != before:
            yield tmp_path / "imports"


CONCEPTS = {
    "organisation-kinds": ["local-government", "local-government-network", "international-body", "sse-network", "research-body",
                           "foundation", "sse-enterprise", "association"],
    "member-categories": ["local-government", "local-government-network", "sse-network", "organisation", "international"],
    "themes": ["urban-agriculture", "microcredit"],
    "sdgs": ["sdg-11"],
}  # fmt: skip
TERRITORIES = [
    TerritoryEntry("world", "world", None, {"en": "World"}),
    TerritoryEntry("europe", "world-region", "world", {"en": "Europe"}),
    TerritoryEntry("asia", "world-region", "world", {"en": "Asia"}),
    TerritoryEntry("fr", "country", "europe", {"en": "France"}, country_code="FR"),
    TerritoryEntry("pe", "country", "world", {"en": "Peru"}, country_code="PE"),
    TerritoryEntry("fr-lyon", "city", "fr", {"en": "Lyon", "ko": "리옹"}),
]


@pytest.fixture
def ground(db: None) -> dict[str, Concept]:
    store_territories(TERRITORIES)
    concepts = [ConceptFactory(scheme__code=scheme, code=code) for scheme, codes in CONCEPTS.items() for code in codes]
    return {concept.key: concept for concept in concepts}
