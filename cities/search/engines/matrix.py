"""Vectors in memory: one byte a number, and one bit a number to look through many of them first. Plain arithmetic, no database.

A matrix lies in files that all processes map, so that they share one copy. Rows that came later are held by each process until the
files are written anew. Rows of passages that are gone stay until then; whoever asks looks up what still exists.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cities.search.encoding.port import Vectors

# Up to so many rows are compared one by one; of more, the bits choose which.
MOST_COMPARED = 4_000
# At least so many, and those as near as the last of them.
CHOSEN_BY_BITS = 1_500
SCALE = 127.0

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Rows:
    """Rows side by side: whose they are, and their numbers. `values` are centred, of length one, times 127 over the row's largest."""

    passages: Numbers
    entries: Numbers
    languages: npt.NDArray[np.int16]
    # Whether the passage says what the record is about.
    leads: npt.NDArray[np.bool_]
    values: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float32]
    bits: npt.NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.passages)


PARTS = ("passages", "entries", "languages", "leads", "values", "scales", "bits")


def rows_of(
    *, passages: Numbers, entries: Numbers, languages: npt.NDArray[np.int16], leads: npt.NDArray[np.bool_], vectors: Vectors
) -> Rows:
    """`vectors`: shape (n, size), centred."""
    largest = np.maximum(np.abs(vectors).max(axis=1), 1e-9) if len(vectors) else np.zeros(0, np.float32)
    scales = (largest / SCALE).astype(np.float32)
    values = np.round(vectors / scales[:, None]).astype(np.int8)
    return Rows(passages, entries, languages, leads, values, scales, as_bits(vectors))


def as_bits(vectors: Vectors) -> npt.NDArray[np.uint64]:
    """The sign of every number, in words of 64 bits, shape (n, words); `vectors` of shape (n, size)."""
    packed = np.packbits(vectors > 0, axis=1)
    padding = -packed.shape[1] % 8
    packed = np.ascontiguousarray(np.pad(packed, ((0, 0), (0, padding))))
    # Word after word in memory: that is how they are read.
    return np.asfortranarray(packed.view(np.uint64).reshape(len(vectors), packed.shape[1] // 8))


def save(rows: Rows, folder: Path, *, last: int) -> None:
    """Write the files; `last` is the number of the last vector in them. The folder must be new."""
    folder.mkdir(parents=True)
    for part in PARTS:
        np.save(folder / f"{part}.npy", getattr(rows, part))
    (folder / "matrix.json").write_text(json.dumps({"last": last, "rows": len(rows)}), encoding="utf-8")


def opened(folder: Path) -> tuple[Rows, int]:
    """The files of a folder as they lie, and the number of the last vector in them."""
    told = json.loads((folder / "matrix.json").read_text(encoding="utf-8"))
    # As plain arrays over the files: what makes them know their file costs 25 microseconds each time a part is taken.
    return Rows(*(np.load(folder / f"{part}.npy", mmap_mode="r").view(np.ndarray) for part in PARTS)), int(told["last"])


@dataclass(frozen=True)
class Found:
    """Rows found, nearest first; `z` in deviations above the mean of their language."""

    passages: Numbers
    entries: Numbers
    languages: npt.NDArray[np.int16]
    leads: npt.NDArray[np.bool_]
    z: Vectors


COLUMNS = ("passages", "entries", "languages", "leads", "z")
NOTHING = Found(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int16), np.zeros(0, np.bool_), np.zeros(0, np.float32))


class Matrix:
    """Segments of rows that can be asked as one. Immutable: more rows make another matrix that shares the segments."""

    def __init__(self, segments: Sequence[Rows]) -> None:
        self.segments = [rows for rows in segments if len(rows)]

    def __len__(self) -> int:
        return sum(len(rows) for rows in self.segments)

    def leads_of(self, entry: int) -> Vectors:
        """Rows of an entry that say what it is about, shape (n, size)."""
        found = [_decoded(rows, np.flatnonzero((rows.entries == entry) & rows.leads)) for rows in self.segments]
        return np.concatenate(found) if found else np.zeros((0, 0), np.float32)

    def nearest(self, vector: Vectors, *, standing: Vectors, allowed: npt.NDArray[np.bool_] | None, most: int) -> Found:
        """The rows nearest to a centred vector of length one.

        `standing`: mean and deviation of nearness by number of language, shape (languages, 2). `allowed` says for every entry by its
        number whether it may be found; numbers beyond its end may not.
        """
        parts = [NOTHING]
        for rows in self.segments:
            places = _candidates(rows, vector, allowed)
            languages = np.asarray(rows.languages[places])
            z = (_nearness(rows, places, vector) - standing[languages, 0]) / standing[languages, 1]
            best = np.argsort(-z, kind="stable")[:most]
            chosen = places[best]
            parts.append(Found(rows.passages[chosen], rows.entries[chosen], languages[best], rows.leads[chosen], z[best]))
        every = Found(*(np.concatenate([getattr(part, name) for part in parts]) for name in COLUMNS))
        order = np.argsort(-every.z, kind="stable")[:most]
        return Found(*(getattr(every, name)[order] for name in COLUMNS))


def _candidates(rows: Rows, vector: Vectors, allowed: npt.NDArray[np.bool_] | None) -> Numbers:
    if allowed is None:
        places = np.arange(len(rows), dtype=np.int64)
    else:
        entries = np.asarray(rows.entries)
        within = entries < len(allowed)
        within[within] = allowed[entries[within]]
        places = np.flatnonzero(within)
    if len(places) <= MOST_COMPARED:
        return places
    bits = rows.bits if len(places) == len(rows) else rows.bits[places]
    different = _differing(bits, as_bits(vector[None, :])[0])
    # Numbers of bits are few: to count how often each occurs costs less than to sort.
    as_near = np.cumsum(np.bincount(different))
    return places[different <= np.searchsorted(as_near, CHOSEN_BY_BITS)]


def _differing(bits: npt.NDArray[np.uint64], asked: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint16]:
    """How many bits of each row are others, shape (n,). Word by word: numpy is slow to add up short rows."""
    different = np.zeros(len(bits), np.uint16)
    for word, other in enumerate(asked):
        different += np.bitwise_count(bits[:, word] ^ other)
    return different


def _nearness(rows: Rows, places: Numbers, vector: Vectors) -> Vectors:
    """The cosine of each row and the vector, shape (n,)."""
    near: Vectors = (rows.values[places].astype(np.float32) @ vector) * rows.scales[places]
    return near


def _decoded(rows: Rows, places: Numbers) -> Vectors:
    decoded: Vectors = rows.values[places].astype(np.float32) * rows.scales[places][:, None]
    return decoded
