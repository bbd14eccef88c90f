"""Whoever knows the totals, the rule and that zeros are shown must not be able to compute a hidden cell."""

from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cities.commons.instruments.tallies import hidden_cells, hidden_in_line, hidden_in_table, merged_groups

LEAST = 3


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ([20, 12, 0], set()),
        # One small cell alone is the total less the others: the next smallest goes with it.
        ([20, 8, 2], {1, 2}),
        # Two ones that add up to two are known: a third goes with them.
        ([20, 8, 1, 1], {1, 2, 3}),
        ([20, 4, 4], {1, 2}),
    ],
)
def test_line_hides_small_cells_and_what_would_give_them_away(line, hidden):
    assert hidden_in_line(line, least=5) == hidden


def test_item_few_answered_shows_nothing():
    assert hidden_cells({"yes": 3, "no": 1}, total=4, least=5) == {"yes", "no"}
    assert hidden_cells({"yes": 0, "no": 0}, total=0, least=5) == frozenset()


def test_several_of_hides_also_what_nearly_everybody_chose():
    assert hidden_cells({"tax": 19, "loan": 10, "grant": 2, "other": 0}, total=20, least=5, is_exclusive=False) == {"tax", "grant"}


def test_small_groups_are_shown_together():
    totals = {"Africa": 14, "Asia": 5, "Europe": 3, "North America": 1, "Oceania": 0}

    assert merged_groups(totals, least=5) == (("Africa",), ("North America", "Europe", "Asia"))
    assert merged_groups({"Africa": 14, "Asia": 5}, least=5) == (("Africa",), ("Asia",))


counts = st.integers(0, 6)


@given(st.lists(counts, min_size=1, max_size=4))
def test_no_hidden_cell_of_a_line_can_be_computed(line):
    hidden = hidden_in_line(line, least=LEAST)
    everything = len(hidden) == sum(1 for count in line if count)

    assert {place for place, count in enumerate(line) if 0 < count < LEAST} <= hidden
    assert all(line[place] for place in hidden)
    # Where everything is hidden there is nothing left to hide; such an item has too few answers, or shows its total alone.
    assume(not everything)
    for place in hidden:
        assert len(possible_in_line(line, hidden, place)) > 1


@given(st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=2, max_size=3))
def test_no_hidden_cell_of_a_table_can_be_computed(table):
    hidden = hidden_in_table(table, least=LEAST)
    shown = {(row, column) for row, line in enumerate(table) for column, count in enumerate(line) if count} - hidden

    assert {(row, column) for row, line in enumerate(table) for column, count in enumerate(line) if 0 < count < LEAST} <= hidden
    assume(shown)
    others = list(tables_like(table, hidden))
    assert all(len({other[row][column] for other in others}) > 1 for row, column in hidden)


def test_table_of_ones_hides_more_than_the_ones():
    table = [[1, 1, 9], [1, 1, 9], [9, 9, 9]]

    hidden = hidden_in_table(table, least=LEAST)

    assert all(len({other[row][column] for other in tables_like(table, hidden)}) > 1 for row, column in hidden)


def test_column_without_a_known_total_is_hidden_in_every_group():
    table = [[6, 6, 9], [6, 6, 9]]

    assert hidden_in_table(table, least=LEAST, hidden_columns={0, 1}) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def possible_in_line(line, hidden, place):
    """Every value the cell could have for one who sees the others and the total."""
    places = sorted(hidden)
    rest = sum(line[each] for each in places)
    return {values[places.index(place)] for values in product(range(1, rest + 1), repeat=len(places)) if sum(values) == rest}


def tables_like(table, hidden):
    """All tables with the same shown cells and the same totals."""
    rows = [sum(line) for line in table]
    total = [sum(column) for column in zip(*table, strict=True)]
    choices = [fillings(line, {column for row, column in hidden if row == number}, rows[number]) for number, line in enumerate(table)]
    for lines in product(*choices):
        if [sum(column) for column in zip(*lines, strict=True)] == total:
            yield lines


def fillings(line, hidden, total):
    rest = total - sum(count for place, count in enumerate(line) if place not in hidden)
    found = []
    for values in product(range(1, rest + 1), repeat=len(hidden)):
        if sum(values) == rest:
            given = iter(values)
            found.append(tuple(next(given) if place in hidden else count for place, count in enumerate(line)))
    return found
