"""What members answered: each question with its n, the coverage of the campaign, and what was published of it."""

from collections.abc import Iterator
from typing import Any

from cities.editions.chapters.blocks import Block, Cell, Chart, Fact, Facts, Heading, Link, Note, Table
from cities.editions.chapters.plain import editorial, source_line
from cities.editions.charts import Bar, bar_chart
from cities.editions.content import Reader, Row
from cities.translation.languages import best_language


def survey(reader: Reader) -> list[Block]:
    found = reader.chapter("survey")
    if not found:
        return []
    return [
        Heading(_named(found["title"], reader.language)),
        *editorial(reader, "survey"),
        Note(coverage_line(reader, found), "lead"),
        _coverage(reader, found),
        *([Note(reader.say.say("hidden-note", least=found["least"]))] if _hides(found) else []),
        *(block for item in found["items"] for block in _question(reader, found, item)),
        *_who(reader, found),
    ]


def coverage_line(reader: Reader, found: Row) -> str:
    return reader.say.say(
        "coverage", **_shares(reader, found["coverage"]), begin=reader.say.day(found["begins_on"]), end=reader.say.day(found["ends_on"])
    )


def _shares(reader: Reader, coverage: Row) -> dict[str, Any]:
    asked, answered = coverage["asked"], coverage["answered"]
    return {"asked": asked, "answered": answered, "share": reader.say.share(answered / asked) if asked else "–"}


def _coverage(reader: Reader, found: Row) -> Table:
    say = reader.say
    rows = [(Cell(reader.place(row["code"]), region=row["code"]), *_counts(reader, row)) for row in found["by_region"]]
    return Table(
        caption=say.say("coverage-table"),
        head=(say.say("region"), say.say("asked"), say.say("answered"), say.say("share")),
        rows=(*rows, (Cell(say.say("in-all")), *_counts(reader, found["coverage"]))),
        numeric=(False, True, True, True),
        has_total=True,
        anchor="table-coverage",
    )


def _counts(reader: Reader, row: Row) -> tuple[Cell, Cell, Cell]:
    shares = _shares(reader, row)
    return Cell(reader.say.number(row["asked"])), Cell(reader.say.number(row["answered"])), Cell(shares["share"])


def _question(reader: Reader, found: Row, item: Row) -> Iterator[Block]:
    counted = any(code["count"] for code in item["codes"]) or item["median"] is not None or any(row["answered"] for row in item["rows"])
    published = any(code["published"] for code in item["codes"])
    if not counted and not published and not item["published"]:
        return
    if counted:
        yield Heading(_named(item["labels"], reader.language), 3)
        yield from _counted(reader, found, item)
    if published or item["published"]:
        yield _published(reader, found, item)


def _counted(reader: Reader, found: Row, item: Row) -> Iterator[Block]:
    say, note = reader.say, reader.say.say("survey-n", number=item["answered"], **_shares(reader, found["coverage"]))
    if item["rows"]:
        yield _matrix(reader, item, note)
    elif item["median"] is not None and not item["codes"]:
        yield Note(say.say("median", median=item["median"], unit=item["unit"]).replace("  ", " "), "lead")
        yield Note(note)
    else:
        yield _chart(reader, item, note)


def _chart(reader: Reader, item: Row, note: str) -> Chart:
    labels = [(_named(code["labels"], reader.language), code) for code in item["codes"]]
    values = tuple((label, _said(reader, code)) for label, code in labels)
    title = _named(item["labels"], reader.language)
    return Chart(
        title="",
        subtitle="",
        alt=reader.say.say("chart-alt", title=title, values=reader.say.pairs(values)),
        spec=bar_chart([Bar(label, code["share"], _said(reader, code)) for label, code in labels]),
        note=note,
        name=f"survey-{item['code']}",
        values=values,
    )


def _matrix(reader: Reader, item: Row, note: str) -> Table:
    codes = item["rows"][0]["codes"]
    rows = [
        (
            Cell(_named(row["labels"], reader.language)),
            Cell(reader.say.number(row["answered"])),
            *(Cell(reader.say.say("not-shown") if code["count"] is None else reader.say.number(code["count"])) for code in row["codes"]),
        )
        for row in item["rows"]
    ]
    head = (reader.say.say("answer"), "n", *(_named(code["labels"], reader.language) for code in codes))
    numeric = (False, *(True for _each in head[1:]))
    return Table(caption=_named(item["labels"], reader.language), head=head, rows=tuple(rows), note=note, numeric=numeric)


def _published(reader: Reader, found: Row, item: Row) -> Table:
    """What a source says of a question: never mixed with what was counted."""
    say, published = reader.say, [(code, fact) for code in item["codes"] for fact in code["published"]]
    rows = [(Cell(_named(code["labels"], reader.language)), Cell(_fact(reader, fact))) for code, fact in published]
    rows += [(Cell("–"), Cell(_fact(reader, fact))) for fact in item["published"]]
    facts = [fact for _code, fact in published] + list(item["published"])
    sources = dict.fromkeys(source_line(reader, fact["source"], fact["locator"]) for fact in facts)
    note = [say.say("survey-published", **_shares(reader, found["coverage"])), *(say.say("source", source=each) for each in sources)]
    caption = _named(item["labels"], reader.language)
    return Table(caption=caption, head=(say.say("answer"), say.say("stated")), rows=tuple(rows), note=" ".join(note))


def _fact(reader: Reader, fact: Row) -> str:
    said = [reader.say.say(f"stated-{fact['statement']}")] if fact["statement"] else []
    if fact["value"] is not None:
        said.append(reader.say.say(f"unit-{fact['unit']}", value=_plain(reader, fact["value"])))
    return ", ".join(said)


def _plain(reader: Reader, value: str) -> str:
    return reader.say.number(float(value))


def _said(reader: Reader, code: Row) -> str:
    if code["count"] is None or code["share"] is None:
        return reader.say.say("not-shown")
    return f"{reader.say.share(code['share'])} ({reader.say.number(code['count'])})"


def _who(reader: Reader, found: Row) -> list[Block]:
    """Those a source names as having answered; by region."""
    facts = []
    for region, members in reader.regions():
        links = tuple(Link(reader.name_of(member), anchor=f"m-{member['code']}") for member in members if member["code"] in found["named"])
        if links:
            facts.append(Fact(reader.place(region), links=links))
    return [Heading(reader.say.say("who-answered")), Facts(tuple(facts))] if facts else []


def _hides(found: Row) -> bool:
    counted = [part["codes"] for item in found["items"] for part in (item, *item["rows"])]
    return any(code["count"] is None for codes in counted for code in codes)


def _named(names: dict[str, str], language: str) -> str:
    chosen = best_language(names, language, original="en")
    return names[chosen] if chosen else ""
