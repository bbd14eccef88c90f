"""How concepts enter the search index: as records of their own, as what others are about, and as what a query can name."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from cities.commons.vocabulary.models import Concept, ConceptText
from cities.search.content import EntryContent, IndexedKind, Subject, TextContent

# Vocabularies readers name things by; the others only describe records (roles, kinds of figures).
NAMED = (
    "themes",
    "sectors",
    "policy-areas",
    "support-measures",
    "legal-forms",
    "beneficiaries",
    "sdgs",
    "organisation-kinds",
    "deliverable-types",
    "transfer-modes",
)

# How much it tells of what a record is about that it has a concept of these; of the others everything.
TELLING = {"organisation-kinds": 0.3, "legal-forms": 0.5}
# These say what a record is, not what it is about.
KINDS = frozenset({"organisation-kinds", "legal-forms", "deliverable-types", "transfer-modes"})


def concept_keys(concepts: Iterable[Concept]) -> tuple[str, ...]:
    """These concepts and all that is broader; prefetch `broader__broader`."""
    found: dict[str, None] = {}
    for concept in concepts:
        each: Concept | None = concept
        while each is not None and each.key not in found:
            found[each.key] = None
            each = each.broader
    return tuple(found)


def common_concepts(each: Collection[Collection[Concept]]) -> list[Concept]:
    """What several records together are about: the concepts at least half of them have, and not one alone. In the order of their keys."""
    counted = Counter(concept for concepts in each for concept in set(concepts))
    least = max(2, len(each) / 2) if len(each) > 1 else 1
    return sorted((concept for concept, count in counted.items() if count >= least), key=lambda concept: concept.key)


def content(concept: Concept) -> EntryContent:
    return EntryContent(
        texts=tuple(
            TextContent(
                language=text.language,
                title=text.label,
                summary=text.definition,
                state=text.state,
                also=tuple(text.alternative_labels),
            )
            for text in concept.texts.all()
        ),
        original="en",
        facets={"concept": (concept.key,), "concept_in": concept_keys([concept])},
    )


def indexed_concepts() -> QuerySet[Concept]:
    return Concept.objects.of(*NAMED).prefetch_related("texts", "broader__broader")


def concept_subjects() -> Iterable[Subject]:
    """Every label and alternative label, by language. All at once: the first search waits for it."""
    labels: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for text in ConceptText.objects.filter(record__scheme__in=NAMED).order_by("pk"):
        labels[text.record_id][text.language] = (text.label, *text.alternative_labels)
    for key, scheme, broader in Concept.objects.of(*NAMED).values_list("key", "scheme_id", "broader_id"):
        yield Subject(key, "concept", labels[key], broader=broader, telling=TELLING.get(scheme, 1.0), is_about=scheme not in KINDS)


INDEXED = IndexedKind(kind="concept", model=Concept, content=content, records=indexed_concepts, is_listed=False)
