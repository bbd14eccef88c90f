"""Giving passages their vectors: background work, a few at a time, so that whoever ends it loses a few."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import numpy as np
from django.db.models import Exists, OuterRef, QuerySet

from cities.search.centring import Means, load_means, means_from_seeds, save_means
from cities.search.encoding import Encoder, chosen_encoder
from cities.search.encoding.port import Vectors
from cities.search.engines import chosen_vectors
from cities.search.engines.embedded import index_folder
from cities.search.models import Passage, Vector

AT_ONCE = 16


@dataclass(frozen=True)
class Encoded:
    """Passages that got a vector, and whether some wait for one still."""

    done: int
    seconds: float
    is_finished: bool


def waiting_passages(encoder: Encoder) -> QuerySet[Passage]:
    """Those without a vector of this encoder."""
    has = Vector.objects.filter(passage=OuterRef("pk"), encoder=encoder.name)
    return Passage.objects.filter(~Exists(has))


def encode_waiting(*, seconds: float = 300.0, progress: Callable[[int], None] | None = None) -> Encoded:
    """Encode passages until none waits or the time is up. Does nothing where there is no encoder.

    Raise NoEncoder when the encoder fails: what was encoded until then is kept.
    """
    encoder = chosen_encoder()
    began, done = monotonic(), 0
    if encoder is None:
        return Encoded(0, 0.0, is_finished=True)
    ensure_means(encoder)
    while monotonic() - began < seconds:
        some = list(waiting_passages(encoder).order_by("pk").values_list("pk", "words")[:AT_ONCE])
        if not some:
            chosen_vectors(encoder).settle()
            return Encoded(done, monotonic() - began, is_finished=True)
        vectors = encoder.passages([words for _, words in some])
        store_vectors([(pk, packed(vector)) for (pk, _), vector in zip(some, vectors, strict=True)], encoder=encoder.name)
        done += len(some)
        if progress:
            progress(done)
    return Encoded(done, monotonic() - began, is_finished=False)


def take_vectors(known: Mapping[str, bytes], *, encoder: Encoder) -> int:
    """Give waiting passages the vectors somebody has made before, by digest of their words; returns how many."""
    waiting = waiting_passages(encoder).filter(digest__in=list(known)) if len(known) < 500 else waiting_passages(encoder)
    found = [(pk, known[digest]) for pk, digest in waiting.values_list("pk", "digest") if digest in known]
    store_vectors(found, encoder=encoder.name)
    return len(found)


def store_vectors(values: Collection[tuple[int, bytes]], *, encoder: str) -> None:
    """By id of passage. What another worker has stored meanwhile stays."""
    rows = [Vector(passage_id=passage, encoder=encoder, values=told) for passage, told in values]
    Vector.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    current = chosen_encoder()
    if rows and current is not None and current.name == encoder:
        chosen_vectors(current).note([row.passage_id for row in rows])


def forget_vectors(passages: Iterable[int]) -> None:
    """Before the passages go; their rows go with them."""
    encoder = chosen_encoder()
    if encoder is not None:
        chosen_vectors(encoder).forget(passages)


def ensure_means(encoder: Encoder) -> Means:
    """The means of this encoder; those of one nobody has met before are made from the seed corpus and kept."""
    return load_means(encoder.name, index_folder()) or recompute_means(encoder)


def recompute_means(encoder: Encoder, *, folder: Path | None = None) -> Means:
    """From the seed corpus, kept in the folder of the index or in another. What the engine holds by other means is made anew."""
    means = means_from_seeds(encoder)
    save_means(means, folder or index_folder(), encoder=encoder.name)
    current = chosen_encoder()
    if folder is None and current is not None and current.name == encoder.name:
        chosen_vectors(encoder).settle()
    return means


def packed(vector: Vectors) -> bytes:
    """As vectors are kept: half the numbers' size, and nothing lost that matters."""
    return np.asarray(vector, "<f2").tobytes()
