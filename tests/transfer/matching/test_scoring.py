import pytest

from cities.transfer.matching.scoring import (
    WEIGHTS,
    Near,
    Scored,
    Side,
    added,
    adoption,
    first_ones,
    freshness,
    likeness,
    nearness,
    same_size,
)

BROADER = {"t:credit": "t:finance", "t:savings": "t:finance", "t:finance": None, "t:bees": None}
DAKAR = Side(
    actors=frozenset({"public"}),
    kinds=frozenset({"city"}),
    countries=frozenset({"SN"}),
    regions=frozenset({"africa"}),
    laws=frozenset({"civil-french"}),
    population=1_000_000,
)


def test_score_is_the_sum_of_what_each_signal_adds():
    signals = {"subject": 1.0, "adopted": 0.5}

    assert added(signals)["adopted"] == WEIGHTS["adopted"] / 2
    assert Scored(signals).score == pytest.approx(WEIGHTS["subject"] + WEIGHTS["adopted"] / 2)


def test_subject_weighs_more_than_all_likeness_together():
    assert WEIGHTS["subject"] > sum(weight for name, weight in WEIGHTS.items() if name not in ("subject", "concepts"))


@pytest.mark.parametrize(
    ("held", "near"),
    [
        ((), Near()),
        (("t:bees",), Near()),
        (("t:credit",), Near(0.75, "t:credit", "same")),
        (("t:finance",), Near(0.75 * 0.4, "t:finance", "broader")),
        (("t:savings",), Near(0.75 * 0.25, "t:savings", "beside")),
    ],
)
def test_neighbouring_concepts_count_less_than_the_same(held, near):
    assert nearness(["t:credit"], held, broader=BROADER) == near


def test_narrower_concept_is_told_as_such():
    assert nearness(["t:finance"], ["t:credit"], broader=BROADER).how == "narrower"


def test_second_concept_in_common_counts_too():
    both = nearness(["t:credit", "t:bees"], ["t:credit", "t:bees"], broader=BROADER)

    assert (both.share, both.concept) == (1.0, "t:credit")


def test_of_concepts_as_near_the_rarer_is_told():
    rare = {"t:credit": 0.1, "t:bees": 0.9}

    assert nearness(["t:credit", "t:bees"], ["t:credit", "t:bees"], broader=BROADER, rarity=rare.__getitem__).concept == "t:bees"


def test_two_sides_alike_in_everything():
    assert likeness(DAKAR, DAKAR) == {"actor": 1.0, "territory": 1.0, "size": 1.0, "law": 1.0, "region": 1.0}


def test_what_is_not_known_says_nothing():
    assert set(likeness(DAKAR, Side()).values()) == {0.0}


def test_same_part_of_the_world_counts_less_than_the_same_country():
    neighbour = Side(countries=frozenset({"ML"}), regions=frozenset({"africa"}))

    assert likeness(DAKAR, neighbour)["region"] == 0.6


@pytest.mark.parametrize(("theirs", "size"), [(1_000_000, 1.0), (10_000_000, 0.0), (None, 0.0), (0, 0.0), (100, 0.0)])
def test_size_is_compared_in_tenfold_steps(theirs, size):
    assert same_size(1_000_000, theirs) == pytest.approx(size)


@pytest.mark.parametrize(
    ("year", "is_running", "fresh"), [(2026, False, 1.0), (2018, False, 0.5), (1990, True, 0.5), (None, False, 0.25), (2030, False, 1.0)]
)
def test_freshness_halves_in_eight_years(year, is_running, fresh):
    assert freshness(year, now=2026, is_running=is_running) == pytest.approx(fresh)


@pytest.mark.parametrize(("times", "counts"), [(0, 0.0), (1, 1 / 3), (3, 1.0), (30, 1.0)])
def test_third_adoption_is_enough(times, counts):
    assert adoption(times) == pytest.approx(counts)


def test_third_of_a_country_lets_another_forward():
    ranked = [("kr1", 1.0), ("kr2", 0.99), ("kr3", 0.98), ("ht1", 0.95), ("far", 0.1)]

    assert first_ones(ranked, most=4, of=lambda name: (name[:2],)) == ["kr1", "kr2", "ht1", "kr3"]


def test_much_worse_is_not_let_forward():
    ranked = [("kr1", 1.0), ("kr2", 0.99), ("kr3", 0.98), ("ht1", 0.5)]

    assert first_ones(ranked, most=3, of=lambda name: (name[:2],)) == ["kr1", "kr2", "kr3"]
