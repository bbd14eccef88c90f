"""Practices told in full, chosen by the editors."""

from cities.editions.chapters.blocks import Block, Case, Fact, KeyFigure, Link, Listing, Part, Picture
from cities.editions.chapters.plain import editorial, marks, places_of, source_line
from cities.editions.content import WORLD, Reader, Row

PARTS = ("problem", "action", "co_construction", "results", "transferability")
# A kit tells what somebody needs who wants to do it.
ALL_PARTS = ("problem", "action", "co_construction", "results", "success_factors", "obstacles", "transferability")
MOST_FIGURES = 4


def cases(reader: Reader) -> list[Block]:
    told = [_case(reader, practice) for practice in reader.content["cases"]]
    if not told:
        return []
    return [
        *editorial(reader, "cases"),
        Listing((("", tuple(Link(each.title.text, anchor=each.anchor, note=each.where) for each in told)),), 1),
        *told,
    ]


def _case(reader: Reader, practice: Row) -> Case:
    texts = practice["texts"]
    title, summary = reader.words(texts, "title"), reader.words(texts, "summary")
    parts = tuple(
        Part(reader.say.say(field), words) for field in (ALL_PARTS if reader.is_kit else PARTS) if (words := reader.words(texts, field))
    )
    return Case(
        anchor=f"p-{practice['code']}",
        region=practice["region"] or WORLD,
        title=title,
        where=places_of(reader, practice["places"], reader.content["places"]),
        facts=tuple(_facts(reader, practice)),
        summary=summary,
        parts=parts,
        figures=tuple(_figure(reader, figure) for figure in practice["figures"][:MOST_FIGURES]),
        sources=tuple(dict.fromkeys(source_line(reader, each["source"], each["locator"]) for each in practice["sources"])),
        marks=marks(reader, title, summary, *(part.words for part in parts)),
        picture=picture_of(reader, practice),
        home=reader.home_of(practice),
    )


def _facts(reader: Reader, practice: Row) -> list[Fact]:
    facts = []
    if practice["started"]:
        facts.append(Fact(reader.say.say("since", year=str(practice["started"])), ""))
    members = {member["code"] for member in reader.members}
    links = tuple(
        Link(reader.words(part["texts"], "name").text or part["name"], anchor=f"m-{part['code']}" if part["code"] in members else "")
        for part in practice["with"]
    )
    if links:
        facts.append(Fact(reader.say.say("with-whom"), links=links))
    if practice["themes"]:
        facts.append(Fact(reader.say.say("themes"), ", ".join(reader.concept(key) for key in practice["themes"])))
    return facts


def _figure(reader: Reader, figure: Row) -> KeyFigure:
    """How exact it is and of which year stand with what it counts."""
    exact = figure["qualifier"] == "exact"
    said = [*([] if exact else [reader.say.say(f"qualifier-{figure['qualifier']}")]), *([str(figure["year"])] if figure["year"] else [])]
    label = reader.concept(figure["measure"])
    return KeyFigure(_amount(reader, float(figure["value"]), figure["unit"]), f"{label} ({', '.join(said)})" if said else label)


def _amount(reader: Reader, value: float, unit: str) -> str:
    """Money as people say it, parts of a hundred with their sign; what is counted stands in the label."""
    if len(unit) == 3 and unit.isupper():
        return reader.say.money(value, unit)
    return reader.say.share(value / 100) if unit == "percent" else reader.say.number(value)


def picture_of(reader: Reader, row: Row) -> Picture | None:
    """The frozen picture, said in words; a picture nobody has described is not printed."""
    picture = row["picture"]
    alt = reader.words(row["texts"], "image_alt").text
    return Picture(picture["digest"], alt, picture["credit"]) if picture and alt else None
