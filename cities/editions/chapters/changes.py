"""What a version has that the one before had not."""

from collections.abc import Sequence

from cities.editions.chapters.blocks import Block, Link, Listing, Note
from cities.editions.chapters.plain import editorial
from cities.editions.content import Reader, Row

# Anchors of what a kit tells, by kind.
ANCHORS = {"practice": "p", "transfer": "t", "resource": "r"}


def changes(reader: Reader) -> list[Block]:
    """Nothing in a first version."""
    found = reader.chapter("changes")
    if not found:
        return []
    say = reader.say
    lead = Note(say.say("changes-since", version=str(found["version"]), day=say.day(found["date"])), "lead")
    groups = tuple(
        (say.say(f"records-{what}"), links) for what in ("added", "changed", "removed") if (links := _links(reader, found["records"], what))
    )
    listing = Listing(groups) if groups else Note(say.say("changes-none"))
    return [lead, *editorial(reader, "changes"), listing]


def _links(reader: Reader, records: Sequence[Row], what: str) -> tuple[Link, ...]:
    return tuple(
        Link(
            reader.words(line["texts"], "title").text or line["code"],
            anchor=f"{ANCHORS[line['kind']]}-{line['code']}" if what != "removed" else "",
            note=reader.say.say(f"kind-{line['kind']}"),
        )
        for line in records
        if line["what"] == what
    )
