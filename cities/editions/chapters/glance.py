"""Members at a glance: key figures, the map, tables and charts, the count before beside."""

from cities.editions.chapters.blocks import Block, Cell, Chart, KeyFigure, KeyFigures, Table
from cities.editions.chapters.cover import cover_map
from cities.editions.chapters.plain import editorial
from cities.editions.charts import Bar, bar_chart, column_chart
from cities.editions.content import Reader
from cities.editions.tallies import by_group, by_region, by_region_and_group, by_year, countries, groups_of, totals


def glance(reader: Reader) -> list[Block]:
    if not reader.members:
        return []
    return [
        *editorial(reader, "glance"),
        _key_figures(reader),
        cover_map(reader),
        _table(reader),
        _regions(reader),
        _kinds(reader),
        *_joined(reader),
    ]


def _key_figures(reader: Reader) -> KeyFigures:
    counts, say = totals(reader.content), reader.say
    figures = [
        KeyFigure(say.number(counts["members"]), say.count("members", counts["members"])),
        KeyFigure(say.number(counts["countries"]), say.say("countries")),
        KeyFigure(say.number(counts["regions"]), say.say("world-regions")),
    ]
    if counts["practices"]:
        figures.append(KeyFigure(say.number(counts["practices"]), say.say("practices-told")))
    if "growth" in counts:
        sign = "+" if counts["growth"] > 0 else ""
        figures.append(KeyFigure(f"{sign}{say.share(counts['growth'] / 100)}", say.say("growth-since", year=_before_year(reader))))
    return KeyFigures(tuple(figures))


def _table(reader: Reader) -> Table:
    """Regions down, kinds across, and the count before where it is known."""
    members, say = list(reader.members), reader.say
    groups = groups_of(members)
    counts, crossed = by_region(members), by_region_and_group(members)
    before = reader.content["before"]
    known_before = before["by_region"] if before else {}
    rows = []
    for region, count in counts.items():
        cells = [Cell(reader.place(region), region=region), Cell(say.number(count))]
        cells += [Cell(_number(reader, crossed[region, group])) for group in groups]
        cells.append(Cell(_number(reader, len(countries(member for member in members if member["region"] == region)))))
        cells += [Cell(_number(reader, known_before.get(region, 0)))] if known_before else []
        rows.append(tuple(cells))
    totals_row = [Cell(say.say("in-all")), Cell(say.number(len(members))), *(Cell(say.number(each)) for each in by_group(members).values())]
    totals_row.append(Cell(say.number(len(countries(members)))))
    totals_row += [Cell(say.number(before["members"]))] if known_before else []
    head = [
        say.say("region"),
        say.say("members").capitalize(),
        *(say.say(f"group-{group}") for group in groups),
        say.say("countries-short"),
    ]
    # A column of dashes would say nothing: the count before stands in the note then.
    head += [_before_year(reader)] if known_before else []
    return Table(
        caption=say.say("table-regions", year=reader.year),
        head=tuple(head),
        rows=(*rows, tuple(totals_row)),
        note=" ".join([say.say("table-regions-note"), *_before_note(reader)]),
        numeric=(False, *(True for _each in head[1:])),
        has_total=True,
        anchor="table-regions",
    )


def _before_note(reader: Reader) -> list[str]:
    before = reader.content["before"]
    if not before:
        return []
    if before["origin"] == "stated":
        source = reader.source(before["source"])["title"]
        return [reader.say.say("before-note", year=_before_year(reader), members=before["members"], source=source)]
    return [reader.say.say(f"before-{before['origin']}-note", year=_before_year(reader))]


def _before_year(reader: Reader) -> str:
    return str(reader.content["before"]["year"])


def _regions(reader: Reader) -> Chart:
    counts = by_region(list(reader.members))
    return _bars(reader, [(reader.place(region), count, region) for region, count in counts.items()], name="members-by-region")


def _kinds(reader: Reader) -> Chart:
    counts = by_group(list(reader.members))
    rows = [(reader.say.say(f"group-{group}"), count, "accent") for group, count in counts.items() if count]
    return _bars(reader, rows, name="members-by-kind")


def _bars(reader: Reader, rows: list[tuple[str, int, str]], *, name: str) -> Chart:
    say, number = reader.say, len(reader.members)
    most = max((count for _label, count, _colour in rows), default=1)
    first = max(rows, key=lambda row: row[1])
    title = say.say("finding-first", label=first[0], count=first[1], number=number)
    values = tuple((label, say.number(count)) for label, count, _colour in rows)
    return Chart(
        title=title,
        subtitle=say.say("chart-measure", year=reader.year, number=number),
        alt=_alt(reader, title, values),
        spec=bar_chart([Bar(label, count / most, say.number(count), colour) for label, count, colour in rows]),
        note=say.say("source-own"),
        name=name,
        values=values,
    )


def _joined(reader: Reader) -> list[Block]:
    joined, unknown = by_year(reader.members)
    if len(joined) < 2:
        return []
    say, most = reader.say, max(joined, key=lambda year: joined[year])
    values = tuple((str(year), say.number(count)) for year, count in joined.items())
    title = say.say("finding-since", year=str(most), count=joined[most])
    chart = Chart(
        title=title,
        subtitle=say.say("chart-since-measure", number=sum(joined.values()), unknown=unknown),
        alt=_alt(reader, title, values),
        spec=column_chart(joined),
        note=say.say("source-own"),
        name="members-by-year",
        values=values,
    )
    return [chart]


def _alt(reader: Reader, title: str, values: tuple[tuple[str, str], ...]) -> str:
    return reader.say.say("chart-alt", title=title, values=reader.say.pairs(values))


def _number(reader: Reader, value: int) -> str:
    """Nought as a dash: a table is read by its numbers."""
    return reader.say.number(value) if value else "–"
