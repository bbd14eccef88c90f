import math

from cities.portal.diagrams import CENTRE, MOST_NODES, RADIUS, Mark, YearLine, cells, rose, year_line


def test_rose_puts_kinds_together_and_those_who_began_first():
    nodes = rose([("research", False), ("public", False), ("public", True), ("civil-society", False)])

    assert [(node.number, node.kind, node.is_first) for node in nodes] == [
        (1, "public", True),
        (2, "public", False),
        (3, "civil-society", False),
        (4, "research", False),
    ]


def test_rose_stands_on_a_circle_with_the_first_on_top():
    nodes = rose([("public", True), ("private", False), ("private", False)])

    assert (nodes[0].x, nodes[0].y) == (CENTRE, CENTRE - RADIUS)
    assert all(math.isclose(math.hypot(node.x - CENTRE, node.y - CENTRE), RADIUS, abs_tol=0.1) for node in nodes)


def test_rose_leaves_a_gap_between_kinds():
    nodes = rose([("public", True), ("public", False), ("private", False), ("private", False)])

    def apart(first, second):
        return math.dist((first.x, first.y), (second.x, second.y))

    assert apart(nodes[1], nodes[2]) > apart(nodes[0], nodes[1])


def test_rose_of_one_or_none():
    assert [(node.x, node.y) for node in rose([("public", True)])] == [(CENTRE, CENTRE - RADIUS)]
    assert rose([]) == ()


def test_rose_draws_no_more_than_can_be_told_apart():
    assert len(rose([("public", False)] * 40)) == MOST_NODES


def test_year_line_of_something_going_on_ends_this_year():
    assert year_line(2010, None, this_year=2026) == YearLine(2010, 2026, is_open=True, marks=())


def test_year_line_of_something_over_ends_then():
    assert year_line(1998, 2004, this_year=2026) == YearLine(1998, 2004, is_open=False, marks=())


def test_year_line_marks_where_it_was_taken_up():
    line = year_line(1980, 2000, this_year=2026, taken_up=[(1990, "Rennes"), (1985, "Liège")])

    assert line.marks == (Mark(25.0, 1985, "Liège"), Mark(50.0, 1990, "Rennes"))


def test_year_line_begun_and_over_in_one_year():
    assert year_line(2019, 2019, this_year=2026).end == 2019


def test_year_line_without_a_beginning_is_none():
    assert year_line(None, 2004, this_year=2026) is None


def test_cells_fill_from_the_start_and_the_last_only_at_a_hundred():
    assert [is_there for _x, _width, is_there in cells(99)] == [True] * 11 + [False]
    assert all(is_there for _x, _width, is_there in cells(100))
    assert not any(is_there for _x, _width, is_there in cells(0))
