"""Concepts as the API gives them. Vocabularies are small: searching and sorting their labels is done in memory, accents aside."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from cities.api.faults import WrongParameter
from cities.api.queries import scopes
from cities.api.queries.names import ConceptName, concept_names
from cities.api.queries.pages import Names, Page
from cities.api.schemas.parameters import ConceptParameters
from cities.commons.vocabulary.models import Concept, ConceptText, Scheme
from cities.commons.vocabulary.queries import labels
from cities.search.folding import fold


@dataclass(frozen=True)
class ConceptDossier:
    """One concept and those directly under it, in the order of the vocabulary."""

    page: Page[Concept]
    narrower: list[ConceptName]


def concept_page(parameters: ConceptParameters, *, language: str) -> Page[Concept]:
    found = _matching(parameters)
    columns = {"position": ("scheme", "position", "key"), "updated": ("updated_at", "key"), "-updated": ("-updated_at", "key")}
    keys = list(found.order_by(*columns.get(parameters.sort, ("key",))).values_list("key", flat=True))
    if parameters.sort.endswith("title"):
        names = labels(language)
        keys.sort(key=lambda key: fold(names[key]), reverse=parameters.sort.startswith("-"))
    shown = keys[parameters.offset : parameters.offset + parameters.limit]
    by_key = Concept.objects.prefetch_related("texts").in_bulk(shown)
    return _page([by_key[key] for key in shown], language=language, total=len(keys))


def concept_dossier(concept_id: UUID, *, language: str) -> ConceptDossier | None:
    concept = Concept.objects.filter(uuid=concept_id).prefetch_related("texts", "mappings").first()
    if concept is None:
        return None
    narrower = concept_names(Concept.objects.filter(broader=concept).values("key"), language)
    return ConceptDossier(
        page=_page([concept], language=language, total=1),
        narrower=sorted(narrower.values(), key=lambda name: (name.position, name.key)),
    )


def _matching(parameters: ConceptParameters) -> QuerySet[Concept]:
    concepts = Concept.objects.all()
    if parameters.scheme:
        concepts = concepts.filter(scheme__in=_schemes(parameters.scheme))
    for value in parameters.concept:
        concepts = concepts.filter(key__in=scopes.concept_keys(value))
    if parameters.q.strip():
        concepts = concepts.filter(key__in=_called(parameters.q))
    return concepts


def _schemes(values: list[str]) -> list[str]:
    known = set(Scheme.objects.values_list("code", flat=True))
    for value in values:
        if value not in known:
            raise WrongParameter("scheme", value, allowed=known)
    return values


def _called(query: str) -> set[str]:
    wanted = fold(query.strip())
    rows = ConceptText.objects.values_list("record_id", "label", "alternatives")
    return {key for key, label, alternatives in rows if wanted in fold(f"{label}\n{alternatives}")}


def _page(concepts: list[Concept], *, language: str, total: int) -> Page[Any]:
    broader = {concept.broader_id for concept in concepts if concept.broader_id}
    return Page(total, concepts, language, Names(concepts=concept_names(broader, language)))
