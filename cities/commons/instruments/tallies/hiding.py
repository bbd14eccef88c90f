"""Which cells of a public table are not shown, so that no one can be made out from a few answers.

A cell is small when it counts at least one and fewer than `least`. Hiding it is not enough: whoever knows the total computes it. So
further cells are hidden (complementary suppression; Hundepool et al., Statistical Disclosure Control, 2012, chapter 4) until every
hidden cell could have another value, even for someone who knows this rule and that zeros are always shown. Zeros are shown, for they
tell of nobody; hidden cells are therefore at least 1, and what is reckoned with below is their excess over 1.
"""

from collections import deque
from collections.abc import Collection, Mapping, Sequence

Cell = tuple[int, int]
Table = Sequence[Sequence[int]]


def hidden_cells(counts: Mapping[str, int], *, total: int, least: int, is_exclusive: bool = True) -> frozenset[str]:
    """Codes of an item whose counts are not shown beside its total.

    `is_exclusive`: each answer chose one code, so the counts add up to the total. Otherwise (several of) each count stands beside
    those who did not choose it, and both are looked at. Everything is hidden when fewer than `least` answered.
    """
    if total < least:
        return frozenset(code for code, count in counts.items() if count or total)
    if not is_exclusive:
        return frozenset(code for code, count in counts.items() if 0 < count < least or 0 < total - count < least)
    codes = list(counts)
    return frozenset(codes[place] for place in hidden_in_line([counts[code] for code in codes], least=least))


def hidden_in_line(line: Sequence[int], *, least: int) -> frozenset[int]:
    """Places of a line with a known total that are not shown."""
    hidden = {place for place, count in enumerate(line) if 0 < count < least}
    if hidden:
        _hide_more(line, hidden, least)
    return frozenset(hidden)


def merged_groups(totals: Mapping[str, int], *, least: int) -> tuple[tuple[str, ...], ...]:
    """Groups whose own total may be shown, each for itself; then, together, those that may not.

    When one small group stands alone, or the small ones together are still few, the next smallest joins them. Empty groups are left out.
    """
    small = sorted((group for group, total in totals.items() if 0 < total < least), key=lambda group: totals[group])
    large = sorted((group for group, total in totals.items() if total >= least), key=lambda group: totals[group])
    while small and large and (len(small) == 1 or sum(totals[group] for group in small) < least):
        small.append(large.pop(0))
    shown = tuple((group,) for group in totals if group in large)
    return (*shown, tuple(small)) if small else shown


def hidden_in_table(table: Table, *, least: int, hidden_columns: Collection[int] = ()) -> frozenset[Cell]:
    """Cells (row, column) of a table whose row totals are known, and whose column totals are known but for `hidden_columns`."""
    hidden = {
        (row, column)
        for row, line in enumerate(table)
        for column, count in enumerate(line)
        if count > 0 and (count < least or column in hidden_columns)
    }
    is_settled = not hidden
    while not is_settled:
        _hide_along_lines(table, hidden, least=least, hidden_columns=hidden_columns)
        further = next((cell for cell in sorted(hidden) if _is_determined(cell, table, hidden, hidden_columns=hidden_columns)), None)
        is_settled = further is None or not _hide_beside(further, table, hidden)
    return frozenset(hidden)


def _hide_more(line: Sequence[int], hidden: set[int], least: int) -> bool:
    """Hide the smallest that are shown until the hidden ones leave room: two at least, whose largest could be `least`."""
    shown = sorted((place for place, count in enumerate(line) if count and place not in hidden), key=lambda place: line[place])
    added = False
    while shown and not _has_room([line[place] for place in hidden], least):
        hidden.add(shown.pop(0))
        added = True
    return added


def _has_room(counts: Sequence[int], least: int) -> bool:
    return len(counts) > 1 and sum(counts) - (len(counts) - 1) >= least


def _hide_along_lines(table: Table, hidden: set[Cell], *, least: int, hidden_columns: Collection[int]) -> None:
    """Rows, then columns, until none needs more."""
    changed = True
    while changed:
        changed = False
        for row, line in enumerate(table):
            changed |= _hide_in(hidden, [(row, column) for column in range(len(line))], table, least=least)
        for column in range(len(table[0]) if table else 0):
            if column not in hidden_columns:
                changed |= _hide_in(hidden, [(row, column) for row in range(len(table))], table, least=least)


def _hide_in(hidden: set[Cell], cells: Sequence[Cell], table: Table, *, least: int) -> bool:
    places = {place for place, cell in enumerate(cells) if cell in hidden}
    if not places or not _hide_more([table[row][column] for row, column in cells], places, least):
        return False
    hidden |= {cells[place] for place in places}
    return True


def _hide_beside(cell: Cell, table: Table, hidden: set[Cell]) -> bool:
    """Hide the smallest shown cell, of the same row or column if there is one; False when none is left."""
    cells = [(row, column) for row, line in enumerate(table) for column, count in enumerate(line) if count]
    shown = [each for each in cells if each not in hidden]
    if shown:
        hidden.add(min(shown, key=lambda each: (each[0] != cell[0] and each[1] != cell[1], table[each[0]][each[1]])))
    return bool(shown)


def _is_determined(cell: Cell, table: Table, hidden: set[Cell], *, hidden_columns: Collection[int]) -> bool:
    """Whether no other table agrees with what is shown: nothing can be moved around a ring of hidden cells that passes through this one."""
    row, column = cell
    ends = ("row", row), _node(column, hidden_columns)
    links = _links(table, hidden - {cell}, hidden_columns)
    may_grow = _leads(links, start=ends[1], end=ends[0])
    may_shrink = table[row][column] > 1 and _leads(links, start=ends[0], end=ends[1])
    return not (may_grow or may_shrink)


Node = tuple[str, int]


def _links(table: Table, hidden: set[Cell], hidden_columns: Collection[int]) -> dict[Node, list[Node]]:
    """From a row to a column where a cell may grow, back where it may shrink. Columns without a known total are one."""
    links: dict[Node, list[Node]] = {}
    for row, column in hidden:
        ends = ("row", row), _node(column, hidden_columns)
        links.setdefault(ends[0], []).append(ends[1])
        if table[row][column] > 1:
            links.setdefault(ends[1], []).append(ends[0])
    return links


def _node(column: int, hidden_columns: Collection[int]) -> Node:
    return ("column", -1 if column in hidden_columns else column)


def _leads(links: Mapping[Node, Sequence[Node]], *, start: Node, end: Node) -> bool:
    seen, waiting = {start}, deque([start])
    while waiting:
        node = waiting.popleft()
        if node == end:
            return True
        fresh = [each for each in links.get(node, ()) if each not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return False
