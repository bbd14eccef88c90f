"""The last pages: what must be said about the figures, and who made this from what."""

from decimal import Decimal

from cities.editions.chapters.blocks import Block, Cell, Fact, Facts, Heading, Link, Listing, Note, Table
from cities.editions.chapters.plain import editorial, source_line
from cities.editions.checking import Difference, differences
from cities.editions.content import Reader, Words


def figures(reader: Reader) -> list[Block]:
    """Every figure that disagrees with the count, both values and why. What is spoken in a text is corrected, not explained."""
    found = [difference for difference in differences(reader.content) if difference.spoken_in is None]
    if not found and not reader.content["stated"]:
        return []
    lead = Note(reader.say.say("figures-lead"), "lead")
    return [lead, _table(reader, found) if found else Note(reader.say.say("figures-none"))]


def _table(reader: Reader, found: list[Difference]) -> Table:
    say = reader.say
    rows = tuple(
        (
            Cell(subject_name(reader, difference)),
            Cell(_number(reader, difference.stated)),
            Cell(_number(reader, difference.counted)),
            _why(reader, difference),
        )
        for difference in found
    )
    sources = dict.fromkeys(source_line(reader, each.source) for each in found if each.source)
    return Table(
        caption=say.say("figures-table"),
        head=(say.say("what"), say.say("stated"), say.say("counted"), say.say("why")),
        rows=rows,
        numeric=(False, True, True, False),
        note=" ".join(say.say("source", source=source) for source in sources),
        anchor="table-figures",
    )


def _why(reader: Reader, difference: Difference) -> Cell:
    words = reader.words(difference.explanations or {}, "explanation")
    where = f" ({difference.locator})" if difference.locator else ""
    return Cell(f"{words.text}{where}", words=Words(f"{words.text}{where}", words.language, words.is_foreign))


def subject_name(reader: Reader, difference: Difference) -> str:
    name = named_subject(reader, difference.subject)
    return reader.say.say("parts-of", what=name) if difference.is_of_parts else name


def named_subject(reader: Reader, subject: str) -> str:
    """What a subject of a tally is called: `region-group:asia:sse-networks` is “Asia: SSE networks”."""
    name, _colon, code = subject.partition(":")
    match name:
        case "region":
            return reader.place(code)
        case "group":
            return reader.say.say(f"group-{code}")
        case "region-group":
            region, _colon, group = code.partition(":")
            return f"{reader.place(region)}: {reader.say.say(f'group-{group}')}"
        case _:
            return reader.say.say(f"subject-{name}")


def _number(reader: Reader, value: Decimal) -> str:
    return reader.say.number(float(value))


def colophon(reader: Reader) -> list[Block]:
    say, edition = reader.say, reader.edition
    facts = [
        Fact(say.say("published-by"), edition["publisher"]),
        *_versions(reader),
        Fact(say.say("frozen-on"), say.day(edition["date"])),
        Fact(say.say("languages"), ", ".join(say.named_language(tag) for tag in edition["languages"])),
        Fact(say.say("address"), links=(Link(edition["url"], url=edition["url"]),)),
        Fact(say.say("cite-as"), citation(reader), links=(Link(edition["url"], url=edition["url"]),)),
        *([Fact(say.say("digest"), reader.digest[:16])] if reader.digest else []),
    ]
    sources = tuple(
        Link(_cited_source(source), url=source["url"])
        for _code, source in sorted(reader.content["sources"].items(), key=lambda each: each[0])
    )
    blocks: list[Block] = [*editorial(reader, "colophon"), Facts(tuple(facts))]
    if sources:
        blocks += [Heading(say.say("sources")), Listing((("", sources),))]
    return [*blocks, Note(say.say("typeface-note"))]


def _versions(reader: Reader) -> list[Fact]:
    """Of a kit: which this is, and which came before it."""
    if not reader.is_kit:
        return []
    say, before = reader.say, reader.chapter("changes")
    earlier = Fact(say.say("version-before"), f"{before['version']}: ", (Link(before["url"], url=before["url"]),)) if before else None
    return [Fact(say.say("version-label"), str(reader.edition["version"])), *([earlier] if earlier else [])]


def citation(reader: Reader) -> str:
    """One sentence in the order of ISO 690: who, when, what, which version; where it is follows as a link."""
    edition = reader.edition
    version = f"{reader.say.say('version', version=str(edition['version']))}. " if reader.is_kit else ""
    return f"{edition['publisher']} ({edition['date'][:4]}). {reader.own('title').text.rstrip('.')}. {version}"


def _cited_source(source: dict[str, str]) -> str:
    who = f"{source['publisher']}. " if source["publisher"] else ""
    when = f" ({source['year']})" if source["year"] else ""
    return f"{who}{source['title']}{when}"
