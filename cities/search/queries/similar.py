"""More like this: records whose passages mean what this one's do."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from cities.search.content import listed_kinds
from cities.search.encoding import chosen_encoder
from cities.search.engines import chosen_vectors
from cities.search.facets import Selection, as_set
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
    own = held.by_pk.get(record_id)
    if own is None:
        return []
    wanted = held.shelf.having("kind", kinds or listed_kinds()) & ~held.among([own.number])
    return (_near(own, held, wanted) or _alike(own, held, wanted, limit=limit))[:limit]


def _near(own: EntryLine, held: Stock, wanted: int) -> list[EntryLine]:
    encoder = chosen_encoder()
    vectors = chosen_vectors(encoder) if encoder else None
    vector = vectors.lead(own.number) if vectors else None
    if vectors is None or vector is None:
        return []
    found: dict[int, float] = defaultdict(float)
    for near in vectors.near(vector, most=MOST_NEAR):
        found[near.entry_id] = max(found[near.entry_id], near.z)
    lines = [
        held.by_number[number]
        for number, z in found.items()
        if z >= LEAST_Z and number in held.by_number and wanted >> held.place_of[number] & 1
    ]
    return sorted(lines, key=lambda line: (-found[line.number] - _shared(own, line), line.number))


def _alike(own: EntryLine, held: Stock, wanted: int, *, limit: int) -> list[EntryLine]:
    # Sets of records with so many of its concepts or more: thousands need not be looked at one by one.
    at_least = [wanted] + [0] * MOST_CONCEPTS
    for concept in own.about:
        having = as_set(held.having("concept", concept).tolist(), len(held.by_number))
        for many in range(MOST_CONCEPTS, 0, -1):
            at_least[many] |= at_least[many - 1] & having
    alike: list[EntryLine] = []
    for many in range(MOST_CONCEPTS, LEAST_SHARED - 1, -1):
        more = at_least[many + 1] if many < MOST_CONCEPTS else 0
        alike += Selection(held.shelf, {"alike": at_least[many] & ~more}).records()
        if len(alike) >= limit:
            break
    return alike


def _shared(own: EntryLine, other: EntryLine) -> float:
    return SHARED_CONCEPT * min(len({*own.about}.intersection(other.about)), MOST_CONCEPTS)
