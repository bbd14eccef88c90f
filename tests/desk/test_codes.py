import pytest

from cities.desk.codes import derived_code, is_derived


def test_code_follows_from_the_first_title_with_latin_letters():
    assert derived_code(["서울의 공유 경제", "Économie du partage à Séoul"]) == "economie-du-partage-a-seoul"


def test_titles_without_latin_letters_give_no_code():
    assert derived_code(["서울의 공유 경제"]) == ""


def test_long_title_gives_a_code_that_does_not_end_in_a_dash():
    code = derived_code(["word " * 40])

    assert len(code) <= 100
    assert not code.endswith("-")


@pytest.mark.parametrize(
    ("code", "expected"),
    [("", True), ("micro-gardening", True), ("micro-gardening-2", True), ("micro-gardening-dakar", False), ("chosen", False)],
)
def test_code_is_derived_when_nobody_chose_it(code, expected):
    assert is_derived(code, ["Micro-gardening"]) is expected
