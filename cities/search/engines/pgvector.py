"""Meanings in PostgreSQL with pgvector: centred numbers beside the vectors as the encoder gave them, and a graph to walk along."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import starmap
from typing import Any

import numpy as np
from django.db import connection

from cities.search.centring import Means, middle
from cities.search.cutting import LEAD
from cities.search.encoding.port import Vectors
from cities.search.engines.port import Near, Nearest
from cities.search.models import Vector

AT_ONCE = 500
# Of so many entries every passage is compared: the graph leads to those near, and may end before it meets one that is allowed.
MOST_COMPARED = 20_000
# The nearest are not those that stand out most in their language, so more are taken; the graph remembers a thousand at most.
TAKEN, MOST_TAKEN = 3, 1_000
# Sizes with a graph: see the migration.
WITH_GRAPH = (384, 512)

WRITE = """
UPDATE search_vector AS vector
SET centred = told.centred::halfvec, mark = %s, entry_id = told.entry_id, language = told.language, is_lead = told.is_lead
FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[], %s::boolean[]) AS told (id, centred, entry_id, language, is_lead)
WHERE vector.id = told.id
"""
OTHERS = "SELECT id FROM search_vector WHERE encoder = %s AND mark IS DISTINCT FROM %s LIMIT %s"
# How near passages of a language are to this query whatever they say comes as a table; the row without a language is for all others.
STANDING = """
SELECT near.passage_id, near.entry_id, near.language, (near.nearness - coalesce(own.mean, other.mean)) / coalesce(own.deviation,
    other.deviation) AS z, near.is_lead
FROM ({near}) AS near
JOIN (VALUES {standing}) AS other (language, mean, deviation) ON other.language = ''
LEFT JOIN (VALUES {standing}) AS own (language, mean, deviation) ON own.language = lower(split_part(near.language, '-', 1))
ORDER BY z DESC, near.passage_id LIMIT %s
"""
COMPARED = """
SELECT passage_id, entry_id, language, is_lead, -(centred <#> %s::halfvec) AS nearness
FROM search_vector WHERE encoder = %s AND centred IS NOT NULL
"""
# Set for this statement alone, before the first row is fetched. The graph holds rows that are gone until the next vacuum: it is walked on
# until there are enough.
WALKED = """
SELECT passage_id, entry_id, language, is_lead, -(centred::halfvec({size}) <#> %s::halfvec({size})) AS nearness
FROM search_vector WHERE encoder = %s AND vector_dims(centred) = {size} {within}
    AND (SELECT set_config('hnsw.ef_search', %s, true) || set_config('hnsw.iterative_scan', 'relaxed_order', true)) IS NOT NULL
ORDER BY centred::halfvec({size}) <#> %s::halfvec({size}) LIMIT %s
"""
LEADS = "SELECT centred::real[] FROM search_vector WHERE encoder = %s AND entry_id = %s AND is_lead AND centred IS NOT NULL"
WITHIN = " AND entry_id = ANY(%s)"


@lru_cache(maxsize=4)
def has_vectors(database: str) -> bool:
    """Whether the migration found pgvector on this server. `database` is only there to make another database another answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM information_schema.columns WHERE table_name = 'search_vector' AND column_name = 'centred'")
        return cursor.fetchone() is not None


class PgVectors:
    def __init__(self, encoder: str, means: Means) -> None:
        self.encoder = encoder
        self.means = means

    def near(self, vector: Vectors, *, entries: Collection[int] | None = None, most: int = 300) -> Nearest:
        within = [] if entries is None else [[int(entry) for entry in entries]]
        if len(vector) not in WITH_GRAPH or (within and len(within[0]) <= MOST_COMPARED):
            statement = f"{COMPARED}{WITHIN if within else ''}"
            return self._standing_out(vector, statement, parameters=[_written(vector), self.encoder, *within], most=most)
        statement = WALKED.format(size=len(vector), within=WITHIN if within else "")
        taken = min(TAKEN * most, MOST_TAKEN)
        parameters = [_written(vector), self.encoder, *within, str(taken), _written(vector), taken]
        return self._standing_out(vector, statement, parameters=parameters, most=most)

    def lead(self, entry: int) -> Vectors | None:
        with connection.cursor() as cursor:
            cursor.execute(LEADS, [self.encoder, entry])
            rows = [np.array(numbers, np.float32) for (numbers,) in cursor.fetchall()]
        return middle(np.stack(rows)) if rows else None

    def note(self, passages: Collection[int]) -> None:
        self._write(Vector.objects.filter(encoder=self.encoder, passage__in=list(passages)).values_list("pk", flat=True))

    def forget(self, passages: Iterable[int]) -> None:
        """Their numbers go with the rows."""

    def settle(self) -> None:
        """Numbers by other means than those of today are made anew, some at a time; until then they answer as they are."""
        while True:
            with connection.cursor() as cursor:
                cursor.execute(OTHERS, [self.encoder, self.means.mark, AT_ONCE])
                some = [row[0] for row in cursor.fetchall()]
            if not some:
                return
            self._write(some)

    def _standing_out(self, vector: Vectors, near: str, *, parameters: Sequence[Any], most: int) -> Nearest:
        """Those that a statement finds near, by how far each stands out in its language."""
        told = self.means.standing(vector, ["", *self.means.reference])
        standing = ", ".join(["(%s, %s::float8, %s::float8)"] * len(told))
        rows = [value for language, (mean, deviation) in told.items() for value in (language, mean, deviation)]
        with connection.cursor() as cursor:
            cursor.execute(STANDING.format(near=near, standing=standing), [*parameters, *rows, *rows, most])
            return Nearest.of(starmap(Near, cursor.fetchall()))

    def _write(self, vectors: Iterable[int]) -> None:
        columns = ("pk", "passage__text__entry_id", "passage__text__language", "passage__group", "values")
        rows = list(Vector.objects.filter(pk__in=list(vectors)).values_list(*columns))
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            raw = np.stack([np.frombuffer(bytes(row[4]), "<f2").astype(np.float32) for row in some])
            centred = self.means.centred_passages(raw, [row[2] for row in some])
            told = [(row[0], _written(numbers), row[1], row[2], row[3] == LEAD) for row, numbers in zip(some, centred, strict=True)]
            with connection.cursor() as cursor:
                cursor.execute(WRITE, [self.means.mark, *(list(column) for column in zip(*told, strict=True))])


def _written(vector: Vectors) -> str:
    return "[" + ",".join(f"{number:.5g}" for number in vector.tolist()) + "]"
