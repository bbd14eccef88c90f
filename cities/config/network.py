"""What every network has before its first record."""

from dataclasses import dataclass

from cities.commons.places.actions import load_shipped_territories
from cities.commons.vocabulary.actions import load_shipped_vocabularies
from cities.config.vectors import take_shipped_vectors
from cities.desk.actions import prepare_desk
from cities.search.actions import rebuild_index


@dataclass(frozen=True)
class Prepared:
    vocabularies: int
    territories: int


def prepare_network() -> Prepared:
    """Vocabularies, territories, roles and the editorial review. Safe to repeat: what the network has changed stays, but for the rights
    of the five roles, which become those of this version."""
    prepare_desk()
    prepared = Prepared(vocabularies=len(load_shipped_vocabularies()), territories=load_shipped_territories())
    rebuild_index(only=("concept", "territory"))
    take_shipped_vectors()
    return prepared
