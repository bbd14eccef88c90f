"""What is asked of the index."""

from uuid import UUID

from django.db.models import QuerySet

from cities.search.analysis import query_terms
from cities.search.engines import chosen_words
from cities.search.models import Entry
from cities.search.queries.completing import Suggestion, suggestions
from cities.search.queries.finding import Filter, Ranking, Search, rank
from cities.search.queries.showing import Hit, hits
from cities.search.queries.similar import similar
from cities.search.queries.stock import EntryLine, Stock, stock, subjects
from cities.search.queries.weighing import Ranked
from cities.search.reasons import Reason

__all__ = [
    "EntryLine",
    "Filter",
    "Hit",
    "Ranked",
    "Ranking",
    "Reason",
    "Search",
    "Stock",
    "Suggestion",
    "hits",
    "matching",
    "matching_ids",
    "rank",
    "similar",
    "stock",
    "subjects",
    "suggestions",
]


def matching_ids(query: str, *, kind: str) -> list[UUID]:
    """Ids of the records of one kind with every word of the query in one of their languages: what narrows a list.

    Two SQL queries, and none for a query without words: then nothing matches.
    """
    return list(matching(query, kind=kind))


def matching(query: str, *, kind: str) -> QuerySet[Entry, UUID]:
    """The same as a subquery of the list that is narrowed: one query for the words, none of its own."""
    terms = query_terms(query, "")
    numbers = chosen_words().having_all(terms) if terms else set()
    return Entry.objects.filter(pk__in=numbers, kind=kind).values_list("record_id", flat=True)
