import pytest

from cities.commons.practices.models import PracticeSource
from cities.desk.queries.references import drafts_naming, referring_rows
from tests.factories import ConceptFactory, PracticeFactory, SourceFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def test_source_of_a_practice_is_kept():
    source = SourceFactory()
    PracticeFactory(sources=[PracticeSource(source=source)])

    assert [str(row) for row in referring_rows(source)] == ["A yearbook"]


def test_concept_a_record_is_about_is_kept():
    concept = ConceptFactory()
    practice = PracticeFactory(concepts=[concept])

    assert referring_rows(concept) == [practice]


def test_territory_with_places_in_it_is_kept():
    spain = TerritoryFactory(code="es")
    bilbao = TerritoryFactory(code="es-bilbao", parent=spain)

    assert referring_rows(spain) == [bilbao]


def test_unused_row_is_kept_by_nothing():
    assert referring_rows(SourceFactory()) == []
    assert drafts_naming(SourceFactory()) == 0


def test_draft_that_names_a_source_is_noticed():
    source = SourceFactory()
    practice = PracticeFactory(published=True)
    practice.sources.add(PracticeSource(source=source))
    practice.save_revision()

    assert referring_rows(source) == []
    assert drafts_naming(source) == 1


def test_own_versions_of_a_record_do_not_count():
    practice = PracticeFactory()
    practice.save_revision()

    assert drafts_naming(practice) == 0
