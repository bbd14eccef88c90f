"""What happened between two days: for reports of activity."""

from collections.abc import Sequence

from cities.editions.chapters.blocks import Block, Cell, Heading, KeyFigure, KeyFigures, Link, Listing, Note, Table
from cities.editions.chapters.directory import anchor_of
from cities.editions.chapters.plain import editorial, places_of
from cities.editions.content import Reader, Row

COLUMNS = ("new-practices", "surveys-count")
# Counted over the whole period: what they list stands in chapters of its own.
WHOLE = (("publications-count", "publications"), ("partners-count", "partners"))


def activity(reader: Reader) -> list[Block]:
    found = reader.chapter("activity")
    if not found:
        return []
    say = reader.say
    missions = found.get("missions", ())
    counts = (
        ("new-members", len(found["joined"])),
        ("missions-count", len(missions)),
        *((name, sum(row[name] for row in found["quarters"])) for name in COLUMNS),
    )
    blocks: list[Block] = [
        Note(say.say("period", begin=say.day(found["begins_on"]), end=say.day(found["ends_on"])), "lead"),
        *editorial(reader, "activity"),
        KeyFigures(
            tuple(KeyFigure(say.number(count), say.say(name)) for name, count in (*counts, *((name, found[key]) for name, key in WHOLE)))
        ),
        _quarters(reader, found),
    ]
    joined = [member for member in reader.by_name(reader.members) if member["code"] in found["joined"]]
    if joined:
        links = tuple(Link(reader.name_of(member), anchor=anchor_of(member), note=reader.place(member["region"])) for member in joined)
        blocks += [Heading(say.say("joined")), Listing((("", links),))]
    return [*blocks, *_missions(reader, missions)]


def _missions(reader: Reader, missions: Sequence[Row]) -> list[Block]:
    if not missions:
        return []
    say, places = reader.say, reader.content["places"]
    links = tuple(
        Link(
            reader.words(row["texts"], "title").text,
            note=" · ".join(filter(None, (row["when"][:4], places_of(reader, row["from"], places)))),
        )
        for row in missions
    )
    return [Heading(say.say("missions")), Note(say.say("missions-note")), Listing((("", links),))]


def _quarters(reader: Reader, found: Row) -> Table:
    say = reader.say
    rows = [(Cell(row["label"]), *(Cell(say.number(row[name])) for name in COLUMNS)) for row in found["quarters"]]
    total = (Cell(say.say("in-all")), *(Cell(say.number(sum(row[name] for row in found["quarters"]))) for name in COLUMNS))
    return Table(
        caption=say.say("by-quarter"),
        head=(say.say("quarter"), *(say.say(name).capitalize() for name in COLUMNS)),
        rows=(*rows, total),
        note=say.say("activity-note"),
        numeric=(False, *(True for _name in COLUMNS)),
        has_total=True,
        anchor="table-quarters",
    )


def publications(reader: Reader) -> list[Block]:
    found = reader.chapter("publications")
    if found is None:
        return []
    links = tuple(
        Link(
            reader.words(work["texts"], "title").text,
            url=work["url"],
            note=" · ".join(filter(None, [reader.concept(work["kind"]), work["year"]])),
        )
        for work in found
    )
    return [Listing((("", links),))] if links else [Note(reader.say.say("none-yet"))]


def partners(reader: Reader) -> list[Block]:
    found = reader.chapter("partners")
    if found is None:
        return []
    names = sorted((reader.words(each["texts"], "name").text or each["name"] for each in found), key=str.casefold)
    if not names:
        return [Note(reader.say.say("none-yet"))]
    return [Note(reader.say.say("partners-note")), Listing((("", tuple(Link(name) for name in names)),))]
