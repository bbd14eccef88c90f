"""What queries mean: their vectors, remembered."""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from threading import Lock

import numpy as np

from cities.search.centring import load_means, no_means
from cities.search.encoding import NoEncoder, chosen_encoder
from cities.search.encoding.port import Vectors
from cities.search.engines.embedded import index_folder

# Characters of a query whose meaning is looked for: an encoder takes seconds for the longest anyone may send.
MOST_ENCODED = 300


class Remembered:
    """Vectors of the last queries, by encoder and words. Safe for threads."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._held: dict[tuple[str, str], bytes] = {}
        self._lock = Lock()

    def has(self, name: str, words: str) -> bool:
        return (name, words) in self._held

    def get(self, name: str, words: str) -> bytes | None:
        with self._lock:
            known = self._held.pop((name, words), None)
            # Asked for last: forgotten last.
            if known is not None:
                self._held[name, words] = known
            return known

    def keep(self, name: str, words: str, vector: bytes) -> None:
        with self._lock:
            self._held[name, words] = vector
            while len(self._held) > self.most:
                del self._held[next(iter(self._held))]

    def clear(self) -> None:
        with self._lock:
            self._held.clear()


_remembered = Remembered(most=2_000)


def query_vector(words: str, language: str) -> Vectors | None:
    """Centred, of length one; None where no encoder answers. What has been asked before is remembered."""
    encoder = chosen_encoder()
    if encoder is None or not words.strip():
        return None
    try:
        raw = np.frombuffer(encoded_query(encoder.name, words[:MOST_ENCODED]), np.float32)
    except NoEncoder:
        return None
    means = load_means(encoder.name, index_folder()) or no_means(len(raw))
    return means.centred_query(raw, language)


def encode_ahead(words: str, language: str) -> "Future[Vectors | None] | None":
    """Begin with a query that is about to be asked. None where there is nothing to wait for: no encoder, or it is remembered."""
    encoder = chosen_encoder()
    if encoder is None or is_remembered(words):
        return None
    return _threads(encoder.at_once).submit(query_vector, words, language)


@lru_cache(maxsize=2)
def _threads(at_once: int) -> ThreadPoolExecutor:
    """The encoders compute outside Python's lock: what else there is to do goes on meanwhile."""
    return ThreadPoolExecutor(at_once, thread_name_prefix="encoding")


def encoded_query(name: str, words: str) -> bytes:
    """What the encoder makes of a query, as float32; `name` is only there to tell encoders apart."""
    known = _remembered.get(name, words)
    if known is not None:
        return known
    encoder = chosen_encoder()
    if encoder is None:
        raise NoEncoder
    made = np.asarray(encoder.queries([words])[0], np.float32).tobytes()
    _remembered.keep(name, words, made)
    return made


def is_remembered(words: str) -> bool:
    encoder = chosen_encoder()
    return encoder is not None and _remembered.has(encoder.name, words[:MOST_ENCODED])


def forget_queries() -> None:
    """Encode them all anew when they are asked again."""
    _remembered.clear()
