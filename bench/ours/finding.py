"""What our worker does for `script/bench search`: answers judged queries, and makes an index large enough to be slow."""

import random
import time
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from functools import partial
from threading import Barrier
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.models import Model

from bench.finding.judging import DEPTH
from bench.memory import resident_mebibytes
from cities.api.mapping import search_answer
from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.config.serving import leave_alone, share_memory
from cities.search.actions import packed, rebuild_index, store_vectors
from cities.search.content import EntryContent, kinds, register_kind
from cities.search.encoding import chosen_encoder, one_thread_a_query
from cities.search.engines import chosen_vectors
from cities.search.models import Entry, IndexedText, Passage, Vector
from cities.search.queries import Search, rank, subjects
from cities.search.queries.vectors import forget_queries
from cities.search.ranking import WEIGHTS, Weights

KINDS = (Practice, Organisation, Resource)
AT_ONCE = 2_000
# Those who ask at once get in one another's way differently every time.
ROUNDS = 5
DRAWING = 20261123


def documents() -> dict[str, Any]:
    """Every text of the demo as others would index it: one document a language."""
    keys = _keys()
    told = []
    for text in IndexedText.objects.filter(entry__record_id__in=list(keys)).select_related("entry").prefetch_related("passages"):
        body = "\n".join((text.summary, *(passage.words for passage in text.passages.all())))
        known = {"key": keys[text.entry.record_id], "language": text.language, "title": text.title, "summary": text.summary}
        told.append({**known, "body": body})
    return {"documents": told}


def rank_queries(queries: list[dict[str, str]], weights: dict[str, float], documents: tuple[str, ...] = ()) -> dict[str, Any]:
    """The first records of each answer; with `documents`, also for each original language alone."""
    chosen = Weights(**{one.name: weights.get(one.name, 0.0) for one in fields(WEIGHTS)}) if weights else WEIGHTS
    keys = _keys()
    if not documents:
        return {"found": {query["id"]: _answer(query, chosen, keys) for query in queries}}
    originals = {language: set(Entry.objects.filter(original=language).values_list("record_id", flat=True)) for language in documents}
    found: dict[str, Any] = {
        language: {query["id"]: _answer(query, chosen, {key: keys[key] for key in originals[language] if key in keys}) for query in queries}
        for language in documents
    }
    return {"found": {**found, "originals": {language: [keys[key] for key in some if key in keys] for language, some in originals.items()}}}


def forget_concepts(share: float) -> dict[str, Any]:
    """Take from a share of the judged records, drawn once, the concepts they are about, as if nobody had catalogued them; index them anew.

    What kind of document or organisation they are stays: without it nobody can write them down.
    """
    keys = sorted(_keys(), key=str)
    bare = set(random.Random(DRAWING).sample(keys, round(share * len(keys))))  # noqa: S311 -- a drawing, no secret
    for indexed in kinds():
        if indexed.model in KINDS:
            register_kind(replace(indexed, content=partial(_without_concepts, content=indexed.content, bare=bare)))
    rebuild_index()
    return {"records": len(bare)}


def _without_concepts(record: Model, *, content: Callable[[Any], EntryContent], bare: Collection[UUID]) -> EntryContent:
    told = content(record)
    if record.pk not in bare:
        return told
    book = subjects()
    taken = {key for key in (*told.facets.get("concept", ()), *told.facets.get("concept_in", ())) if book.is_about(key)}
    # Labels of concepts are words one finds a record by.
    labels = {label for key in taken for label in book.labels(key)}
    texts = tuple(replace(text, also=tuple(words for words in text.also if words not in labels)) for text in told.texts)
    concepts = {name: tuple(key for key in told.facets.get(name, ()) if key not in taken) for name in ("concept", "concept_in")}
    return replace(told, texts=texts, facets={**told.facets, **concepts})


def _answer(query: dict[str, str], weights: Weights, keys: dict[UUID, str]) -> list[str]:
    reader = query["language"] if query["language"] in ("en", "fr", "es") else "en"
    ranked = rank(Search(query["text"], reader=reader), weights=weights).ranked
    return [keys[one.line.pk] for one in ranked if one.line.pk in keys][:DEPTH]


def _keys() -> dict[UUID, str]:
    return {key: f"{model.kind_code}:{code}" for model in KINDS for key, code in model.objects.values_list("pk", "code")}


def make_vectors() -> dict[str, Any]:
    """Give every passage a vector: real ones would take hours. Some hundred are encoded, the others are these with as much noise again."""
    encoder = chosen_encoder()
    assert encoder is not None
    words = list(Passage.objects.order_by("?").values_list("words", flat=True)[:300])
    real = encoder.passages(words)
    drawn = np.random.default_rng(20261122)
    waiting = Passage.objects.filter(vectors__isnull=True).order_by("pk").values_list("pk", flat=True)
    while some := list(waiting[:AT_ONCE]):
        rows = real[drawn.integers(len(real), size=len(some))] + drawn.normal(0, 0.02, (len(some), encoder.size))
        unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        store_vectors([(pk, packed(row)) for pk, row in zip(some, unit, strict=True)], encoder=encoder.name)
    chosen_vectors(encoder).settle()
    return {"passages": Passage.objects.count(), "vectors": Vector.objects.count(), "records": Entry.objects.count()}


def time_queries(queries: list[str], *, is_cached: bool, narrowed: bool = False) -> dict[str, Any]:
    """Milliseconds of each whole answer of the API's search, by the clock and of the processor; every query is encoded unless
    `is_cached`."""
    took, processor = [], []
    parameters = {"kind": ["practice"]} if narrowed else {}
    for query in queries[:5]:
        search_answer(query, language="fr", **parameters)
    for query in queries:
        if is_cached:
            search_answer(query, language="fr", **parameters)
        else:
            forget_queries()
        spent = time.process_time()
        took.append(_timed(lambda query=query: search_answer(query, language="fr", **parameters)))
        processor.append((time.process_time() - spent) * 1000)
    return {"took": took, "processor": processor, "memory": resident_mebibytes()}


def time_start() -> dict[str, Any]:
    """What the first search costs beyond one like it: encoder, language model, matrix. A web worker does it in the background."""
    one_thread_a_query()
    share_memory()
    first = _timed(lambda: search_answer("a first question", language="en"))
    forget_queries()
    leave_alone()
    return {"seconds": (first - _timed(lambda: search_answer("a first question", language="en"))) / 1000}


def time_parallel(queries: list[str], *, clients: int) -> dict[str, Any]:
    """The same by so many threads at once, each its share, once all of them have asked something; ROUNDS times, each from the beginning."""
    everyone_is_here = Barrier(clients, action=forget_queries)

    def client(some: list[str]) -> list[float]:
        search_answer(some[0], language="fr")
        took = []
        for _ in range(ROUNDS):
            everyone_is_here.wait()
            took += [_timed(lambda query=query: search_answer(query, language="fr")) for query in some]
        connection.close()
        return took

    with ThreadPoolExecutor(clients) as readers:
        # An answer that fails in a thread ends the measurement.
        every = list(readers.map(client, [queries[number::clients] for number in range(clients)]))
    return {"took": [one for took in every for one in took]}


def _timed(answer: Callable[[], object]) -> float:
    began = time.perf_counter()
    answer()
    return (time.perf_counter() - began) * 1000
