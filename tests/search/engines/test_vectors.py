"""What every index of meanings does: run on the one of the database at hand (numpy, or pgvector under `script/test --postgres`)."""

import numpy as np
import pytest
from django.db import connection

from cities.search.centring import Means, no_means
from cities.search.engines import VectorIndex
from cities.search.engines.embedded import EmbeddedVectors
from cities.search.engines.pgvector import PgVectors
from cities.search.models import Vector
from tests.search.engines.indexed import direction, indexed_passage, indexed_text, stored_vector

pytestmark = pytest.mark.django_db
ENCODER = "test-1"


@pytest.fixture(autouse=True)
def _own_folder(settings: object, tmp_path: object) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]  # pytest-django's wrapper


def engine_with(means: Means) -> VectorIndex:
    return PgVectors(ENCODER, means) if connection.vendor == "postgresql" else EmbeddedVectors(ENCODER, means)


@pytest.fixture
def engine() -> VectorIndex:
    return engine_with(no_means())


def noted(engine: VectorIndex, *numbers: float, language: str = "en", group: str = "title") -> tuple[int, int]:
    """A passage with this vector: its id and that of its entry."""
    passage = indexed_passage(language=language, group=group)
    stored_vector(passage, direction(*numbers), encoder=ENCODER)
    engine.note([passage.pk])
    return passage.pk, passage.text.entry_id


def test_nearest_passages_come_first(engine):
    far, near = noted(engine, 0.1, 1.0), noted(engine, 1.0, 0.1)

    found = list(engine.near(direction(1.0)))

    assert [(one.passage_id, one.entry_id) for one in found] == [near, far]
    assert [one.z for one in found] == pytest.approx([0.995, 0.0995], abs=0.01)


def test_what_is_found_tells_language_and_whether_it_leads(engine):
    noted(engine, 1.0, language="ko", group="title")
    noted(engine, 1.0, 1.0, language="fr", group="problem")

    assert [(one.language, one.is_lead) for one in engine.near(direction(1.0))] == [("ko", True), ("fr", False)]


def test_nothing_is_found_in_an_empty_index(engine):
    assert list(engine.near(direction(1.0))) == []


def test_passages_stay_within_entries(engine):
    (_, first), (passage, second) = noted(engine, 1.0), noted(engine, 0.5, 1.0)

    assert [one.passage_id for one in engine.near(direction(1.0), entries=[second])] == [passage]
    assert list(engine.near(direction(1.0), entries=[])) == []
    assert len(engine.near(direction(1.0), entries=[first, second, 999_999])) == 2
    assert len(engine.near(direction(1.0), entries=[first, second, *range(1_000_000, 1_004_000)])) == 2


def test_what_an_entry_is_about_is_the_middle_of_what_leads_in_its_languages(engine):
    text = indexed_text("Any")
    for group, numbers in (("title", (1.0, 0.0)), ("title", (0.0, 1.0)), ("problem", (0.0, 0.0, 1.0))):
        passage = indexed_passage(text=text, group=group)
        stored_vector(passage, direction(*numbers), encoder=ENCODER)
        engine.note([passage.pk])
    noted(engine, 0.0, 0.0, 0.0, 1.0)

    lead = engine.lead(text.entry_id)

    assert lead.tolist()[:4] == pytest.approx([0.7071, 0.7071, 0.0, 0.0], abs=0.01)
    assert engine.lead(999_999) is None


def test_at_most_so_many_are_found(engine):
    for number in range(4):
        noted(engine, 1.0, number)

    assert len(engine.near(direction(1.0), most=3)) == 3


def test_vectors_of_other_encoders_are_not_compared(engine):
    passage = indexed_passage()
    stored_vector(passage, direction(1.0), encoder="other")
    engine.note([passage.pk])
    engine.settle()

    assert list(engine.near(direction(1.0))) == []


def test_passage_that_is_gone_from_the_database_is_gone_or_belongs_to_no_entry(engine):
    _, entry = noted(engine, 1.0)
    passage = Vector.objects.get().passage
    engine.forget([passage.pk])
    passage.text.entry.delete()

    assert {one.entry_id for one in engine.near(direction(1.0))} <= {entry}
    assert {one.entry_id for one in engine_with(no_means()).near(direction(1.0))} == set()


def test_languages_are_compared_by_how_a_passage_stands_out_in_its_own():
    # Korean passages are near to anything in these first numbers, English ones are not.
    reference = {"en": np.stack([direction(0.0, 1.0), direction(0.4, 1.0)]), "ko": np.stack([direction(1.0, 0.5), direction(1.0, 0.9)])}
    engine = engine_with(Means({"": np.zeros(384, np.float32)}, {"": np.zeros(384, np.float32)}, reference))
    korean, english = noted(engine, 1.0, 0.6, language="ko"), noted(engine, 0.8, 1.0, language="en")

    found = list(engine.near(direction(1.0)))

    assert [one.passage_id for one in found] == [english[0], korean[0]]


def test_variants_and_unknown_languages_have_a_standing():
    reference = {"pt": np.stack([direction(1.0), direction(0.0, 1.0)])}
    engine = engine_with(Means({"": np.zeros(384, np.float32)}, {"": np.zeros(384, np.float32)}, reference))
    noted(engine, 1.0, language="pt-BR")
    noted(engine, 1.0, language="tr")

    assert [one.z for one in engine.near(direction(1.0))] == pytest.approx([1.0, 1.0], abs=0.01)


def test_means_of_a_language_are_taken_out_of_its_passages():
    own = {"": np.zeros(384, np.float32), "fr": direction(0.0, 1.0)}
    engine = engine_with(Means(own, own, {}))
    noted(engine, 1.0, 1.0, language="fr")

    assert next(iter(engine.near(direction(1.0)))).z == pytest.approx(0.9239, abs=0.01)


def test_other_means_renew_what_is_stored_when_it_settles(engine):
    noted(engine, 1.0, 1.0, language="fr")
    engine.settle()
    own = {"": np.zeros(384, np.float32), "fr": direction(0.0, 1.0)}
    other = engine_with(Means(own, own, {}))

    other.settle()

    assert next(iter(other.near(direction(1.0)))).z == pytest.approx(0.9239, abs=0.01)


def test_vectors_nobody_noted_are_found_once_it_has_settled(engine):
    stored_vector(indexed_passage(), direction(1.0), encoder=ENCODER)

    engine.settle()

    assert len(engine.near(direction(1.0))) == 1
