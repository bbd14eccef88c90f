from collections import Counter

import pytest

from cities.commons.vocabulary.actions import SHIPPED
from cities.commons.vocabulary.skos import ConceptWords, UnreadableVocabulary, read_turtle, write_turtle

LANGUAGES = {"en", "fr", "es", "ko"}
PATHS = sorted(SHIPPED.glob("*.ttl"))
EXAMPLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:x:s> a skos:ConceptScheme ; skos:notation "s" ; skos:prefLabel "Schemes"@en .
<urn:x:s:wide> a skos:Concept ; skos:inScheme <urn:x:s> ; skos:notation "wide" ; skos:prefLabel "Wide"@en, "Large"@fr .
<urn:x:s:narrow> a skos:Concept ; skos:inScheme <urn:x:s> ; skos:notation "narrow" ; skos:prefLabel "Narrow"@en ;
    skos:altLabel "Slim"@en ; skos:definition "Not wide."@en ; skos:broader <urn:x:s:wide> ; skos:exactMatch <http://example.org/n> .
"""


def test_turtle_gives_concepts_broader_first():
    scheme = read_turtle(EXAMPLE)

    assert [concept.code for concept in scheme.concepts] == ["wide", "narrow"]
    assert scheme.concepts[1].words == {"en": ConceptWords("Narrow", ("Slim",), "Not wide.")}
    assert scheme.concepts[1].mappings == (("exactMatch", "http://example.org/n"),)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_shipped_vocabulary_survives_a_round_trip(path):
    scheme = read_turtle(path.read_text(encoding="utf-8"))

    assert read_turtle(write_turtle(scheme)) == scheme


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_shipped_vocabulary_is_whole_in_four_languages(path):
    scheme = read_turtle(path.read_text(encoding="utf-8"))

    incomplete = [
        (concept.code, language)
        for concept in scheme.concepts
        for language in LANGUAGES
        if language not in concept.words or not concept.words[language].definition
    ]
    assert scheme.code == path.stem
    assert set(scheme.labels) == LANGUAGES
    assert incomplete == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_word_stands_for_one_concept_of_its_scheme(path):
    scheme = read_turtle(path.read_text(encoding="utf-8"))

    held = Counter(
        (language, label.casefold())
        for concept in scheme.concepts
        for language, words in concept.words.items()
        for label in (words.label, *words.alternatives)
    )

    assert [label for label, times in held.items() if times > 1] == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_shipped_concepts_stand_in_three_levels_at_most(path):
    broader = {concept.uri: concept.broader for concept in read_turtle(path.read_text(encoding="utf-8")).concepts}

    deep = [uri for uri in broader if broader.get(broader.get(broader[uri] or "") or "")]

    assert deep == []


@pytest.mark.parametrize(
    ("turtle", "complaint"),
    [
        ("this is not turtle", "This is not Turtle"),
        ("", "this one holds 0"),
        (EXAMPLE.replace('skos:prefLabel "Narrow"@en ;', ""), "has no skos:prefLabel"),
        (EXAMPLE + "<urn:x:s:wide> skos:broader <urn:x:s:narrow> .", "broader than itself"),
    ],
)
def test_unreadable_vocabulary_says_why(turtle, complaint):
    with pytest.raises(UnreadableVocabulary, match=complaint):
        read_turtle(turtle)
