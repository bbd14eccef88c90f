"""What pages and feeds ask of the vocabularies. They change seldom and are read everywhere, so a process keeps them in memory."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import Case, CharField, QuerySet, Value, When

from cities.commons.places.queries import places
from cities.commons.vocabulary.models import Concept, ConceptText, Scheme
from cities.commons.vocabulary.skos import ConceptEntry, ConceptWords, SchemeEntry
from cities.core.versions import Version, version
from cities.search.facets import Part
from cities.translation.languages import best_language


@dataclass(frozen=True)
class ConceptNode:
    """A concept in one language, with those under it."""

    key: str
    code: str
    scheme: str
    label: str
    definition: str
    narrower: tuple["ConceptNode", ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Its own key and those of everything narrower."""
        return (self.key, *(key for node in self.narrower for key in node.keys))


@dataclass(frozen=True)
class Vocabularies:
    """Every concept, in one language. `trees` by scheme in the order of the scheme."""

    labels: dict[str, str]
    trees: dict[str, tuple[ConceptNode, ...]]
    nodes: dict[str, ConceptNode] = field(repr=False)

    def label(self, key: str | None) -> str:
        return self.labels.get(key or "", key or "")

    def keys_under(self, key: str) -> tuple[str, ...]:
        """The concept and everything narrower; just the key when nobody knows it."""
        node = self.nodes.get(key)
        return node.keys if node else (key,)


def vocabularies(language: str) -> Vocabularies:
    """One query when nothing has changed since the last call in this process; none when this request has asked before."""
    return _vocabularies(language, version("concepts"))


def labels(language: str) -> dict[str, str]:
    return vocabularies(language).labels


def subject_names(language: str) -> Callable[[str], str]:
    """What a concept (by its key) or a territory (by its code) is called; the code itself when nobody knows it. Two queries at most."""
    known, concepts = places(language).by_code, labels(language)

    def name(code: str) -> str:
        place = known.get(code.removeprefix("place:"))
        return place.name if place else concepts.get(code, code)

    return name


def concept_tree(scheme: str, language: str) -> tuple[ConceptNode, ...]:
    return vocabularies(language).trees.get(scheme, ())


def topmost_parts(links: QuerySet[Any], record: str, *, nodes: Iterable[ConceptNode]) -> list[Part]:
    """How many records each concept has together with everything narrower, to be counted with other parts: one for each level."""
    wide = [node for node in nodes if node.narrower]
    if not wide:
        return []
    topmost = Case(*(When(concept__in=node.keys, then=Value(node.key)) for node in wide), output_field=CharField())
    level = Part("topmost", links.filter(concept__in=[key for node in wide for key in node.keys]), topmost, record)
    return [level, *topmost_parts(links, record, nodes=[narrower for node in wide for narrower in node.narrower])]


def scheme_entry(scheme: Scheme) -> SchemeEntry:
    """A stored vocabulary as plain data, to be written as Turtle."""
    concepts = scheme.concepts.select_related("broader").prefetch_related("texts", "mappings")
    return SchemeEntry(
        code=scheme.code,
        uri=scheme.uri,
        labels=scheme.labels,
        definitions=scheme.definitions,
        concepts=[concept_entry(concept) for concept in concepts],
    )


def concept_entry(concept: Concept) -> ConceptEntry:
    return ConceptEntry(
        code=concept.code,
        uri=concept.uri,
        broader=concept.broader.uri if concept.broader else None,
        position=concept.position,
        words={text.language: ConceptWords(text.label, tuple(text.alternative_labels), text.definition) for text in concept.texts.all()},
        mappings=tuple(sorted((mapping.relation, mapping.target) for mapping in concept.mappings.all())),
    )


@lru_cache(maxsize=16)
def _vocabularies(language: str, current: Version) -> Vocabularies:
    """`current` is only there to make a changed vocabulary a new call."""
    texts: dict[str, dict[str, ConceptText]] = defaultdict(dict)
    for text in ConceptText.objects.all():
        texts[text.record_id][text.language] = text
    children: dict[str | None, list[Concept]] = defaultdict(list)
    for concept in Concept.objects.order_by("scheme", "position", "key"):
        children[concept.broader_id].append(concept)
    nodes: dict[str, ConceptNode] = {}
    trees: dict[str, list[ConceptNode]] = defaultdict(list)
    for concept in children[None]:
        trees[concept.scheme_id].append(_node(concept, children, texts, language=language, nodes=nodes))
    return Vocabularies(
        labels={key: node.label for key, node in nodes.items()},
        trees={scheme: tuple(top) for scheme, top in trees.items()},
        nodes=nodes,
    )


def _node(
    concept: Concept,
    children: dict[str | None, list[Concept]],
    texts: dict[str, dict[str, ConceptText]],
    *,
    language: str,
    nodes: dict[str, ConceptNode],
) -> ConceptNode:
    known = texts[concept.key]
    chosen = best_language(known, language, original="en")
    node = ConceptNode(
        key=concept.key,
        code=concept.code,
        scheme=concept.scheme_id,
        label=known[chosen].label if chosen else concept.code,
        definition=known[chosen].definition if chosen else "",
        narrower=tuple(_node(child, children, texts, language=language, nodes=nodes) for child in children[concept.key]),
    )
    nodes[concept.key] = node
    return node
