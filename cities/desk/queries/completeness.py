"""How complete many records are, in a fixed number of queries, without reading their words."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet

from cities.commons.members import completeness as members
from cities.commons.members.models import Organisation, OrganisationFigure, Website
from cities.commons.practices import completeness as practices
from cities.commons.practices.models import Practice, PracticeFigure, PracticeOrganisation, PracticeSource
from cities.commons.resources import completeness as resources
from cities.commons.resources.models import Resource, ResourceFile
from cities.core.models import Record
from cities.desk.queries.translations import text_model
from cities.translation.completeness import Completeness, Facts, Standard, completeness, missing_label

STANDARDS: dict[type[Record], Standard] = {
    Organisation: members.STANDARD,
    Practice: practices.STANDARD,
    Resource: resources.STANDARD,
}
Pairs = QuerySet[Any]
# Rows that show a fact is there, each as a queryset of records.
FACTS: dict[type[Record], dict[str, Callable[[], Pairs]]] = {
    Organisation: {
        "territories": lambda: Organisation.territories.through.objects.values_list("organisation_id"),
        "seat": lambda: Organisation.objects.filter(seat__isnull=False).values_list("pk"),
        "websites": lambda: Website.objects.values_list("organisation_id"),
        "themes": lambda: _concepts(Organisation, "themes").values_list("organisation_id"),
        "sectors": lambda: _concepts(Organisation, "sectors").values_list("organisation_id"),
        "founded": lambda: Organisation.objects.filter(founded__isnull=False).values_list("pk"),
        "figures": lambda: OrganisationFigure.objects.values_list("organisation_id"),
        "image": lambda: Organisation.objects.filter(image__isnull=False).values_list("pk"),
    },
    Practice: {
        "territories": lambda: Practice.territories.through.objects.values_list("practice_id"),
        "themes": lambda: _concepts(Practice, "themes").values_list("practice_id"),
        "participations": lambda: PracticeOrganisation.objects.values_list("practice_id"),
        "figures": lambda: PracticeFigure.objects.values_list("practice_id"),
        "sources": lambda: PracticeSource.objects.values_list("practice_id"),
        "started": lambda: Practice.objects.filter(started__isnull=False).values_list("pk"),
        "contact": lambda: Practice.objects.filter(contact__isnull=False).values_list("pk"),
        "image": lambda: Practice.objects.filter(image__isnull=False).values_list("pk"),
    },
    Resource: {
        "files": lambda: ResourceFile.objects.values_list("resource_id"),
        "year": lambda: Resource.objects.filter(year__isnull=False).values_list("pk"),
        "publishers": lambda: Resource.publishers.through.objects.values_list("resource_id"),
        "themes": lambda: _concepts(Resource, "themes").values_list("resource_id"),
    },
}


def completeness_of(model: type[Record]) -> Mapping[UUID, Completeness]:
    """Every record of a model, as stored. Two queries when nothing has changed since the last call in this process."""
    texts = text_model(model)._default_manager.aggregate(Count("pk"), Max("updated_at"))
    records = model._default_manager.aggregate(Count("pk"), Max("updated_at"))
    languages = tuple(code for code, _name in settings.LANGUAGES)
    return _completeness_of(model, languages, (*texts.values(), *records.values()))  # type: ignore[arg-type]  # models are hashable


def missing_labels(record_completeness: Completeness, model: type[Record], language: str) -> list[str]:
    return [missing_label(code, STANDARDS[model], in_language=language) for code in record_completeness.missing]


@lru_cache(maxsize=8)
def _completeness_of(model: type[Record], languages: Collection[str], version: tuple[object, ...]) -> Mapping[UUID, Completeness]:
    """`version` is only there to make a change a new call."""
    words, originals = _words(model)
    present = {code: {pk for (pk,) in pairs().distinct()} for code, pairs in FACTS[model].items()}
    return {
        pk: completeness(
            Facts(words[pk], originals.get(pk), frozenset(code for code, records in present.items() if pk in records)),
            STANDARDS[model],
            languages=languages,
        )
        for pk in model._default_manager.values_list("pk", flat=True)
    }


def _words(model: type[Record]) -> tuple[dict[UUID, dict[str, frozenset[str]]], dict[UUID, str]]:
    """Fields that say something, by record and language; and the language of each original."""
    texts = text_model(model)
    words: dict[UUID, dict[str, frozenset[str]]] = defaultdict(dict)
    originals: dict[UUID, str] = {}
    says = {f"says_{field}": ~Q(**{field: ""}) for field in texts.words}
    for pk, language, state, *said in texts._default_manager.annotate(**says).values_list("record_id", "language", "state", *says):
        words[pk][language] = frozenset(field for field, is_said in zip(texts.words, said, strict=True) if is_said)
        if state == "original":
            originals[pk] = language
    return words, originals


def _concepts(model: type[Any], scheme: str) -> Pairs:
    links: Pairs = model.concepts.through.objects.filter(concept__scheme=scheme)
    return links
