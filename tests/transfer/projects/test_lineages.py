import pytest

from cities.transfer.projects.lineages import LARGEST, NARROW, SMALLEST, WIDE, Branch, Stretch, drawing, in_order, radius


def branch(key, began, *, parents=(), **facts):
    return Branch(key=key, label=key.title(), detail="", began=began, ended=began + 1, parents=tuple(parents), **facts)


@pytest.fixture
def family():
    return [
        branch("france", 2014, parents=["brittany"], counts=((2015.5, 21, "21"), (2018.5, 50, "≈ 50"))),
        branch("seoul", 2018, parents=["quebec"]),
        branch("barcelona", 2017, parents=["quebec", "brittany"], pilots=(2017.8, 2017.8)),
        branch("quebec", 1983),
        branch("brittany", 2011, parents=["quebec"], counts=((2013.5, 3, "3"),), stretches=(Stretch("understand", 2011, 2013),)),
    ]


def test_each_branch_stands_under_what_it_came_from(family):
    assert [one.key for one in in_order(family)] == ["quebec", "brittany", "france", "barcelona", "seoul"]


def test_circle_ends_somewhere():
    circle = [branch("a", 2001, parents=["b"]), branch("b", 2002, parents=["a"])]

    assert sorted(one.key for one in in_order(circle)) == ["a", "b"]
    assert drawing(circle) is not None


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_drawing_stays_inside_and_keeps_time_from_left_to_right(family, width):
    drawn = drawing(family, width=width)

    rows = {row.branch.key: row for row in drawn.rows}
    assert rows["brittany"].x1 < rows["france"].x1 < rows["barcelona"].x1 < rows["seoul"].x1
    assert [row.y for row in drawn.rows] == sorted(row.y for row in drawn.rows)
    assert all(drawn.plot_left <= row.x1 <= row.x2 <= width for row in drawn.rows)
    assert drawn.rows[-1].y < drawn.plot_bottom < drawn.height


def test_years_shown_begin_with_the_first_transfer_and_the_origin_is_cut(family):
    drawn = drawing(family)

    assert drawn.ticks[0][1] == 2011
    assert [row.branch.key for row in drawn.rows if row.is_cut] == ["quebec"]


def test_second_parent_is_drawn_as_such(family):
    assert [joint.is_second for joint in drawing(family).joints] == [False, False, False, True, False]


def test_rings_at_the_same_moment_stand_apart(family):
    rings = next(row for row in drawing(family).rows if row.branch.key == "barcelona").rings

    assert len(rings) == 2
    assert rings[1] - rings[0] >= 9


def test_areas_are_as_numbers_are():
    assert radius(100, most=100) == LARGEST
    assert radius(25, most=100) == pytest.approx(LARGEST / 2, abs=0.1)
    assert radius(0, most=100) == radius(1, most=0) == SMALLEST


def test_practice_that_went_nowhere_has_no_drawing():
    assert drawing([branch("quebec", 1983)]) is None
    assert drawing([]) is None
