import re

import pytest

from cities.desk.patterns import tolerant_patterns


@pytest.mark.parametrize("written", ["Santé", "SANTE", "sante", "santè"])
def test_word_is_found_whatever_its_case_and_accents(written):
    [pattern] = tolerant_patterns("santé")

    assert re.search(pattern, written, re.IGNORECASE) is not None


def test_pattern_does_not_find_another_word():
    [pattern] = tolerant_patterns("sante")

    assert re.search(pattern, "sentier", re.IGNORECASE) is None


def test_each_word_of_a_query_has_its_pattern():
    assert len(tolerant_patterns("crédit des femmes")) == 3


def test_hangul_stays_whole():
    assert tolerant_patterns("서울") == ["서울"]


def test_query_of_signs_only_has_no_pattern():
    assert tolerant_patterns('".*( ^$') == []


def test_pattern_holds_nothing_a_database_would_read_as_a_command():
    assert re.fullmatch(r"[\w\[\]]+", tolerant_patterns("(a+)+$")[0]) is not None
