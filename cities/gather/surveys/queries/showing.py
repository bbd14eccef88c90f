"""Counted answers as pages, charts and tables show them: named in a language, and in public without small cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from cities.commons.instruments.definition import ItemDefinition
from cities.commons.instruments.tallies import Cross, Summary, Tally, hidden_cells, hidden_in_table, merged_groups
from cities.gather.surveys.models import PublishedResult
from cities.gather.surveys.queries.names import Names
from cities.gather.surveys.queries.results import Results

# Each answer is one code: counts add up to the answers.
EXCLUSIVE = {"yes-no", "one-of", "scale", "territory", "concept", "organisation", "matrix"}


# Quartiles of fewer answers are the answers themselves.
FEWEST_TO_HALVE = 5


@dataclass(frozen=True, slots=True)
class ShownCode:
    """One code with how many chose it. `count` is None where it is hidden; `before` is the share in the campaign before."""

    code: str
    label: str
    count: int | None
    share: float | None
    before: float | None = None
    mean_place: float | None = None
    published: tuple[PublishedResult, ...] = ()

    @property
    def is_hidden(self) -> bool:
        return self.count is None

    @property
    def change(self) -> float | None:
        """In points, 0.1 being ten of them; None where there is nothing to compare with."""
        return None if self.share is None or self.before is None else self.share - self.before


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a matrix."""

    code: str
    label: str
    answered: int
    codes: tuple[ShownCode, ...]


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One question. `is_too_few`: answers there are, but too few to show anything of them."""

    item: ItemDefinition
    label: str
    language: str
    unit: str
    tally: Tally
    is_too_few: bool
    codes: tuple[ShownCode, ...] = ()
    summary: Summary | None = None
    rows: tuple[ShownRow, ...] = ()
    published: tuple[PublishedResult, ...] = ()

    @property
    def has_chart(self) -> bool:
        """Something to draw: at least one count that is shown, or numbers that spread."""
        counted = any(code.count for code in self.codes) or any(row.answered for row in self.rows)
        return not self.is_too_few and (counted or self.has_middle)

    @property
    def has_middle(self) -> bool:
        """Numbers whose middle half is more than one number."""
        summary = self.summary
        return not self.codes and summary is not None and self.tally.answered >= FEWEST_TO_HALVE and summary.lower < summary.upper


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A question crossed with a group: for each group how many answered, and how many chose each code (None: hidden)."""

    codes: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, int, tuple[int | None, ...]], ...]


def shown_items(results: Results, *, names: Names, before: Results | None = None, least: int | None = None) -> list[ShownItem]:
    """Every item of the instrument. `least` hides small cells: give it for whatever anyone may see. One query for published results."""
    published: dict[str, list[PublishedResult]] = {}
    for row in results.campaign.published_results.select_related("source"):
        published.setdefault(row.item_code, []).append(row)
    earlier = before.tallies if before else {}
    organisations = {code for item in results.definition.items if item.type == "organisation" for code in results.tallies[item.code].counts}
    names = names.knowing(organisations)
    return [
        _with_published(
            shown_item(item, results.tallies[item.code], names=names, before=earlier.get(item.code), least=least),
            published.get(item.code, ()),
            names,
        )
        for item in results.definition.items
        if item.code in results.tallies
    ]


def shown_item(item: ItemDefinition, tally: Tally, *, names: Names, before: Tally | None = None, least: int | None = None) -> ShownItem:
    is_too_few = least is not None and 0 < tally.answered < least
    shown = ShownItem(
        item=item,
        label=item.label.shown_in(names.language) or item.code,
        language=item.label.language_for(names.language) or names.language,
        unit=item.unit,
        tally=tally,
        is_too_few=is_too_few,
    )
    if is_too_few:
        return shown
    return replace(
        shown,
        codes=_codes(item, tally, names=names, before=before, least=least),
        summary=_summary(tally, least),
        rows=tuple(_row(item, code, part, names=names, least=least) for code, part in tally.rows.items()),
    )


