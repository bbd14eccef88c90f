import pytest

from cities.commons.practices.passages import indexed_practices, passages
from tests.factories import ConceptFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def test_passage_holds_every_field_and_the_labels_of_its_language():
    theme = ConceptFactory(code="commons", labels={"en": "Commons", "fr": "Communs"})
    practice = PracticeFactory(texts={"fr": {"title": "Titre", "summary": "Bref.", "obstacles": "La pluie."}}, concepts=[theme])

    (entry,) = passages(practice)

    assert (entry.title, [line for line in entry.words.split("\n") if line]) == ("Titre", ["Bref.", "La pluie.", "Communs"])


def test_only_public_practices_may_be_found():
    shown = PracticeFactory(published=True)
    PracticeFactory()

    assert list(indexed_practices()) == [shown]
