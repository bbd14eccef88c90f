from collections import Counter

import pytest

from bench.matching.judging import Score, judged_needs, mean, scored
from cities.config.demo import reading


def test_there_are_thirty_needs_in_four_languages():
    needs = judged_needs()

    assert len(needs) >= 30
    assert set(Counter(need.language for need in needs)) == {"en", "fr", "es", "ko"}
    assert len({need.id for need in needs}) == len(needs)


def test_third_of_the_needs_was_not_seen():
    needs = judged_needs()

    assert sum(not need.seen for need in needs) * 3 == len(needs)


def test_right_practices_are_of_the_demo_and_not_the_teller_s_own():
    practices = {entry["code"]: entry for entry in reading.practices()}
    members = {entry["code"] for entry in reading.entries("organisations", "organisations")}

    for need in judged_needs():
        takers = {practices[code].get("contact") for code in need.right}
        takers |= {part.get("organisation") for code in need.right for part in practices[code].get("organisations", [])}
        assert need.teller in members
        assert need.teller not in takers


@pytest.mark.parametrize(
    ("found", "score"),
    [
        (["a", "x"], Score(1.0, 1.0, 0.5)),
        (["x", "b", "a"], Score(1.0, 0.5, 1.0)),
        (["x"] * 5 + ["a"], Score(0.0, 0.0, 0.0)),
        ([], Score(0.0, 0.0, 0.0)),
    ],
)
def test_only_the_first_five_count(found, score):
    assert scored(found, ("a", "b")) == score


def test_means_are_of_all():
    assert mean([Score(1.0, 1.0, 1.0), Score(0.0, 0.0, 0.5)]) == Score(0.5, 0.5, 0.75)
