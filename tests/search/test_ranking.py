from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.search.ranking import (
    FIRST,
    HAS_THE_WORDS,
    LEAST,
    LEAST_SHARE,
    LET_FORWARD,
    MEANT,
    SAME_IN_A_ROW,
    SECOND_TOPIC,
    SIGNALS,
    WEIGHTS,
    Signals,
    Weights,
    added,
    answers,
    concept_strength,
    freshness,
    named_strength,
    together,
    topic_strengths,
    varied,
)

SCORES = st.lists(st.tuples(st.sampled_from("abcd"), st.floats(0, 10)), max_size=30).map(
    lambda found: sorted(((number, trait, score) for number, (trait, score) in enumerate(found)), key=lambda one: -one[2])
)


def trait_of(found):
    return found[1]


def answering(*signals, allowed=None, weights=WEIGHTS):
    """Which of these records answer, with their scores."""
    table = np.array(signals, float).reshape(-1, len(SIGNALS)).T
    places, scores = answers(table, allowed=np.array(allowed or [True] * len(signals), bool), weights=weights)
    return list(zip(places.tolist(), scores.tolist(), strict=True))


def score_of(signals, weights=WEIGHTS):
    [(_, score)] = answering(signals, weights=weights)
    return score


def test_every_signal_has_a_weight():
    assert {field.name for field in fields(Weights)} == set(SIGNALS)


def test_score_is_the_sum_of_what_each_signal_adds():
    signals = Signals(meaning=2.0, words=0.5, name=1.0)

    assert added(signals, Weights(meaning=1.5, words=4.0, name=6.0)) == {
        **dict.fromkeys(SIGNALS, 0.0),
        "meaning": 3.0,
        "words": 2.0,
        "name": 6.0,
    }
    assert score_of(signals, Weights(meaning=1.5, words=4.0, name=6.0)) == 11.0


def test_score_uses_the_documented_weights_unless_told_otherwise():
    assert score_of(Signals(places=1.0)) == WEIGHTS.places


@pytest.mark.parametrize("strong", ["meaning", "words", "concepts", "places"])
def test_name_typed_as_it_is_outweighs_what_readers_cannot_see(strong):
    assert WEIGHTS.name > 10 * (WEIGHTS.worth + WEIGHTS.fresh)
    assert getattr(WEIGHTS, strong) > WEIGHTS.worth


@pytest.mark.parametrize(
    ("signals", "is_answer"),
    [
        (Signals(), False),
        (Signals(worth=1.0, fresh=1.0), False),
        (Signals(meaning=LEAST - 0.01, lead=5.0, second=5.0, topics=5.0), False),
        (Signals(meaning=LEAST), True),
        (Signals(words=0.6), True),
        (Signals(concepts=0.1), True),
        (Signals(places=0.1), True),
        (Signals(name=0.1), True),
    ],
)
def test_answer_is_what_something_speaks_for(signals, is_answer):
    assert bool(answering(signals)) == is_answer


def test_answers_are_best_first_and_leave_out_those_far_behind():
    weak, best, fair = (Signals(name=LEAST_SHARE - 0.01), Signals(name=1.0), Signals(name=LEAST_SHARE))

    assert [place for place, _ in answering(weak, best, fair)] == [1, 2]


def test_answer_that_has_the_words_stays_however_far_behind():
    best, has, has_not = Signals(places=9.0), Signals(words=HAS_THE_WORDS), Signals(words=HAS_THE_WORDS - 0.1)

    assert [place for place, _ in answering(best, has, has_not)] == [0, 1]


def test_what_may_not_be_found_neither_answers_nor_puts_others_behind():
    assert [place for place, _ in answering(Signals(name=1.0), Signals(name=0.1), allowed=[False, True])] == [1]


def test_as_good_answers_keep_their_order():
    assert [place for place, _ in answering(*[Signals(name=1.0)] * 20)] == list(range(20))


