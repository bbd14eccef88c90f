"""The comparison of the demo network: every cell is one the grid has, and says what it is known from."""

from cities.commons.instruments.actions import shipped_definition
from cities.config.demo import reading
from cities.transfer.comparisons.actions import WORDING
from cities.transfer.comparisons.queries import criteria_of

DATA = reading.comparison()


def test_what_is_compared_is_in_the_demo():
    codes = {entry["code"] for entry in reading.practices()}

    assert set(DATA["practices"]) <= codes
    assert {cell["practice"] for cell in DATA["cells"]} == set(DATA["practices"])


def test_every_cell_has_a_source_of_the_demo():
    assert {cell["source"] for cell in DATA["cells"]} <= set(reading.sources())


def test_every_cell_answers_a_criterion_with_its_codes():
    items = {item.code: item for _section, item in criteria_of(shipped_definition(WORDING))}

    for cell in DATA["cells"]:
        item, value = items[cell["item"]], cell["value"]
        if item.options:
            chosen = value if isinstance(value, list) else [value]
            assert set(chosen) <= {option.code for option in item.options}, cell
    assert all({"fr", "es"} <= set(cell) for cell in DATA["cells"] if items[cell["item"]].type == "long-text")


def test_words_are_in_three_languages():
    assert {language for language, words in DATA["texts"].items() if words["title"] and words["introduction"]} == {"en", "fr", "es"}