def shown_cross(item: ItemDefinition, cross: Cross, *, named: Mapping[str, str], names: Names, least: int | None = None) -> ShownTable:
    """`named`: what the groups are called. In public, small groups stand together as “others”, and small cells are hidden."""
    codes = tuple(cross.together.counts)
    answered = {group: tally.answered for group, tally in cross.groups.items()}
    parts = tuple((group,) for group in answered) if least is None else merged_groups(answered, least=least)
    lines = _lines(cross, parts)
    hidden = _hidden_in(item, cross, parts, least=least) if least is not None else frozenset()
    return ShownTable(
        codes=tuple((code, names.code(item, code)) for code in codes),
        groups=tuple(
            (
                named.get(part[0], part[0]) if len(part) == 1 else _("Others"),
                sum(answered[group] for group in part),
                tuple(None if (row, column) in hidden else count for column, count in enumerate(line)),
            )
            for row, (part, line) in enumerate(zip(parts, lines, strict=True))
        ),
    )


def _lines(cross: Cross, parts: Sequence[Sequence[str]]) -> list[list[int]]:
    """A line a part, a column a code."""
    return [[sum(cross.groups[group].counts.get(code, 0) for group in part) for code in cross.together.counts] for part in parts]


def _hidden_in(item: ItemDefinition, cross: Cross, parts: Sequence[Sequence[str]], *, least: int) -> frozenset[tuple[int, int]]:
    lines = _lines(cross, parts)
    together = _hidden(item, cross.together, least)
    columns = [place for place, code in enumerate(cross.together.counts) if code in together]
    if item.type in EXCLUSIVE:
        return hidden_in_table(lines, least=least, hidden_columns=columns)
    # Several of: each code is a table of its own, with those who did not choose it in the second column.
    found = set()
    for place in range(len(cross.together.counts)):
        answered = [sum(cross.groups[group].answered for group in part) for part in parts]
        table = [[line[place], total - line[place]] for line, total in zip(lines, answered, strict=True)]
        hidden = hidden_in_table(table, least=least, hidden_columns=(0, 1) if place in columns else ())
        found |= {(row, place) for row, _column in hidden}
    return frozenset(found)


def _hidden(item: ItemDefinition, tally: Tally, least: int | None) -> frozenset[str]:
    if least is None:
        return frozenset()
    return hidden_cells(tally.counts, total=tally.answered, least=least, is_exclusive=item.type in EXCLUSIVE)


def _codes(item: ItemDefinition, tally: Tally, *, names: Names, before: Tally | None, least: int | None) -> tuple[ShownCode, ...]:
    hidden = _hidden(item, tally, least)
    hidden_before = _hidden(item, before, least) if before is not None else frozenset()
    return tuple(
        ShownCode(
            code=code,
            label=names.code(item, code),
            count=None if code in hidden else count,
            share=None if code in hidden else tally.share(code),
            before=before.share(code) if before is not None and code in before.counts and code not in hidden_before else None,
            mean_place=tally.mean_place(code) if item.type == "rank" and code not in hidden else None,
        )
        for code, count in tally.counts.items()
    )


def _row(item: ItemDefinition, code: str, tally: Tally, *, names: Names, least: int | None) -> ShownRow:
    label = next((row.label.shown_in(names.language) for row in item.rows if row.code == code), code)
    return ShownRow(code, label or code, tally.answered, _codes(item, tally, names=names, before=None, least=least))


def _summary(tally: Tally, least: int | None) -> Summary | None:
    """In public the smallest and the largest are somebody's own answer; quartiles stand for a quarter of the answers each."""
    if tally.summary is None or least is None or tally.answered >= least:
        return tally.summary
    return None


def _with_published(shown: ShownItem, published: Iterable[PublishedResult], names: Names) -> ShownItem:
    """Published facts stand beside what was counted, in rows of their own where nobody chose the code."""
    by_code: dict[str, list[PublishedResult]] = {}
    for row in published:
        by_code.setdefault(row.option_code, []).append(row)
    codes = list(shown.codes)
    if not shown.tally.answered and by_code and not codes:
        codes = [ShownCode(option.code, names.code(shown.item, option.code), 0, None) for option in shown.item.options]
    return replace(
        shown,
        codes=tuple(replace(code, published=tuple(by_code.get(code.code, ()))) for code in codes),
        published=tuple(by_code.get("", ())),
    )
