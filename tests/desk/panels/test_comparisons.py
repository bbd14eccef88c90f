import pytest

from cities.commons.practices.models import Practice, PracticeText
from cities.desk.panels.comparisons import ConceptsComparison, NamedComparison, WordComparison
from cities.translation.models import TextState
from tests.factories import ConceptFactory, PracticeFactory, TerritoryFactory

pytestmark = pytest.mark.django_db

SUMMARY = PracticeText._meta.get_field("summary")


def version(**words):
    practice = Practice(code="toits")
    practice.texts.set([PracticeText(language=language, state=TextState.HUMAN, **said) for language, said in words.items()])
    return practice


def test_words_are_compared_by_language():
    before, after = version(fr={"summary": "Des toits"}), version(fr={"summary": "Des toits"}, en={"summary": "Roofs"})

    assert WordComparison(SUMMARY, before, after, language="fr").has_changed() is False
    assert WordComparison(SUMMARY, before, after, language="en").htmldiff() == '<span class="addition">Roofs</span>'


def test_comparison_names_the_field_and_the_language():
    comparison = WordComparison(SUMMARY, version(), version(), language="es")

    assert comparison.field_label() == "In two or three sentences (español)"


def test_state_is_told_in_words():
    field = PracticeText._meta.get_field("state")

    comparison = WordComparison(field, version(), version(fr={}), language="fr")

    assert "translated by a person" in comparison.htmldiff()


def test_line_ends_are_no_difference():
    before, after = version(fr={"summary": "Un.\r\nDeux."}), version(fr={"summary": "Un.\nDeux."})

    comparison = WordComparison(SUMMARY, before, after, language="fr")

    assert comparison.has_changed() is False
    assert comparison.htmldiff() == "Un.<br>Deux."


def test_words_are_not_read_as_code():
    comparison = WordComparison(SUMMARY, version(), version(fr={"summary": "<script>alert(1)</script>"}), language="fr")

    assert "<script>" not in comparison.htmldiff()


def test_concepts_are_compared_vocabulary_by_vocabulary():
    theme, sector = ConceptFactory(scheme__code="themes", code="food"), ConceptFactory(scheme__code="sectors", code="health")
    before, after = PracticeFactory(concepts=[theme]), PracticeFactory(concepts=[theme, sector])
    field = Practice._meta.get_field("concepts")

    themes, sectors = (ConceptsComparison(field, before, after, scheme=scheme, heading=scheme) for scheme in ("themes", "sectors"))

    assert (themes.has_changed(), sectors.has_changed()) == (False, True)
    assert sectors.field_label() == "Sectors"


def test_picked_things_are_compared_by_name():
    before, after = PracticeFactory(), PracticeFactory(territories=[TerritoryFactory(code="sn-dakar", names={"en": "Dakar"})])

    comparison = NamedComparison(
        Practice._meta.get_field("territories"), before, after, named=lambda place, language: place.name_in(language)
    )

    assert comparison.htmldiff() == '<span class="addition">Dakar</span>'
