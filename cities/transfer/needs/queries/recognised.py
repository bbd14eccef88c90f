"""What a sentence is about: concepts it names, and those it means. The person who wrote it confirms them."""

from collections.abc import Collection

from cities.search.encoding import chosen_encoder
from cities.search.engines import chosen_vectors
from cities.search.queries import stock, subjects
from cities.search.queries.vectors import query_vector
from cities.search.ranking import concept_strength

# Concepts looked at, and how much one is meant at least to be told.
MOST_LOOKED_AT, LEAST_MEANT = 200, 0.9
MOST_TOLD = 5


def meant_concepts(sentence: str, *, language: str) -> dict[str, float]:
    """How much each concept is what the sentence means, in deviations, common concepts less; empty without an encoder.

    At most three small queries; a sentence that was encoded before is not encoded again.
    """
    encoder = chosen_encoder()
    vector = query_vector(sentence, language) if encoder is not None else None
    if encoder is None or vector is None:
        return {}
    held = stock()
    meant: dict[str, float] = {}
    for near in chosen_vectors(encoder).near(vector, entries=held.topics, most=MOST_LOOKED_AT):
        line = held.by_number.get(near.entry_id)
        for key in line.concepts if line is not None else ():
            meant[key] = max(meant.get(key, 0.0), concept_strength(near.z, held.rarity(key)))
    return {key: strength for key, strength in meant.items() if strength > 0}


def recognised_concepts(sentence: str, *, language: str, schemes: Collection[str], most: int = MOST_TOLD) -> tuple[str, ...]:
    """Keys of concepts of some schemes: those it names by any label in any language first, then those it means, most meant first."""
    named = (key for one in subjects().named(sentence, language) for key in one.keys)
    meant = meant_concepts(sentence, language=language)
    by_meaning = (key for key in sorted(meant, key=lambda key: (-meant[key], key)) if meant[key] >= LEAST_MEANT)
    found = dict.fromkeys((*named, *by_meaning))
    return tuple(key for key in found if key.partition(":")[0] in schemes)[:most]
