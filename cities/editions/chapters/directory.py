"""The directory: region by region, one entry a member, each with the language of its words said."""

from cities.editions.chapters.blocks import Block, Entry, Fact, Link, Listing, Note, Opener
from cities.editions.chapters.cases import picture_of
from cities.editions.chapters.cover import countries_of, dots_of
from cities.editions.chapters.plain import editorial, marks, places_of
from cities.editions.content import WORLD, Reader, Row
from cities.editions.diagrams import map_of

MOST_THEMES = 4


def directory(reader: Reader) -> list[Block]:
    if not reader.members:
        return []
    regions = tuple(
        Link(reader.place(region), anchor=f"r-{region}", note=reader.say.count("n-members", len(members)))
        for region, members in reader.regions()
    )
    blocks: list[Block] = [*editorial(reader, "directory"), Listing((("", regions),), 1), Note(reader.say.say("foreign-note"))]
    practices = {practice["code"]: practice for practice in reader.content["cases"]}
    for region, members in reader.regions():
        blocks.append(_opener(reader, region, members))
        blocks += [_entry(reader, member, practices) for member in members]
    return blocks


def _opener(reader: Reader, region: str, members: list[Row]) -> Opener:
    dots = dots_of(reader, members)
    say = reader.say
    return Opener(
        region=region,
        name=reader.place(region),
        count=say.count("n-members", len(members)),
        members=tuple(Link(reader.name_of(member), anchor=anchor_of(member), note=_countries(reader, member)) for member in members),
        drawn=map_of(dots, region=region, tinted=countries_of(reader, members)) if region != WORLD else None,
        alt=say.say("region-map-alt", region=reader.place(region), number=len(dots)),
        anchor=f"r-{region}",
    )


def _entry(reader: Reader, member: Row, practices: dict[str, Row]) -> Entry:
    texts = member["texts"]
    name, summary, description = (reader.words(texts, field) for field in ("name", "summary", "description"))
    return Entry(
        anchor=anchor_of(member),
        region=member["region"],
        name=name,
        acronym=member["acronym"] if member["acronym"] and member["acronym"] not in name.text else "",
        where=places_of(reader, [member["seat"]] if member["seat"] else member["places"], reader.content["places"]),
        facts=tuple(_facts(reader, member, practices)),
        summary=summary,
        description=description,
        marks=marks(reader, name, summary, description),
        picture=picture_of(reader, member),
        missing="" if summary or description else reader.say.say("no-description"),
    )


def _facts(reader: Reader, member: Row, practices: dict[str, Row]) -> list[Fact]:
    say = reader.say
    facts = [Fact(say.say("category"), reader.concept(member["category"]))]
    facts.append(Fact(say.say("member-since"), str(member["since"]) if member["since"] else say.say("unknown")))
    if member["founded"]:
        facts.append(Fact(say.say("founded"), str(member["founded"])))
    if member["websites"]:
        facts.append(Fact(say.say("website"), links=tuple(Link(bare(url), url=url) for url in member["websites"])))
    if member["themes"]:
        facts.append(Fact(say.say("themes"), ", ".join(reader.concept(key) for key in member["themes"][:MOST_THEMES])))
    told = [practices[code] for code in member["practices"] if code in practices]
    if told:
        links = tuple(Link(reader.words(each["texts"], "title").text, anchor=f"p-{each['code']}") for each in told)
        facts.append(Fact(say.say("practices"), links=links))
    return facts


def anchor_of(member: Row) -> str:
    return f"m-{member['code']}"


def bare(url: str) -> str:
    """An address as people read it."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def _countries(reader: Reader, member: Row) -> str:
    return ", ".join(reader.place(country.lower()) for country in member["countries"][:2])
