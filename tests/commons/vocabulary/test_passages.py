import pytest

from cities.commons.vocabulary.models import ConceptText
from cities.commons.vocabulary.passages import INDEXED, concept_keys, concept_subjects, content
from cities.core.versions import version
from cities.search.content import Subject
from tests.factories import ConceptFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def farming():
    food = ConceptFactory(code="food", scheme__code="themes", labels={"en": "Food"})
    concept = ConceptFactory(code="farming", scheme__code="themes", broader=food, labels={"en": "Urban farming", "ko": "도시농업"})
    ConceptText.objects.filter(record=concept, language="en").update(alternatives="City farming", definition="Growing food in towns.")
    return concept


def test_concepts_hold_all_that_is_broader_once(farming):
    assert concept_keys([farming, farming.broader]) == ("themes:farming", "themes:food")


def test_concept_enters_by_labels_and_definition(farming):
    told = content(farming)
    english = next(text for text in told.texts if text.language == "en")

    assert (english.title, english.summary, tuple(english.also)) == ("Urban farming", "Growing food in towns.", ("City farming",))
    assert told.facets == {"concept": ("themes:farming",), "concept_in": ("themes:farming", "themes:food")}


def test_concepts_that_only_describe_records_are_not_named(farming):
    ConceptFactory(code="partner", scheme__code="roles")

    assert {concept.key for concept in INDEXED.records()} == {"themes:food", "themes:farming"}
    assert {subject.key for subject in concept_subjects()} == {"themes:food", "themes:farming"}


def test_subject_knows_every_label_and_what_is_broader(farming):
    subjects = {subject.key: subject for subject in concept_subjects()}

    assert subjects["themes:farming"] == Subject(
        "themes:farming", "concept", {"en": ("Urban farming", "City farming"), "ko": ("도시농업",)}, broader="themes:food"
    )


def test_version_changes_with_a_label(farming):
    before = version("concepts")
    text = farming.texts.get(language="ko")
    text.label = "도시 농업"
    text.save()

    assert version("concepts") != before


@pytest.mark.parametrize("count", [1, 3])
def test_subjects_cost_two_queries_however_many(count, django_assert_num_queries):
    for _ in range(count):
        ConceptFactory(scheme__code="themes")

    with django_assert_num_queries(2):
        assert len(list(concept_subjects())) == count
