"""Meanings made beforehand: vectors of the shipped vocabularies and of the demo, so that a new instance finds by meaning at once.

`script/build-vectors` writes them. They are found by the digest of the words: what has been changed since is encoded as anything else.
"""

from pathlib import Path

import numpy as np

from cities.search.actions import packed, take_vectors
from cities.search.encoding import chosen_encoder
from cities.search.encoding.port import Vectors
from cities.search.models import Vector

FOLDER = Path(__file__).parent / "data"


def take_shipped_vectors() -> int:
    """Give passages that wait the vectors that came with the software; returns how many."""
    encoder = chosen_encoder()
    path = FOLDER / f"vectors-{encoder.name}.npz" if encoder else None
    if encoder is None or path is None or not path.exists():
        return 0
    told = np.load(path)
    vectors: Vectors = told["values"].astype(np.float32) * told["scales"][:, None]
    known = {digest.tobytes().hex(): packed(vector) for digest, vector in zip(told["digests"], vectors, strict=True)}
    return take_vectors(known, encoder=encoder)


def write_shipped_vectors(folder: Path = FOLDER) -> int:
    """Write the vectors this instance holds, one byte a number; returns how many."""
    encoder = chosen_encoder()
    if encoder is None:
        return 0
    rows = dict(Vector.objects.filter(encoder=encoder.name).order_by("passage__digest").values_list("passage__digest", "values"))
    vectors = np.stack([np.frombuffer(bytes(values), "<f2").astype(np.float32) for values in rows.values()])
    scales = np.abs(vectors).max(axis=1) / 127
    np.savez_compressed(
        folder / f"vectors-{encoder.name}.npz",
        digests=np.frombuffer(bytes.fromhex("".join(rows)), np.uint8).reshape(len(rows), -1),
        values=np.round(vectors / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
    )
    return len(rows)
