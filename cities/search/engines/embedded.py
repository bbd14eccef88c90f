"""The matrix kept true to the database: files under the data folder, and what came after them."""

import shutil
import threading
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import numpy as np
import numpy.typing as npt
from django.conf import settings

from cities.search.centring import Means, middle
from cities.search.cutting import LEAD
from cities.search.encoding.port import Vectors
from cities.search.engines.matrix import Matrix, Rows, opened, rows_of, save
from cities.search.engines.port import Nearest
from cities.search.models import Vector

# So many rows beside the files are written into new ones by the background work.
MOST_BESIDE = 2_000
FORMAT = 2
# Seconds a process takes what it knows for all there is.
LOOKS_AGAIN = 0.25


def index_folder() -> Path:
    return Path(settings.DATA_DIR) / "index"


@dataclass
class _Held:
    matrix: Matrix
    codes: list[str]
    last: int
    files: str
    beside: int


class EmbeddedVectors:
    """One for each process and encoder. A search asks the database for vectors newer than the last it knows: one small query."""

    def __init__(self, encoder: str, means: Means) -> None:
        self.encoder = encoder
        self.means = means
        # Files hold centred numbers: other means or another layout make other files.
        self.files = f"{encoder}-{means.mark}{FORMAT}"
        self._held: _Held | None = None
        self._looked = 0.0
        self._lock = threading.Lock()

    def near(self, vector: Vectors, *, entries: Collection[int] | None = None, most: int = 300) -> Nearest:
        held = self.current()
        told = self.means.standing(vector, held.codes)
        standing = np.array([told[code] for code in held.codes], np.float32).reshape(-1, 2)
        found = held.matrix.nearest(vector, standing=standing, allowed=_allowed(entries), most=most)
        return Nearest(found.passages, found.entries, np.array(held.codes, object)[found.languages], found.z, found.leads)

    def lead(self, entry: int) -> Vectors | None:
        return middle(self.current().matrix.leads_of(entry))

    def current(self) -> _Held:
        with self._lock:
            # One search asks several times.
            if self._held is not None and monotonic() - self._looked < LOOKS_AGAIN:
                return self._held
            self._looked = monotonic()
            files = _newest(self.files)
            if self._held is None or (files.name if files else "") != self._held.files:
                self._held = self._opened(files)
            self._held = self._with_new(self._held)
            return self._held

    def note(self, passages: Collection[int]) -> None:
        """The next search asks the database."""
        self._looked = 0.0

    def forget(self, passages: Iterable[int]) -> None:
        """Rows stay until the files are written anew; whoever finds them looks up whether their passage is still there."""

    def settle(self) -> None:
        self.write_files()

    def write_files(self) -> bool:
        """New files with all vectors that still belong to a passage; the old ones go. False when there was nothing to do."""
        self._looked = 0.0
        held = self.current()
        if held.beside < MOST_BESIDE:
            return False
        rows, codes, last = self._read(after=0)
        if not len(rows):
            return False
        folder = index_folder() / f"{self.files}-{last}"
        unfinished = folder.with_name(f"{folder.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        save(rows, unfinished, last=last)
        (unfinished / "languages.txt").write_text("\n".join(codes), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        unfinished.rename(folder)
        for old in index_folder().iterdir():
            # Processes that mapped them keep them until they look again.
            if old.is_dir() and old.name.startswith(f"{self.encoder}-") and old != folder:
                shutil.rmtree(old, ignore_errors=True)
        return True

    def _opened(self, files: Path | None) -> _Held:
        if files is not None:
            rows, last = opened(files)
            if not last or Vector.objects.filter(encoder=self.encoder, pk__gte=last).exists():
                codes = (files / "languages.txt").read_text(encoding="utf-8").split("\n")
                return _Held(Matrix([rows]), codes, last, files.name, 0)
        # Files of another database than this (one restored or emptied since) are worth nothing.
        rows, codes, last = self._read(after=0)
        return _Held(Matrix([rows]), codes, last, files.name if files else "", len(rows))

    def _with_new(self, held: _Held) -> _Held:
        newest = Vector.objects.filter(encoder=self.encoder).order_by("-pk").values_list("pk", flat=True).first() or 0
        if newest <= held.last:
            return held
        rows, codes, last = self._read(after=held.last, codes=list(held.codes))
        return _Held(Matrix([*held.matrix.segments, rows]), codes, last, held.files, held.beside + len(rows))

    def _read(self, *, after: int, codes: list[str] | None = None) -> tuple[Rows, list[str], int]:
        known = codes if codes is not None else []
        vectors = Vector.objects.filter(encoder=self.encoder, pk__gt=after).order_by("pk")
        columns = ("pk", "passage_id", "passage__text__entry_id", "passage__text__language", "passage__group", "values")
        told = list(vectors.values_list(*columns))
        size = len(told[0][-1]) // 2 if told else 0
        values = np.frombuffer(b"".join(bytes(row[-1]) for row in told), "<f2").astype(np.float32).reshape(len(told), size)
        languages = [row[3] for row in told]
        known += sorted(set(languages) - set(known))
        place = {language: number for number, language in enumerate(known)}
        rows = rows_of(
            passages=np.array([row[1] for row in told], np.int64),
            entries=np.array([row[2] for row in told], np.int64),
            languages=np.array([place[language] for language in languages], np.int16),
            leads=np.array([row[4] == LEAD for row in told], np.bool_),
            vectors=self.means.centred_passages(values, languages) if told else values,
        )
        return rows, known, told[-1][0] if told else after


def _allowed(entries: Collection[int] | None) -> npt.NDArray[np.bool_] | None:
    if entries is None:
        return None
    numbers = np.fromiter(entries, np.int64, len(entries))
    table = np.zeros(int(np.max(numbers, initial=-1)) + 1, np.bool_)
    table[numbers] = True
    return table


def _newest(files: str) -> Path | None:
    """The folder with the most vectors of this encoder, these means and this layout."""
    begun = [(path.name.removeprefix(f"{files}-"), path) for path in index_folder().glob(f"{files}-*")]
    return max(((int(last), path) for last, path in begun if last.isdigit()), default=(0, None), key=lambda found: found[0])[1]
