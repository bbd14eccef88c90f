"""What was taken up elsewhere: practices on their way between territories."""

from cities.editions.chapters.blocks import Block, Cell, KeyFigure, KeyFigures, Table
from cities.editions.chapters.plain import editorial, places_of, source_line
from cities.editions.content import Reader, Row
from cities.editions.tallies import totals


def transfers(reader: Reader) -> list[Block]:
    found = reader.chapter("transfers")
    if not found:
        return []
    return [*editorial(reader, "transfers"), _key_figures(reader), _table(reader, found)]


def _key_figures(reader: Reader) -> KeyFigures:
    counts, say = totals(reader.content), reader.say
    names = ("transfers", "adoptions", "transfer-territories")
    return KeyFigures(tuple(KeyFigure(say.number(counts[name]), say.count(f"n-{name}", counts[name])) for name in names))


def _table(reader: Reader, found: list[Row]) -> Table:
    say, places = reader.say, reader.content["places"]
    rows = []
    for row in found:
        title = reader.words(row["texts"], "title")
        rows.append(
            (
                Cell(title.text, words=title),
                Cell(places_of(reader, row["from"], places)),
                Cell(places_of(reader, row["to"], places)),
                Cell(row["since"]),
                Cell(say.say(f"phase-{row['phase']}")),
                Cell(" / ".join(_counted(reader, each) for each in row["uptake"]) or "–"),
            )
        )
    head = ("transfer", "transfer-from", "transfer-to", "transfer-since", "phase", "uptake")
    return Table(
        caption=say.say("table-transfers", year=reader.year),
        head=tuple(say.say(name) for name in head),
        rows=tuple(rows),
        note=" ".join((say.say("transfers-note"), *_sources(reader, found))),
        anchor="table-transfers",
    )


def _counted(reader: Reader, uptake: Row) -> str:
    """How many, how exactly, in which year."""
    say = reader.say
    exact = uptake["qualifier"] == "exact"
    said = [*([] if exact else [say.say(f"qualifier-{uptake['qualifier']}")]), str(uptake["year"])]
    return f"{say.number(float(uptake['value']))} ({', '.join(said)})"


def _sources(reader: Reader, found: list[Row]) -> list[str]:
    lines = dict.fromkeys(source_line(reader, each["source"], each["locator"]) for row in found for each in row["uptake"])
    return [reader.say.say("uptake-sources", sources="; ".join(lines))] if lines else []
