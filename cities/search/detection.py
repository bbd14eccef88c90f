"""Which language a query is in. Plain Python, after py3langid."""

import mmap
import os
import shutil
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from django.conf import settings

from cities.search.analysis.stopwords import STOPWORDS
from cities.search.analysis.tokens import spoken_words
from cities.search.folding import fold

# Languages that are told apart by their letters alone.
SCRIPTS = (("ko", "\uac00", "\ud7a3"), ("ja", "\u3040", "\u30ff"), ("zh", "\u4e00", "\u9fff"))
LATIN = ("en", "fr", "es", "pt", "ca")
# How much nearer the reader's own language is thought to be before a word is read; in the model's log units.
READER = 3.0
# Fewer ask in these than the model takes for granted, which makes “les jardins de Dakar” Catalan.
SELDOM = {"ca": 2.0, "pt": 1.0}
# What one small word of a language says for it; many are words of another too.
SMALL_WORD = 4.0
# Letters with marks that stand in words of a language; a word with any other is a name or of another language.
MARKED = {"en": "", "fr": "àâæçéèêëîïôœùûüÿ", "es": "áéíñóúü", "pt": "áâãàçéêíóôõú", "ca": "àçéèíïóòúü"}
FOREIGN_LETTER = 4.0
# A query with one foreign name in Hangul is not Korean.
SHARE_OF_SCRIPT = 0.3

STEPS, TABLES = "steps.uint32", "tables.npz"
_lock = Lock()


def detect_language(query: str, *, reader: str) -> str:
    """A base language tag; the reader's own where nothing speaks against it (a name, an acronym, a word both languages have)."""
    letters = [character for character in query if character.isalpha()]
    for language, first, last in SCRIPTS:
        if letters and sum(first <= character <= last for character in letters) >= SHARE_OF_SCRIPT * len(letters):
            return language
    words = [word for word in spoken_words(_without_acronyms(query)) if word.isalpha() or "'" in word]
    if not words or all(len(word) < 4 for word in words):
        return reader
    return _likeliest(tuple(words), reader)


def _without_acronyms(query: str) -> str:
    """Words in capitals, unless all of a longer query is."""
    words = query.split()
    return query if query.isupper() and len(words) > 2 else " ".join(word for word in words if not word.isupper())


@lru_cache(maxsize=2_000)
def _likeliest(words: tuple[str, ...], reader: str) -> str:
    with _lock:
        ranked = {language: float(score) for language, score in _model().rank(" ".join(words)) if language in LATIN}
    folded = {fold(word) for word in words}
    for language in LATIN:
        # Small words decide where a model that counts letters hesitates.
        own = folded & STOPWORDS[language] - set().union(*(STOPWORDS[other] for other in LATIN if other != language))
        foreign = sum(any(letter not in MARKED[language] for letter in word if not letter.isascii() and letter.isalpha()) for word in words)
        ranked[language] = (
            ranked.get(language, -np.inf)
            + SMALL_WORD * len(own)
            - FOREIGN_LETTER * foreign
            + (READER if language == reader else -SELDOM.get(language, 0.0))
        )
    return max(LATIN, key=lambda language: ranked[language])


@lru_cache(maxsize=1)
def _model() -> Any:
    """The library's own is packed and tells a hundred languages apart: half a second and a hundred megabytes, once for all processes."""
    from py3langid.langid import LanguageIdentifier  # noqa: PLC0415 -- slow import

    folder = Path(settings.DATA_DIR) / "index" / f"languages-{version('py3langid')}-{'-'.join(LATIN)}"
    if not folder.exists():
        _unpack(folder)
    with np.load(folder / TABLES, allow_pickle=False) as tables:
        told = {name: tables[name] for name in tables.files}
    return LanguageIdentifier(
        told["likelihoods"],
        told["priors"],
        told["languages"].tolist(),
        _mapped(folder / STEPS),
        memoryview(told["features"]),
        tk_row=memoryview(told["rows"]),
    )


def _unpack(folder: Path) -> None:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 -- slow import

    every = LanguageIdentifier.from_model_file(MODEL_FILE)
    every.set_languages(list(LATIN))
    unfinished = folder.with_name(f"{folder.name}.{os.getpid()}.new")
    unfinished.mkdir(parents=True, exist_ok=True)
    (unfinished / STEPS).write_bytes(np.asarray(every.tk_nextmove, np.uint32).tobytes())
    np.savez(
        unfinished / TABLES,
        likelihoods=every.nb_ptc,
        priors=every.nb_pc,
        languages=np.array(every.nb_classes),
        features=np.asarray(every.tk_output, np.int32),
        rows=np.asarray(every.tk_row, np.uint16),
    )
    try:
        unfinished.rename(folder)
    except OSError:
        # Another process was first.
        shutil.rmtree(unfinished)


def _mapped(file: Path) -> "memoryview[int]":
    """The model's steps from letter to letter, 39 MB that all processes share: in memory is what queries walk through."""
    with file.open("rb") as opened:
        mapped = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
    if hasattr(mapped, "madvise"):
        # Steps lie far apart: what lies beside one is not worth reading.
        mapped.madvise(mmap.MADV_RANDOM)
    return memoryview(mapped).cast("I")
