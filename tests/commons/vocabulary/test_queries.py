import pytest

from cities.commons.vocabulary.queries import concept_tree, labels, vocabularies
from tests.factories import ConceptFactory, SchemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    wide = ConceptFactory(code="city", labels={"en": "The city", "fr": "La ville"})
    return ConceptFactory(code="commons", broader=wide, labels={"en": "Commons", "fr": "Communs"})


def test_label_is_the_readers_or_the_nearest(city):
    assert (labels("fr")["themes:commons"], labels("es")["themes:commons"]) == ("Communs", "Communs")


def test_unknown_key_is_its_own_label():
    known = vocabularies("en")

    assert (known.label("themes:nothing"), known.label(None), known.keys_under("themes:nothing")) == (
        "themes:nothing",
        "",
        ("themes:nothing",),
    )


def test_keys_under_a_concept_are_its_own_and_those_narrower(city):
    assert vocabularies("en").keys_under("themes:city") == ("themes:city", "themes:commons")


def test_tree_of_an_unknown_scheme_is_empty():
    assert concept_tree("nothing", "en") == ()


def test_changed_label_is_seen_at_once(city):
    assert labels("en")["themes:commons"] == "Commons"

    text = city.texts.get(language="en")
    text.label = "The commons"
    text.save()

    assert labels("en")["themes:commons"] == "The commons"


def test_concept_of_another_scheme_stays_apart(city):
    SchemeFactory(code="sectors")

    assert [node.key for node in concept_tree("themes", "en")] == ["themes:city"]
