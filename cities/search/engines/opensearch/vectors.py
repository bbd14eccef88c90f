"""Meanings in OpenSearch: centred vectors in an index for each encoder and its means."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import numpy as np

from cities.search.centring import Means, middle
from cities.search.cutting import LEAD
from cities.search.encoding.port import Encoder, Vectors
from cities.search.engines.opensearch.outbox import forget_unsent, keep, send_all
from cities.search.engines.opensearch.service import Service
from cities.search.engines.opensearch.words import is_within, within
from cities.search.engines.port import Near, Nearest
from cities.search.models import Vector

PASSAGES = "passages"
# The nearest are not those that stand out most in their language, so more are taken.
TAKEN, MOST_TAKEN = 3, 3_000
NOT_IN_A_NAME = re.compile(r"[^a-z0-9.-]+")


class OpenSearchVectors:
    def __init__(self, service: Service, encoder: Encoder, means: Means) -> None:
        self.service = service
        self.encoder = encoder
        self.means = means
        # Other means are other numbers: they get an index of their own, and the old one answers until it is full.
        self.beginning = f"{service.prefix}-{PASSAGES}-"
        self.index = f"{self.beginning}{NOT_IN_A_NAME.sub('-', encoder.name.lower())}-{means.mark}"

    def near(self, vector: Vectors, *, entries: Collection[int] | None = None, most: int = 300) -> Nearest:
        taken = min(TAKEN * most, MOST_TAKEN)
        narrowed = within(entries)
        asked = {"vector": [round(number, 6) for number in vector.tolist()], "k": taken}
        if narrowed:
            asked["filter"] = {"bool": narrowed}
        body = {"size": taken, "_source": ["entry_id", "language", "is_lead"], "query": {"knn": {"centred": asked}}}
        hits = self.service.search(self.index, body)["hits"]["hits"]
        told = self.means.standing(vector, {hit["_source"]["language"] for hit in hits})
        found = [_near(hit, told) for hit in hits if is_within(hit["_source"]["entry_id"], entries)]
        return Nearest.of(sorted(found, key=lambda near: (-near.z, near.passage_id))[:most])

    def lead(self, entry: int) -> Vectors | None:
        """From the database: the index gives no vectors back."""
        leads = Vector.objects.filter(passage__text__entry=entry, passage__group=LEAD, encoder=self.encoder.name)
        told = list(leads.values_list("values", "passage__text__language"))
        if not told:
            return None
        raw = np.stack([np.frombuffer(bytes(values), "<f2").astype(np.float32) for values, _ in told])
        return middle(self.means.centred_passages(raw, [language for _, language in told]))

    def note(self, passages: Collection[int]) -> None:
        # The numbers are in the database already: what is sent is made of them then.
        keep(PASSAGES, [(passage, {}) for passage in passages], then=self._send)

    def forget(self, passages: Iterable[int]) -> None:
        keep(PASSAGES, [(passage, None) for passage in passages], then=self._send)

    def settle(self) -> None:
        """An index that does not hold as many as the database is filled anew; those of other encoders and means go."""
        self._send()
        vectors = Vector.objects.filter(encoder=self.encoder.name)
        if self.service.count(self.index) != vectors.count():
            forget_unsent(PASSAGES)
            self.service.drop_index(self.index)
            self.note(list(vectors.values_list("passage_id", flat=True)))
            self._send()
        for index in self.service.indexes(self.beginning):
            if index != self.index:
                self.service.drop_index(index)

    def _send(self) -> None:
        self.service.make_index(self.index, "passages.json", dimension=self.encoder.size)
        send_all(PASSAGES, lambda changes: self.service.send(self.index, changes), documents=self._documents)

    def _documents(self, passages: list[int]) -> Mapping[int, Mapping[str, Any]]:
        columns = ("passage_id", "passage__text__entry_id", "passage__text__language", "passage__group", "values")
        rows = list(Vector.objects.filter(encoder=self.encoder.name, passage__in=passages).values_list(*columns))
        if not rows:
            return {}
        raw = np.stack([np.frombuffer(bytes(row[4]), "<f2").astype(np.float32) for row in rows])
        centred = self.means.centred_passages(raw, [row[2] for row in rows])
        return {
            row[0]: {
                "entry_id": row[1],
                "language": row[2],
                "is_lead": row[3] == LEAD,
                "centred": [round(number, 6) for number in numbers.tolist()],
            }
            for row, numbers in zip(rows, centred, strict=True)
        }


def _near(hit: Mapping[str, Any], standing: Mapping[str, tuple[float, float]]) -> Near:
    """OpenSearch scores a cosine from 0 to 1: half of one more than it is."""
    told = hit["_source"]
    mean, deviation = standing[told["language"]]
    return Near(int(hit["_id"]), told["entry_id"], told["language"], (2 * hit["_score"] - 1 - mean) / deviation, told["is_lead"])
