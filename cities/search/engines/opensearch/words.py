"""Words in OpenSearch: our tokens, split at spaces and nothing else, ranked by its BM25."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from django.db import transaction

from cities.search.analysis import Term
from cities.search.engines.opensearch.outbox import forget_unsent, keep, send_all
from cities.search.engines.opensearch.service import Service
from cities.search.engines.port import Frequencies, IndexedWords, WordHit
from cities.search.engines.weighing import most_possible, telling_terms

TEXTS = "texts"
# One occurrence in a text of middling length has 1/2.2 of its token's rarity in Lucene's BM25: 1 in the body, 1.8 in a name.
IN_BODY, IN_NAMES = 2.2, 4.0
# As many values as a page of an aggregation may have, and as a filter may name.
MOST_BUCKETS = 10_000
MOST_NAMED = 65_000


class OpenSearchWords:
    def __init__(self, service: Service) -> None:
        self.service = service
        self.index = f"{service.prefix}-{TEXTS}"

    def write(self, texts: Sequence[IndexedWords]) -> None:
        keep(TEXTS, [(text.text_id, _document(text)) for text in texts], then=self._send)

    def forget(self, text_ids: Collection[int]) -> None:
        keep(TEXTS, [(text, None) for text in text_ids], then=self._send)

    def clear(self) -> None:
        """At once, whatever becomes of the transaction: an empty index is filled by the next rebuild."""
        with transaction.atomic():
            forget_unsent(TEXTS)
            self.service.drop_index(self.index)
            self.service.make_index(self.index, "texts.json")

    def settle(self) -> None:
        self._send()

    def count(self) -> int:
        self.service.make_index(self.index, "texts.json")
        return self.service.count(self.index)

    def frequencies(self, tokens: Collection[str]) -> Frequencies:
        """One aggregation of two groups of filters: names and body, and all fields."""
        asked = sorted(token for token in tokens if token)
        if not asked:
            return Frequencies()
        groups = {"tokens": ("names", "body"), "known": ("names", "body", "plain")}
        aggregations = {
            group: {"filters": {"filters": [_any([{"term": {field: token}} for field in fields]) for token in asked]}}
            for group, fields in groups.items()
        }
        answer = self.service.search(self.index, {"size": 0, "track_total_hits": True, "aggs": aggregations})
        found, known = (
            {
                token: bucket["doc_count"]
                for token, bucket in zip(asked, answer["aggregations"][group]["buckets"], strict=True)
                if bucket["doc_count"]
            }
            for group in groups
        )
        return Frequencies(answer["hits"]["total"]["value"], found, known.keys())

    def search(
        self, terms: Sequence[Term], *, frequencies: Frequencies, entries: Collection[int] | None = None, most: int = 300
    ) -> list[WordHit]:
        told = telling_terms(terms, frequencies.found)
        if not told:
            return []
        query = {"should": [{"dis_max": {"queries": list(_weighed(term))}} for term in told], "minimum_should_match": 1}
        body = {"size": most, "_source": ["entry_id", "language"], "query": {"bool": query | within(entries)}}
        hits = self.service.search(self.index, body | {"sort": [{"_score": "desc"}, {"entry_id": "asc"}], "track_scores": True})
        limit = most_possible(terms, frequencies.found, frequencies.texts)
        return [
            WordHit(int(hit["_id"]), hit["_source"]["entry_id"], hit["_source"]["language"], min(hit["_score"] / limit, 1.0))
            for hit in hits["hits"]["hits"]
            if is_within(hit["_source"]["entry_id"], entries)
        ]

    def having_all(self, terms: Sequence[Term]) -> set[int]:
        if not terms:
            return set()
        return self._entries([_any([_phrase(field, form) for field in ("names", "body") for form in term.forms]) for term in terms])

    def having(self, phrase: Sequence[str]) -> set[int]:
        return self._entries([_phrase("plain", phrase)])

    def beginning(self, start: Sequence[str], *, most: int = 20) -> list[int]:
        begun = {"match_phrase_prefix": {"names": {"query": " ".join(start), "max_expansions": 200}}}
        body = {
            "size": most,
            "_source": ["entry_id"],
            "query": {"bool": {"filter": [begun]}},
            "collapse": {"field": "entry_id"},
            "sort": [{"length": "asc"}, {"entry_id": "asc"}],
        }
        return [hit["_source"]["entry_id"] for hit in self.service.search(self.index, body)["hits"]["hits"]]

    def vocabulary(self, *, most: int) -> Iterable[tuple[str, int]]:
        terms = {"field": "vocabulary", "size": min(most, MOST_NAMED), "order": [{"_count": "desc"}, {"_key": "asc"}]}
        answer = self.service.search(self.index, {"size": 0, "aggs": {"words": {"terms": terms}}})
        return [(bucket["key"], bucket["doc_count"]) for bucket in answer["aggregations"]["words"]["buckets"]]

    def _send(self) -> None:
        self.service.make_index(self.index, "texts.json")
        send_all(TEXTS, lambda changes: self.service.send(self.index, changes))

    def _entries(self, filters: list[Any]) -> set[int]:
        """Entries of all texts that pass, some thousands at a time."""
        found: set[int] = set()
        after: dict[str, Any] = {}
        while True:
            paged = {"size": MOST_BUCKETS, "sources": [{"entry": {"terms": {"field": "entry_id"}}}], **after}
            body = {"size": 0, "query": {"bool": {"filter": filters}}, "aggs": {"entries": {"composite": paged}}}
            entries = self.service.search(self.index, body)["aggregations"]["entries"]
            found.update(bucket["key"]["entry"] for bucket in entries["buckets"])
            if len(entries["buckets"]) < MOST_BUCKETS:
                return found
            after = {"after": entries["after_key"]}


def within(entries: Collection[int] | None) -> dict[str, Any]:
    """The filter that keeps to entries; too many to be named are looked through afterwards."""
    if entries is None or len(entries) > MOST_NAMED:
        return {}
    return {"filter": [{"terms": {"entry_id": [int(entry) for entry in entries]}}]}


def is_within(entry: int, entries: Collection[int] | None) -> bool:
    return entries is None or len(entries) <= MOST_NAMED or entry in entries


def _document(text: IndexedWords) -> dict[str, Any]:
    names = " ".join(text.names)
    return {
        "entry_id": text.entry_id,
        "language": text.language,
        "length": len(names),
        "names": names,
        "body": " ".join(text.body),
        "plain": " ".join(text.plain),
        "vocabulary": list(dict.fromkeys(text.plain)),
    }


def _phrase(field: str, tokens: Sequence[str]) -> dict[str, Any]:
    return {"match_phrase": {field: " ".join(tokens)}} if len(tokens) > 1 else {"term": {field: tokens[0]}}


def _weighed(term: Term) -> Iterator[dict[str, Any]]:
    """Each form in names and body. Lucene adds up the rarities of a phrase's tokens, which is as many times too much."""
    for form in term.forms:
        for field, weight in (("names", IN_NAMES), ("body", IN_BODY)):
            boost = weight / len(form)
            if len(form) > 1:
                yield {"match_phrase": {field: {"query": " ".join(form), "boost": boost}}}
            else:
                yield {"term": {field: {"value": form[0], "boost": boost}}}


def _any(queries: list[Any]) -> dict[str, Any]:
    return {"bool": {"should": queries, "minimum_should_match": 1}}
