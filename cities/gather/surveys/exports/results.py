"""Counted results as a table: what stands on a page, one row a figure."""

from collections.abc import Iterable

from cities.core.spreadsheets import Row
from cities.gather.surveys.queries import Coverage, ShownItem

HEADER = ("item", "row", "code", "label", "count", "answered", "share", "is_hidden", "published", "statement", "unit", "source", "locator")


def result_rows(items: Iterable[ShownItem], coverage: Coverage) -> list[Row]:
    """The first row says how many answered of how many; a hidden figure is empty and says so. Published facts have rows of their own."""
    rows: list[Row] = [HEADER, ("*", "", "", "", coverage.submitted, coverage.everybody, coverage.share, 0, None, "", "", "", "")]
    for shown in items:
        rows.extend(_counted(shown))
        for fact in (*shown.published, *(fact for code in shown.codes for fact in code.published)):
            place = (shown.item.code, "", fact.option_code, "", None, None, None, 0)
            rows.append((*place, fact.value, fact.statement, fact.unit, fact.source.title, fact.locator))
    return rows


def _counted(shown: ShownItem) -> Iterable[Row]:
    nothing = (None, "", "", "", "")
    answered = None if shown.is_too_few else shown.tally.answered
    yield (shown.item.code, "", "", shown.label, None, answered, None, int(shown.is_too_few), *nothing)
    for code in shown.codes:
        yield (shown.item.code, "", code.code, code.label, code.count, answered, code.share, int(code.is_hidden), *nothing)
    for row in shown.rows:
        for code in row.codes:
            yield (shown.item.code, row.code, code.code, code.label, code.count, row.answered, code.share, int(code.is_hidden), *nothing)
