import numpy as np
import pytest

from cities.search.actions import encode_waiting, encoding, packed, recompute_means, store_vectors, take_vectors, waiting_passages
from cities.search.centring import load_means
from cities.search.cutting import digest_of
from cities.search.encoding import NoEncoder, chosen_encoder, remote
from cities.search.engines.embedded import index_folder
from cities.search.models import Passage, Vector
from tests.core.answering import answering
from tests.factories import PracticeFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(settings, _private_index):
    """An encoder behind HTTP that can be told to fail."""
    with answering() as service:
        service.answer = embeddings
        settings.ENCODER_URL = f"{service.address}/v1/embeddings?model=some"
        yield service


def embeddings(asked):
    return 200, {"data": [{"index": place, "embedding": [1.0, len(text), 2.0]} for place, text in enumerate(asked.body["input"])]}


def failing_after(service, count):
    """Seeds of the means are passages too: count from now."""
    asked_before = len(service.asked)
    return lambda asked: embeddings(asked) if len(service.asked) - asked_before <= count else (500, {})


def practices(count):
    return [PracticeFactory(texts={"en": {"title": f"Practice {number}", "summary": ""}}, published=True) for number in range(count)]


def test_passages_that_wait_are_encoded_in_order(service, monkeypatch):
    monkeypatch.setattr(encoding, "AT_ONCE", 2)
    practices(5)
    told = []

    encoded = encode_waiting(progress=told.append)

    assert (encoded.done, encoded.is_finished, told) == (5, True, [2, 4, 5])
    assert list(Vector.objects.order_by("pk").values_list("passage__words", flat=True)) == [f"Practice {number}" for number in range(5)]


def test_encoding_again_does_nothing(service):
    practices(2)
    encode_waiting()
    asked = len(service.asked)

    assert encode_waiting().done == 0
    assert len(service.asked) == asked


def test_encoding_stops_when_its_time_is_up(service, monkeypatch):
    monkeypatch.setattr(encoding, "AT_ONCE", 2)
    practices(3)

    assert encode_waiting(seconds=0.0).is_finished is False
    assert Vector.objects.count() == 0


def test_what_was_encoded_before_the_encoder_failed_is_kept(service, monkeypatch):
    monkeypatch.setattr(encoding, "AT_ONCE", 2)
    monkeypatch.setattr(remote, "REST_SECONDS", 0.0)
    practices(5)
    recompute_means(chosen_encoder())
    service.answer = failing_after(service, 2)

    with pytest.raises(NoEncoder):
        encode_waiting()
    kept = Vector.objects.count()
    service.answer = embeddings
    encoded = encode_waiting()

    assert (kept, encoded.done, Vector.objects.count()) == (4, 1, 5)


def test_without_an_encoder_nothing_is_done():
    practices(1)

    assert (encode_waiting().done, encode_waiting().is_finished, Vector.objects.count()) == (0, True, 0)


def test_names_of_places_are_found_by_meaning_too(service):
    TerritoryFactory(code="sn-dakar")
    from cities.search.actions import rebuild_index

    rebuild_index(only=["territory"])

    assert encode_waiting().done == Passage.objects.filter(text__entry__kind="territory").count()


def test_another_encoder_encodes_everything_again(service, settings):
    practices(2)
    encode_waiting()

    settings.ENCODER_URL += "&query_prefix=query:"
    waiting = waiting_passages(chosen_encoder()).count()
    encode_waiting()

    assert waiting == 2
    assert len(set(Vector.objects.values_list("encoder", flat=True))) == 2


def test_means_nobody_has_are_made_before_the_first_vector(service):
    name = chosen_encoder().name
    before = load_means(name, index_folder())
    practices(1)

    encode_waiting()

    assert before is None
    assert load_means(name, index_folder()).passages["ko"].shape == (3,)


def test_vectors_known_by_digest_are_taken_over(service):
    first, _ = practices(2)
    known = {digest_of("en", "Practice 0"): b"123456", digest_of("fr", "Practice 1"): b"654321"}

    assert take_vectors(known, encoder=chosen_encoder()) == 1
    assert [(vector.passage.text.entry.record_id, bytes(vector.values)) for vector in Vector.objects.all()] == [(first.pk, b"123456")]


def test_many_known_vectors_are_taken_over_as_well(service):
    practices(2)
    known = {digest_of("en", f"Practice {number}"): b"123456" for number in range(600)}

    assert take_vectors(known, encoder=chosen_encoder()) == 2
    assert take_vectors(known, encoder=chosen_encoder()) == 0


def test_vector_another_worker_has_stored_stays():
    practices(1)
    (passage,) = Passage.objects.values_list("pk", flat=True)

    store_vectors([(passage, b"12")], encoder="some-1")
    store_vectors([(passage, b"34")], encoder="some-1")

    assert bytes(Vector.objects.get().values) == b"12"


def test_packed_vector_has_two_bytes_a_number():
    assert np.frombuffer(packed(np.array([0.5, -0.25], np.float32)), "<f2").tolist() == [0.5, -0.25]


def test_real_encoder_gives_vectors_of_length_one(encoder):
    practices(2)

    encode_waiting()

    vectors = [np.frombuffer(bytes(values), "<f2").astype(np.float32) for values in Vector.objects.values_list("values", flat=True)]
    assert [(len(vector), round(float(np.linalg.norm(vector)), 2)) for vector in vectors] == [(384, 1.0)] * 2
    assert set(Vector.objects.values_list("encoder", flat=True)) == {encoder.name}