def test_nothing_scored_is_no_answer():
    assert answering() == []


def test_languages_take_turns_where_answers_are_as_good():
    ranked = [("a1", 5.0), ("a2", 5.0), ("a3", 5.0), ("b1", 4.9), ("a4", 4.9)]

    assert [name for name, _ in varied(ranked, of=lambda name: name[0])] == ["a1", "a2", "b1", "a3", "a4"]


def test_answer_that_is_clearly_better_stays_before():
    ranked = [("a1", 5.0), ("a2", 5.0), ("a3", 5.0), ("b1", 5.0 - LET_FORWARD - 0.01)]

    assert varied(ranked, of=lambda name: name[0]) == ranked


def test_places_after_the_first_keep_their_order():
    ranked = [(f"a{number}", 5.0) for number in range(FIRST + 5)] + [("b1", 5.0)]

    names = [name for name, _ in varied(ranked, of=lambda name: name[0])]

    assert names[SAME_IN_A_ROW] == "b1"
    assert names[FIRST:] == [f"a{number}" for number in range(FIRST - 1, FIRST + 5)]


@given(SCORES)
def test_variety_loses_nobody_and_lets_nobody_past_one_much_better(found):
    ranked = [((number, trait), score) for number, trait, score in found]

    order = varied(ranked, of=trait_of)

    assert sorted(order) == sorted(ranked)
    for place, (_, score) in enumerate(order):
        assert all(later <= score + LET_FORWARD + 1e-9 for _, later in order[place + 1 :])


@given(SCORES)
def test_best_answer_stays_first(found):
    ranked = [((number, trait), score) for number, trait, score in found]

    assert varied(ranked, of=trait_of)[:1] == ranked[:1]


@pytest.mark.parametrize(
    ("standing", "strength"),
    [
        ([], 0.0),
        ([(MEANT, 1.0)], 0.0),
        ([(-3.0, 1.0)], 0.0),
        ([(MEANT + 2, 1.0)], 2.0),
        # A concept that four of five records have tells less.
        ([(MEANT + 2, 0.25)], 1.0),
        ([(MEANT + 1, 1.0), (MEANT + 2, 1.0)], 2.0 + SECOND_TOPIC),
        ([(MEANT + 1, 1.0), (MEANT + 2, 1.0), (MEANT + 1, 1.0)], 2.0 + SECOND_TOPIC),
    ],
)
def test_topics_count_by_the_two_most_meant(standing, strength):
    meant = [concept_strength(z, rarity) for z, rarity in standing] or [0.0]
    # One record before it and one after it, of which nothing is meant.
    strengths, begins = np.array([0.0, *meant, 0.0]), np.array([0, 1, 1 + len(meant)])

    assert topic_strengths(strengths, begins=begins) == pytest.approx([0.0, strength, 0.0])


@pytest.mark.parametrize(("year", "fresh"), [(2026, 1.0), (2030, 1.0), (2021, 0.5), (2016, 0.25), (None, 0.0)])
def test_freshness_halves_in_five_years(year, fresh):
    assert freshness(year, now=2026) == fresh


def test_concept_that_tells_less_is_meant_less():
    assert concept_strength(MEANT + 2, 1.0, telling=0.3) == pytest.approx(0.3 * concept_strength(MEANT + 2, 1.0))


def test_subject_few_have_that_tells_much_weighs_most():
    assert named_strength(0.9) > named_strength(0.4) > named_strength(0.9, telling=0.3)
    assert named_strength(0.0) > 0.0


def test_two_things_named_weigh_more_than_one_and_less_than_twice_as_much():
    assert together([1.0]) == 1.0
    assert 1.0 < together([1.0, 1.0]) < 2.0
    assert together([]) == 0.0


def test_of_two_as_good_the_kind_asked_for_most_comes_first():
    done, there = Signals(meaning=3.0, kind=0.8), Signals(meaning=3.0)

    assert score_of(done) > score_of(there)
