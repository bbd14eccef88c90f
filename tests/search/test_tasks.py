import pytest
from django_tasks_db.models import DBTaskResult

from cities.search.models import Entry, Passage, Vector
from cities.search.tasks import encode_passages, keep_encoded, renew_index
from tests.core.answering import nobody
from tests.factories import ConceptFactory, PracticeFactory

pytestmark = pytest.mark.django_db

QUEUED = {"background": {"BACKEND": "django_tasks_db.backend.DatabaseBackend", "QUEUES": ["mail", "default", "bulk"]}}


@pytest.fixture
def _queue(settings):
    """Background work waits in the database, as on a site."""
    settings.TASKS = {**settings.TASKS, **QUEUED}


def test_what_waits_is_encoded_in_the_background(encoder):
    PracticeFactory(texts={"en": {"title": "Market"}}, published=True)

    keep_encoded()

    assert Vector.objects.count() == Passage.objects.count() == 1


@pytest.mark.usefixtures("_queue")
def test_work_is_queued_once(encoder):
    PracticeFactory(published=True)

    keep_encoded()
    keep_encoded()

    assert list(DBTaskResult.objects.values_list("task_path", "queue_name")) == [("cities.search.tasks.encode_passages", "bulk")]


@pytest.mark.usefixtures("_queue")
def test_nothing_is_queued_where_nothing_waits(encoder):
    keep_encoded()

    assert DBTaskResult.objects.count() == 0


@pytest.mark.usefixtures("_queue")
def test_nothing_is_queued_without_an_encoder():
    PracticeFactory(published=True)

    keep_encoded()

    assert DBTaskResult.objects.count() == 0


def test_encoder_that_does_not_answer_is_no_fault(settings, _private_index):
    settings.ENCODER_URL = f"{nobody()}/v1/embeddings?model=some"
    PracticeFactory(published=True)

    encode_passages.call()

    assert Vector.objects.count() == 0


def test_renewed_index_finds_by_the_new_name_of_a_concept():
    concept = ConceptFactory(code="food", labels={"en": "Food"})
    PracticeFactory(texts={"en": {"title": "Market"}}, concepts=[concept], published=True)
    digest = Entry.objects.get().digest
    concept.texts.update(label="Nourishment")

    renew_index.call()

    assert Entry.objects.get(kind="practice").digest != digest
