"""Vocabularies as SKOS Turtle, in and out: https://www.w3.org/TR/skos-reference/."""

from collections import defaultdict
from dataclasses import dataclass, field

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.term import Node

CITIES = Namespace("urn:cities:")
RELATIONS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")


class UnreadableVocabulary(Exception):
    """The file is not one SKOS concept scheme; the message says what is wrong where."""


@dataclass(frozen=True)
class ConceptWords:
    label: str
    alternatives: tuple[str, ...] = ()
    definition: str = ""


@dataclass(frozen=True)
class ConceptEntry:
    code: str
    uri: str
    broader: str | None
    position: int
    words: dict[str, ConceptWords]
    mappings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class SchemeEntry:
    """A whole vocabulary, ready to be stored; broader concepts come before narrower ones."""

    code: str
    uri: str
    labels: dict[str, str]
    definitions: dict[str, str]
    concepts: list[ConceptEntry] = field(default_factory=list)


def read_turtle(turtle: str) -> SchemeEntry:
    """Raise UnreadableVocabulary when it is not Turtle, holds no scheme or several, or a concept lacks a code or label."""
    graph = Graph()
    try:
        graph.parse(data=turtle, format="turtle")
    except Exception as error:  # rdflib's parser raises many kinds
        raise UnreadableVocabulary(f"This is not Turtle: {error}") from error
    schemes = sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str)
    if len(schemes) != 1:
        raise UnreadableVocabulary(f"A file holds one vocabulary; this one holds {len(schemes)}.")
    scheme = schemes[0]
    return SchemeEntry(
        code=_code(graph, scheme),
        uri=str(scheme),
        labels=_by_language(graph, scheme, SKOS.prefLabel),
        definitions=_by_language(graph, scheme, SKOS.definition),
        concepts=_broader_first([_read_concept(graph, uri) for uri in sorted(graph.subjects(RDF.type, SKOS.Concept), key=str)]),
    )


def write_turtle(scheme: SchemeEntry) -> str:
    """What read_turtle takes in, as Turtle in a stable order."""
    graph = Graph()
    graph.bind("skos", SKOS)
    subject = URIRef(scheme.uri)
    graph.add((subject, RDF.type, SKOS.ConceptScheme))
    graph.add((subject, SKOS.notation, Literal(scheme.code)))
    _add_words(graph, subject, predicate=SKOS.prefLabel, words=scheme.labels)
    _add_words(graph, subject, predicate=SKOS.definition, words=scheme.definitions)
    for concept in scheme.concepts:
        _add_concept(graph, subject, concept)
    return graph.serialize(format="turtle")


def _read_concept(graph: Graph, uri: Node) -> ConceptEntry:
    labels = _by_language(graph, uri, SKOS.prefLabel)
    if not labels:
        raise UnreadableVocabulary(f"{uri} has no skos:prefLabel.")
    definitions = _by_language(graph, uri, SKOS.definition)
    alternatives: dict[str, list[str]] = defaultdict(list)
    for literal in sorted(graph.objects(uri, SKOS.altLabel), key=str):
        alternatives[getattr(literal, "language", None) or "en"].append(str(literal))
    broader = next(iter(sorted(graph.objects(uri, SKOS.broader), key=str)), None)
    position = next(iter(graph.objects(uri, CITIES.position)), 0)
    return ConceptEntry(
        code=_code(graph, uri),
        uri=str(uri),
        broader=str(broader) if broader else None,
        position=int(str(position)),
        words={
            language: ConceptWords(label, tuple(alternatives.get(language, ())), definitions.get(language, ""))
            for language, label in labels.items()
        },
        mappings=tuple(sorted((relation, str(target)) for relation in RELATIONS for target in graph.objects(uri, SKOS[relation]))),
    )


def _code(graph: Graph, uri: Node) -> str:
    notation = next(iter(graph.objects(uri, SKOS.notation)), None)
    code = str(notation) if notation else str(uri).rsplit(":", 1)[-1].rsplit("/", 1)[-1].rsplit("#", 1)[-1]
    if not code:
        raise UnreadableVocabulary(f"{uri} has no code: give it a skos:notation.")
    return code


def _by_language(graph: Graph, uri: Node, predicate: URIRef) -> dict[str, str]:
    literals = sorted(graph.objects(uri, predicate), key=str)
    return {getattr(literal, "language", None) or "en": str(literal) for literal in literals}


def _broader_first(entries: list[ConceptEntry]) -> list[ConceptEntry]:
    by_uri = {entry.uri: entry for entry in entries}

    def depth(entry: ConceptEntry, seen: frozenset[str] = frozenset()) -> int:
        if entry.uri in seen:
            raise UnreadableVocabulary(f"{entry.uri} is broader than itself.")
        parent = by_uri.get(entry.broader or "")
        return 1 + depth(parent, seen | {entry.uri}) if parent else 0

    return sorted(entries, key=lambda entry: (depth(entry), entry.position, entry.uri))


def _add_concept(graph: Graph, scheme: URIRef, concept: ConceptEntry) -> None:
    subject = URIRef(concept.uri)
    graph.add((subject, RDF.type, SKOS.Concept))
    graph.add((subject, SKOS.inScheme, scheme))
    graph.add((subject, SKOS.notation, Literal(concept.code)))
    graph.add((subject, CITIES.position, Literal(concept.position)))
    if concept.broader:
        graph.add((subject, SKOS.broader, URIRef(concept.broader)))
    else:
        graph.add((subject, SKOS.topConceptOf, scheme))
    for language, words in concept.words.items():
        graph.add((subject, SKOS.prefLabel, Literal(words.label, lang=language)))
        for alternative in words.alternatives:
            graph.add((subject, SKOS.altLabel, Literal(alternative, lang=language)))
        if words.definition:
            graph.add((subject, SKOS.definition, Literal(words.definition, lang=language)))
    for relation, target in concept.mappings:
        graph.add((subject, SKOS[relation], URIRef(target)))


def _add_words(graph: Graph, subject: URIRef, *, predicate: URIRef, words: dict[str, str]) -> None:
    for language, value in words.items():
        graph.add((subject, predicate, Literal(value, lang=language)))
