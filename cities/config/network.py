"""What every network has before its first record."""

from dataclasses import dataclass

from cities.commons.places.actions import load_shipped_territories
from cities.commons.vocabulary.actions import load_shipped_vocabularies
from cities.desk.actions import prepare_desk


@dataclass(frozen=True)
class Prepared:
    vocabularies: int
    territories: int


def prepare_network() -> Prepared:
    """Vocabularies, territories, roles and the editorial review. Safe to repeat: what the network has changed stays."""
    prepare_desk()
    return Prepared(vocabularies=len(load_shipped_vocabularies()), territories=load_shipped_territories())
