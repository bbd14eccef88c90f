"""Finding rows by words in any of their languages."""

from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from cities.commons.members.models import Organisation, Person
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.commons.vocabulary.models import Concept, Scheme
from cities.desk.patterns import tolerant_patterns
from cities.provenance.models import Source
from cities.transfer.projects.models import Transfer

# Fields of the texts, fields of the row itself.
SEARCHED: dict[type[Model], tuple[tuple[str, ...], tuple[str, ...]]] = {
    Organisation: (("name", "summary"), ("acronym", "code")),
    Practice: (("title", "summary"), ("code",)),
    Resource: (("title", "summary"), ("code",)),
    Transfer: (("title", "summary"), ("code",)),
    Territory: (("name",), ("code",)),
    Concept: (("label", "alternatives"), ("code",)),
    Scheme: ((), ("code",)),
    Source: ((), ("title", "publisher", "code")),
    Person: ((), ("name",)),
}


def found(rows: QuerySet[Any], query: str) -> QuerySet[Any]:
    """Those of `rows` that have every word of `query`, whatever its case and accents, in one language or another."""
    in_texts, in_row = SEARCHED[rows.model]
    for pattern in tolerant_patterns(query):
        condition = _any_of(in_row, pattern)
        if in_texts:
            texts = rows.model._meta.get_field("texts").related_model
            condition |= Q(Exists(texts._default_manager.filter(_any_of(in_texts, pattern), record=OuterRef("pk"))))
        rows = rows.filter(condition)
    return rows


def _any_of(fields: tuple[str, ...], pattern: str) -> Q:
    condition = Q()
    for field in fields:
        condition |= Q(**{f"{field}__iregex": pattern})
    return condition
