"""Texts and vectors as the index holds them, made without any record."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import numpy as np

from cities.search.analysis import Term, tokens
from cities.search.analysis.tokens import plain_words
from cities.search.encoding.port import Vectors
from cities.search.engines import IndexedWords, WordHit, WordIndex, tokens_of
from cities.search.models import Entry, IndexedText, Passage, Vector


def indexed_text(title: str, *, language: str = "en", entry: Entry | None = None) -> IndexedText:
    held = entry or Entry.objects.create(record_id=uuid4(), kind="practice", original=language, digest="")
    text: IndexedText = IndexedText.objects.create(entry=held, language=language, title=title, folded_title=title.lower())
    return text


def words_of(text: IndexedText, body: str = "") -> IndexedWords:
    """Tokens as the index makes them of a title and what follows it."""
    names = [*plain_words(text.title), *tokens(text.title, text.language)]
    return IndexedWords(text.pk, text.entry_id, text.language, names, tokens(body, text.language), plain_words(f"{text.title}\n{body}"))


def searched(engine: WordIndex, terms: Sequence[Term], **wishes: Any) -> list[WordHit]:
    """What a search finds that has looked up how frequent its words are."""
    return engine.search(terms, frequencies=engine.frequencies(tokens_of(terms)), **wishes)


def indexed_passage(*, language: str = "en", group: str = "title", text: IndexedText | None = None) -> Passage:
    passage: Passage = Passage.objects.create(
        text=text or indexed_text("Any", language=language), group=group, words="Any words", digest=uuid4().hex
    )
    return passage


def stored_vector(passage: Passage, numbers: Vectors, *, encoder: str) -> Vector:
    vector: Vector = Vector.objects.create(passage=passage, encoder=encoder, values=np.asarray(numbers, "<f2").tobytes())
    return vector


def direction(*numbers: float, size: int = 384) -> Vectors:
    """A vector of length one whose first numbers these are."""
    vector = np.zeros(size, np.float32)
    vector[: len(numbers)] = numbers
    unit: Vectors = vector / np.linalg.norm(vector)
    return unit
