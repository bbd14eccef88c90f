"""An encoder behind HTTP, as OpenAI's embeddings endpoint answers: many servers speak it."""

import hashlib
from collections.abc import Sequence
from functools import cached_property
from time import monotonic

import numpy as np

from cities.core.endpoints import EndpointFault, post_json
from cities.search.encoding.local import LONGEST, unit_rows
from cities.search.encoding.port import NoEncoder, Vectors

TIMEOUT_SECONDS = 5.0
REST_SECONDS = 30.0
MOST_AT_ONCE = 64


class RemoteEncoder:
    """`address` is the whole address of the endpoint, `model` what it calls the model.

    `query_prefix` and `passage_prefix` are what the model wants before its inputs (“query: ” for the E5 family).
    """

    # As many as a web worker has threads: waiting costs nothing here.
    at_once = 4

    def __init__(self, address: str, *, model: str, key: str = "", query_prefix: str = "", passage_prefix: str = "") -> None:
        self.address = address
        self.model = model
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._prefixes = (query_prefix, passage_prefix)
        self._rests_until = 0.0

    @cached_property
    def name(self) -> str:
        """Two servers of one model agree; another prefix is another encoder."""
        told = "\n".join((self.model, *self._prefixes))
        return f"{self.model[:40]}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"

    @cached_property
    def size(self) -> int:
        return int(self.queries(["size"]).shape[1])

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._encoded(texts, self._prefixes[0])

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._encoded(texts, self._prefixes[1])

    def _encoded(self, texts: Sequence[str], prefix: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.size), np.float32)
        portions = (texts[start : start + MOST_AT_ONCE] for start in range(0, len(texts), MOST_AT_ONCE))
        rows = [self._asked([f"{prefix}{text[:LONGEST]}" for text in portion]) for portion in portions]
        if len({portion.shape[1] for portion in rows}) != 1:
            raise NoEncoder(f"{self.address} answered with vectors of several sizes.")
        return unit_rows(np.concatenate(rows), rows[0].shape[1])

    def _asked(self, inputs: list[str]) -> Vectors:
        if monotonic() < self._rests_until:
            raise NoEncoder(f"{self.address} did not answer a moment ago.")
        try:
            answer = post_json(self.address, {"model": self.model, "input": inputs}, headers=self._headers, timeout=TIMEOUT_SECONDS)
            rows = [row["embedding"] for row in sorted(answer["data"], key=lambda row: row["index"])]
            with np.errstate(over="ignore"):
                vectors: Vectors = np.array(rows, np.float64).astype(np.float32)
        except EndpointFault as error:
            # Readers do not wait, one after another, for a server that is down.
            self._rests_until = monotonic() + REST_SECONDS
            raise NoEncoder(f"{self.address} does not answer: {error}") from error
        except (KeyError, TypeError, ValueError) as error:
            raise NoEncoder(f"{self.address} does not answer with embeddings: {error}") from error
        if vectors.ndim != 2 or len(vectors) != len(inputs) or not vectors.shape[1] or not np.isfinite(vectors).all():
            raise NoEncoder(f"{self.address} answered with {len(rows)} vectors to {len(inputs)} texts, or with vectors of no use.")
        return vectors
