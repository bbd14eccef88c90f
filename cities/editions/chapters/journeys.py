"""Transfers a kit tells: where from and to, phase by phase, what was changed and why, what came of it."""

from cities.editions.chapters.blocks import Block, Change, Fact, Journey, KeyFigure, Link, Listing, Part, Passed, Trial
from cities.editions.chapters.plain import editorial, marks, places_of, source_line
from cities.editions.content import WORLD, Reader, Row, Words

PHASES = ("understand", "adapt", "prepare", "re-use")
# What was looked for comes before the changes, what was learned after them.
PARTS = ("context", "results", "lessons", "next_steps")
HEADINGS = {"lessons": "journey-lessons"}
LABELS = ("adaptations", "was", "became", "reason", "pilots", "uptake")


def lessons(reader: Reader) -> list[Block]:
    told = [_journey(reader, row) for row in reader.chapter("lessons") or []]
    if not told:
        return []
    links = tuple(Link(each.title.text, anchor=each.anchor, note=f"{each.start} → {each.end}") for each in told)
    return [*editorial(reader, "lessons"), Listing((("", links),), 1), *told]


def _journey(reader: Reader, row: Row) -> Journey:
    texts = row["texts"]
    title, summary = reader.words(texts, "title"), reader.words(texts, "summary")
    parts = tuple(Part(reader.say.say(HEADINGS.get(field, field)), words) for field in PARTS if (words := reader.words(texts, field)))
    changes = tuple(_change(reader, one) for one in row["adaptations"])
    trials = tuple(_trial(reader, one) for one in row["pilots"])
    told = [word for change in changes for word in (change.was, change.became, change.reason)]
    told += [word for trial in trials for word in (trial.name, trial.result)]
    return Journey(
        anchor=f"t-{row['code']}",
        region=row["region"] or WORLD,
        title=title,
        start=places_of(reader, row["from"], reader.content["places"]) or _side(reader, row["origin"]),
        end=places_of(reader, row["to"], reader.content["places"]) or _side(reader, row["destination"]),
        phases=_phases(reader, row),
        stopped=_stopped(reader, row),
        facts=tuple(_facts(reader, row)),
        summary=summary,
        parts=parts,
        changes=changes,
        trials=trials,
        uptake=tuple(_uptake(reader, one) for one in row["uptake"]),
        sources=tuple(dict.fromkeys(source_line(reader, each["source"], each["locator"]) for each in row["sources"])),
        marks=marks(reader, title, summary, *(part.words for part in parts), *told),
        labels={name: reader.say.say(name) for name in LABELS},
        home=reader.home_of(row),
    )


def _phases(reader: Reader, row: Row) -> tuple[Passed, ...]:
    reached = PHASES.index(row["phase"]) if row["phase"] in PHASES else 0
    stays = {stay["phase"]: stay for stay in row["stays"]}
    return tuple(
        Passed(reader.say.say(f"phase-{code}"), _when(reader, stays.get(code)), place <= reached, place == reached and not row["stopped"])
        for place, code in enumerate(PHASES)
    )


def _when(reader: Reader, stay: Row | None) -> str:
    """`2011 – December 2012`; empty where nobody knows."""
    if stay is None:
        return ""
    moments = [reader.say.moment(stay[name]) for name in ("began", "ended") if stay[name]]
    return " – ".join(dict.fromkeys(moments))


def _stopped(reader: Reader, row: Row) -> str:
    if not row["stopped"]:
        return ""
    return reader.say.say("stopped-because", moment=reader.say.moment(row["stopped"]), reason=reader.say.say(f"stop-{row['stop_reason']}"))


def _facts(reader: Reader, row: Row) -> list[Fact]:
    say, told = reader.say, {case["code"]: case for case in reader.content["cases"]}
    facts = [
        Fact(say.say(label), name)
        for label, side in (("given-by", "origin"), ("taken-up-by", "destination"))
        if (name := _side(reader, row[side]))
    ]
    links = tuple(Link(reader.words(told[code]["texts"], "title").text, anchor=f"p-{code}") for code in row["practices"] if code in told)
    return [*facts, *([Fact(say.say("practices"), links=links)] if links else [])]


def _side(reader: Reader, side: Row) -> str:
    return reader.words(side["texts"], "name").text or str(side["name"])


def _change(reader: Reader, one: Row) -> Change:
    texts = one["texts"]
    return Change(
        dimension=reader.say.say(f"dimension-{one['dimension']}"),
        was=reader.words(texts, "was"),
        became=reader.words(texts, "became"),
        reason=reader.words(texts, "reason"),
        by=one["by"],
        source=_source(reader, one),
    )


def _trial(reader: Reader, one: Row) -> Trial:
    say = reader.say
    moments = [say.moment(one[name]) for name in ("began", "ended") if one[name]]
    facts = [
        *([" – ".join(dict.fromkeys(moments))] if moments else []),
        *([say.count("n-people", one["people"])] if one["people"] is not None else []),
        *([say.count("n-weeks", one["weeks"])] if one["weeks"] is not None else []),
    ]
    place = places_of(reader, [one["place"]], reader.content["places"]) if one["place"] else ""
    name = reader.words(one["texts"], "name")
    result = reader.words(one["texts"], "result")
    return Trial(name or Words(place, reader.language), ", ".join(facts), result, _source(reader, one))


def _uptake(reader: Reader, one: Row) -> tuple[KeyFigure, str]:
    exact = one["qualifier"] == "exact"
    said = [*([] if exact else [reader.say.say(f"qualifier-{one['qualifier']}")]), str(one["year"])]
    figure = KeyFigure(reader.say.number(float(one["value"])), f"{reader.concept(one['measure'])} ({', '.join(said)})")
    return figure, _source(reader, one)


def _source(reader: Reader, one: Row) -> str:
    return source_line(reader, one["source"], one["locator"]) if one["source"] else ""
