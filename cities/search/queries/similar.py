"""More like this: records whose passages mean what this one's do."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from cities.search.content import listed_kinds
from cities.search.encoding import chosen_encoder
from cities.search.engines import chosen_vectors
from cities.search.queries.stock import EntryLine, Stock, stock

MOST_NEAR = 200
# What common concepts and places add to the nearness of meanings, in deviations.
SHARED_CONCEPT, MOST_CONCEPTS = 0.25, 4
# Without an encoder, records with this many concepts in common are like each other.
LEAST_SHARED = 2
LEAST_Z = 1.2


def similar(record_id: UUID, *, kinds: Collection[str] = (), limit: int = 6) -> list[EntryLine]:
    """Records like this one, most alike first; two queries. Empty when the index does not hold it."""
    held = stock()
    own = next((line for line in held.shelf.records if line.pk == record_id), None)
    if own is None:
        return []
    scores = _near(own, held) or _alike(own, held)
    wanted = set(kinds or listed_kinds())
    others = [(line, score) for line, score in scores.items() if line.number != own.number and line.kind in wanted]
    ranked = sorted(others, key=lambda pair: (-pair[1] - _shared(own, pair[0]), pair[0].number))
    return [line for line, _ in ranked[:limit]]


def _near(own: EntryLine, held: Stock) -> dict[EntryLine, float]:
    encoder = chosen_encoder()
    if encoder is None:
        return {}
    vectors = chosen_vectors(encoder)
    vector = vectors.lead(own.number)
    if vector is None:
        return {}
    found: dict[int, float] = defaultdict(float)
    for near in vectors.near(vector, most=MOST_NEAR):
        found[near.entry_id] = max(found[near.entry_id], near.z)
    return {held.by_number[number]: z for number, z in found.items() if number in held.by_number and z >= LEAST_Z}


def _alike(own: EntryLine, held: Stock) -> dict[EntryLine, float]:
    return {line: 0.0 for line in held.shelf.records if len(own.concepts & line.concepts) >= LEAST_SHARED}


def _shared(own: EntryLine, other: EntryLine) -> float:
    return SHARED_CONCEPT * min(len(own.concepts & other.concepts), MOST_CONCEPTS)
