import pytest

from cities.desk.queries.table import TableFilter, table_rows
from cities.translation.actions import write_text
from cities.translation.models import TextState
from tests.factories import ConceptFactory, OrganisationFactory, PracticeFactory

pytestmark = pytest.mark.django_db

LANGUAGES = ["en", "fr", "es"]


def titles(**wanted):
    return [row.title for row in table_rows(TableFilter(**wanted), languages=LANGUAGES, reader="en")]


@pytest.fixture
def records():
    stale = PracticeFactory(texts={"fr": {"title": "Toits"}, "en": {"title": "Roofs"}})
    write_text(stale, "fr", state=TextState.ORIGINAL, words={"title": "Toits et cours"})
    stale.save()
    PracticeFactory(texts={"en": {"title": "Credit"}, "fr": {"title": "Crédit", "state": "machine"}, "es": {"title": "Crédito"}})
    OrganisationFactory(texts={"en": {"name": "Dakar"}})


def test_rows_come_by_kind_and_title(records):
    assert titles() == ["Dakar", "Credit", "Roofs"]


def test_cells_stand_in_the_order_of_the_languages(records):
    [row] = table_rows(TableFilter(query="credit"), languages=LANGUAGES, reader="en")

    assert [(language, card.state) for language, card in row.cells] == [("en", "original"), ("fr", "machine"), ("es", "human")]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"state": "stale"}, ["Roofs"]),
        ({"state": "machine"}, ["Credit"]),
        ({"state": "machine", "language": "es"}, []),
        ({"state": "missing"}, ["Dakar", "Roofs"]),
        ({"state": "missing", "language": "fr"}, ["Dakar"]),
        ({"state": "partial"}, []),
        ({"language": "es"}, ["Credit"]),
        ({"state": "original", "language": "fr"}, ["Roofs"]),
        ({"kind": "member"}, ["Dakar"]),
        ({"query": "crédito"}, ["Credit"]),
    ],
)
def test_filters_narrow_the_table(records, wanted, expected):
    assert titles(**wanted) == expected


def test_vocabularies_are_shown_when_asked_for():
    ConceptFactory(labels={"en": "Work"})

    assert titles() == []
    assert titles(kind="concept") == ["Work"]
