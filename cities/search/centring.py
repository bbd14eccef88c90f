"""Taking out what all sentences of a language have in common, so that languages can be compared. No database.

Sentence encoders put every language in a corner of its own: a Spanish question is nearer to any Spanish text than to the right Korean
one. Subtracting the mean of a language from its vectors moves the corners onto each other (nDCG .55 -> .82 over four languages for the
E5 family). Means of queries and passages differ, hence two sets. They come from `data/seeds.toml`, or from what an instance holds.
"""

import base64
import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cities.search.encoding.port import Encoder, Vectors

SHIPPED = Path(__file__).parent / "data"
# For an encoder whose means nobody knows: nearness as it is.
NEUTRAL = (0.0, 1.0)


@dataclass(frozen=True)
class Means:
    """Mean vectors by language; `""` is the mean over all of them, for languages nobody has a mean of."""

    queries: Mapping[str, Vectors]
    passages: Mapping[str, Vectors]
    # Centred seed passages of each language: what any query is somewhat near to.
    reference: Mapping[str, Vectors]

    @cached_property
    def mark(self) -> str:
        """Changes with the numbers."""
        told = b"".join(self.passages[language].astype("<f2").tobytes() for language in sorted(self.passages))
        return hashlib.sha256(told).hexdigest()[:8]

    def centred_query(self, vector: Vectors, language: str) -> Vectors:
        centred: Vectors = _centred(vector[None, :], [self._of(self.queries, language)])[0]
        return centred

    def centred_passages(self, vectors: Vectors, languages: Iterable[str]) -> Vectors:
        return _centred(vectors, [self._of(self.passages, language) for language in languages])

    def standing(self, vector: Vectors, languages: Iterable[str]) -> dict[str, tuple[float, float]]:
        """Mean and deviation of how near a centred query is to passages in each language, whatever they say.

        The same subjects stand in every language of the reference, so that a language with three passages is judged as fairly as one
        with thousands.
        """
        rows, begins = self._all_reference
        if not len(rows):
            return dict.fromkeys(languages, NEUTRAL)
        # One long product and its parts: numpy takes longer to begin than to multiply.
        near, many = (rows @ vector).astype(np.float64), np.diff(begins, append=len(rows))
        means = np.add.reduceat(near, begins) / many
        deviations = np.sqrt(np.maximum(np.add.reduceat(near * near, begins) / many - means * means, 0))
        deviations[deviations == 0] = 1.0
        told = dict(zip(self.reference, zip(means.tolist(), deviations.tolist(), strict=True), strict=True))
        other = (float(means.mean()), float(deviations.mean()))
        return {language: told.get(_base(language), other) for language in languages}

    @cached_property
    def _all_reference(self) -> tuple[Vectors, npt.NDArray[np.intp]]:
        """All reference passages, language by language, and where each language begins."""
        rows = [each for each in self.reference.values() if len(each)]
        begins = np.cumsum([0, *(len(each) for each in rows)])[:-1]
        return (np.concatenate(rows) if rows else np.zeros((0, 1), np.float32)), begins

    @staticmethod
    def _of(means: Mapping[str, Vectors], language: str) -> Vectors:
        return means.get(_base(language), means[""])


def middle(vectors: Vectors) -> Vectors | None:
    """The mean of some, of length one; None of none."""
    if not len(vectors):
        return None
    mean = vectors.mean(axis=0)
    unit: Vectors = mean / (np.linalg.norm(mean) or 1)
    return unit


def means_of(vectors: Mapping[str, Vectors]) -> dict[str, Vectors]:
    """The mean of each language's vectors, and of these means."""
    each = {language: rows.mean(axis=0) for language, rows in vectors.items()}
    return {**each, "": np.mean(list(each.values()), axis=0)}


def seeds() -> dict[str, dict[str, list[str]]]:
    """Queries and passages by language, written for this purpose."""
    return tomllib.loads((SHIPPED / "seeds.toml").read_text(encoding="utf-8"))


def means_from_seeds(encoder: Encoder) -> Means:
    """Encodes the seed corpus: half a minute with the slower encoder."""
    corpus = seeds()
    told = {language: encoder.passages(texts["passages"]) for language, texts in corpus.items()}
    passages = means_of(told)
    return Means(
        queries=means_of({language: encoder.queries(texts["queries"]) for language, texts in corpus.items()}),
        passages=passages,
        reference={language: _centred(rows, [passages[language]] * len(rows)) for language, rows in told.items()},
    )


def no_means(size: int = 1) -> Means:
    """Of any size: one zero is taken from all numbers alike."""
    return Means({"": np.zeros(size, np.float32)}, {"": np.zeros(size, np.float32)}, {})


def save_means(means: Means, folder: Path, *, encoder: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"means-{encoder}.json"
    told = {
        "encoder": encoder,
        "queries": _written(means.queries),
        "passages": _written(means.passages),
        "reference": _written(means.reference),
    }
    unfinished = path.with_suffix(".new")
    unfinished.write_text(json.dumps(told, indent=0), encoding="utf-8")
    return unfinished.replace(path)


def load_means(encoder: str, own: Path) -> Means | None:
    """Those of this instance, else those that are shipped, else None. Another process may write them at any time."""
    for folder in (own, SHIPPED):
        path = folder / f"means-{encoder}.json"
        if path.exists():
            return _loaded(path, path.stat().st_mtime_ns)
    return None


@lru_cache(maxsize=4)
def _loaded(path: Path, written: int) -> Means:
    """`written` is only there to make other numbers another call."""
    told = json.loads(path.read_text(encoding="utf-8"))
    queries, passages, reference = (_read(told[name]) for name in ("queries", "passages", "reference"))
    return Means(queries, passages, {language: rows.reshape(-1, len(passages[""])) for language, rows in reference.items()})


def _base(language: str) -> str:
    return language.split("-", 1)[0].lower()


def _centred(vectors: Vectors, means: list[Vectors]) -> Vectors:
    moved = vectors - np.stack(means) if means else vectors
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    centred: Vectors = (moved / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return centred


def _written(means: Mapping[str, Vectors]) -> dict[str, str]:
    return {language: base64.b64encode(mean.astype("<f2").tobytes()).decode() for language, mean in means.items()}


def _read(told: Mapping[str, Any]) -> dict[str, Vectors]:
    return {language: np.frombuffer(base64.b64decode(mean), "<f2").astype(np.float32) for language, mean in told.items()}
