"""What chapters are made of. The printed page and the web page show the same blocks, each in its way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from cities.editions.content import Words
from cities.editions.diagrams import Drawn
from cities.gather.surveys.charts import Spec


@dataclass(frozen=True)
class Block:
    # How the typesetter and the page call it.
    kind: ClassVar[str] = ""
    template: ClassVar[str] = ""


@dataclass(frozen=True)
class Heading(Block):
    """A heading inside a chapter: level 2 or 3, and the name other pages lead to it by."""

    text: str
    level: int = 2
    anchor: str = ""
    kind: ClassVar[str] = "heading"
    template: ClassVar[str] = "portal/editions/blocks/heading.html"


@dataclass(frozen=True)
class Prose(Block):
    """Somebody's words, in a small part of Markdown."""

    words: Words
    role: str = "text"
    kind: ClassVar[str] = "prose"
    template: ClassVar[str] = "portal/editions/blocks/prose.html"


@dataclass(frozen=True)
class Note(Block):
    """One sentence of the edition's own, small."""

    text: str
    role: str = "note"
    kind: ClassVar[str] = "note"
    template: ClassVar[str] = "portal/editions/blocks/note.html"


@dataclass(frozen=True)
class KeyFigure:
    value: str
    label: str


@dataclass(frozen=True)
class KeyFigures(Block):
    figures: tuple[KeyFigure, ...]
    kind: ClassVar[str] = "key-figures"
    template: ClassVar[str] = "portal/editions/blocks/key_figures.html"


@dataclass(frozen=True)
class Cell:
    """What stands in a table. Texts of people keep their language; `region` is the token of its colour."""

    text: str
    words: Words | None = None
    link: str = ""
    region: str = ""


@dataclass(frozen=True)
class Table(Block):
    """A table with its number and caption; the first column heads its rows. `numeric` columns are set flush right."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    numeric: tuple[bool, ...] = ()
    has_total: bool = False
    anchor: str = ""
    kind: ClassVar[str] = "table"
    template: ClassVar[str] = "portal/editions/blocks/table.html"

    @property
    def lines(self) -> list[tuple[Cell, list[tuple[Cell, bool]]]]:
        """Each row as its heading and the cells after it, with whether they are numbers."""
        numeric = self.numeric or (False,) * len(self.head)
        return [(row[0], list(zip(row[1:], numeric[1:], strict=True))) for row in self.rows]

    @property
    def columns(self) -> list[tuple[str, bool]]:
        return list(zip(self.head, self.numeric or (False,) * len(self.head), strict=True))


@dataclass(frozen=True)
class Chart(Block):
    """A drawing with what it says (`title`), of what (`subtitle`), in words for those who do not see it, and where it is from."""

    title: str
    subtitle: str
    alt: str
    spec: Spec
    note: str = ""
    name: str = ""
    # The same figures, for who would rather read them.
    values: tuple[tuple[str, str], ...] = ()
    kind: ClassVar[str] = "chart"
    template: ClassVar[str] = "portal/editions/blocks/chart.html"


@dataclass(frozen=True)
class Map(Block):
    drawn: Drawn
    title: str
    alt: str
    caption: str = ""
    # Regions with their colours and numbers.
    legend: tuple[tuple[str, str, str], ...] = ()
    kind: ClassVar[str] = "map"
    template: ClassVar[str] = "portal/editions/blocks/map.html"


@dataclass(frozen=True)
class Picture:
    """A frozen picture: its digest, what it shows, who made it."""

    digest: str
    alt: str
    credit: str = ""


@dataclass(frozen=True)
class Link:
    """An entry of this edition by its anchor, or an address elsewhere."""

    text: str
    anchor: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Fact:
    """A name and what stands beside it; `links` where it leads somewhere."""

    label: str
    text: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Facts(Block):
    facts: tuple[Fact, ...]
    kind: ClassVar[str] = "facts"
    template: ClassVar[str] = "portal/editions/blocks/facts.html"


@dataclass(frozen=True)
class Opener(Block):
    """The first page of a region: its map and who is in it."""

    region: str
    name: str
    count: str
    members: tuple[Link, ...]
    drawn: Drawn | None
    alt: str
    anchor: str
    kind: ClassVar[str] = "opener"
    template: ClassVar[str] = "portal/editions/blocks/opener.html"


@dataclass(frozen=True)
class Entry(Block):
    """One member."""

    anchor: str
    region: str
    name: Words
    acronym: str
    where: str
    facts: tuple[Fact, ...]
    summary: Words
    description: Words
    marks: tuple[str, ...]
    picture: Picture | None
    missing: str = ""
    kind: ClassVar[str] = "entry"
    template: ClassVar[str] = "portal/editions/blocks/entry.html"


@dataclass(frozen=True)
class Part:
    """A stretch of a case under its own small heading."""

    heading: str
    words: Words


@dataclass(frozen=True)
class Case(Block):
    """A practice told in full."""

    anchor: str
    region: str
    title: Words
    where: str
    facts: tuple[Fact, ...]
    summary: Words
    parts: tuple[Part, ...]
    figures: tuple[KeyFigure, ...]
    sources: tuple[str, ...]
    marks: tuple[str, ...]
    picture: Picture | None
    # Where it lives on, in what is read far from it.
    home: str = ""
    kind: ClassVar[str] = "case"
    template: ClassVar[str] = "portal/editions/blocks/case.html"


@dataclass(frozen=True)
class Passed:
    """One of the four phases: when it was, and whether it is over or under way."""

    name: str
    when: str
    is_reached: bool
    is_current: bool


@dataclass(frozen=True)
class Change:
    """An adaptation: what it was at the origin, what it became, why."""

    dimension: str
    was: Words
    became: Words
    reason: Words
    by: str = ""
    source: str = ""


@dataclass(frozen=True)
class Trial:
    """A pilot: where and when, how large, what came of it."""

    name: Words
    facts: str
    result: Words
    source: str = ""


@dataclass(frozen=True)
class Journey(Block):
    """A transfer told in full."""

    anchor: str
    region: str
    title: Words
    start: str
    end: str
    phases: tuple[Passed, ...]
    stopped: str
    facts: tuple[Fact, ...]
    summary: Words
    parts: tuple[Part, ...]
    changes: tuple[Change, ...]
    trials: tuple[Trial, ...]
    uptake: tuple[tuple[KeyFigure, str], ...]
    sources: tuple[str, ...]
    marks: tuple[str, ...]
    # Small headings, by the names `chapters.journeys` gives them.
    labels: Mapping[str, str]
    home: str = ""
    kind: ClassVar[str] = "journey"
    template: ClassVar[str] = "portal/editions/blocks/journey.html"


@dataclass(frozen=True)
class Held:
    """A file of a resource. `name` is that of the copy in the kit, empty where it is only pointed to; `url` where else it is."""

    title: Words
    note: str
    name: str = ""
    digest: str = ""
    url: str = ""

    @property
    def web_address(self) -> str:
        """Empty for what is no address of the web."""
        return self.url if self.url.startswith(("https://", "http://")) else ""


@dataclass(frozen=True)
class Tool(Block):
    """A resource."""

    anchor: str
    title: Words
    where: str
    summary: Words
    files: tuple[Held, ...]
    licence: str
    citation: str
    marks: tuple[str, ...]
    home: str = ""
    kind: ClassVar[str] = "tool"
    template: ClassVar[str] = "portal/editions/blocks/tool.html"


@dataclass(frozen=True)
class Question(Block):
    """A question to be answered by hand. `sign` stands before each option: `circle` for one of them, `box` for several, `line` for a rank;
    `rows` make a grid of it; without options there are `lines` to write on."""

    number: str
    label: Words
    hint: Words
    sign: str = ""
    options: tuple[Words, ...] = ()
    rows: tuple[Words, ...] = ()
    lines: int = 0
    unit: str = ""
    kind: ClassVar[str] = "question"
    template: ClassVar[str] = "portal/editions/blocks/question.html"


@dataclass(frozen=True)
class Listing(Block):
    """Names under headings: indexes in two columns, what a chapter holds in one, larger."""

    groups: tuple[tuple[str, tuple[Link, ...]], ...]
    columns: int = 2
    kind: ClassVar[str] = "listing"
    template: ClassVar[str] = "portal/editions/blocks/listing.html"


@dataclass(frozen=True)
class Chapter:
    code: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Book:
    """An edition in one language."""

    language: str
    kind: str
    title: Words
    subtitle: Words
    year: str
    publisher: str
    date: str
    cover: Map
    chapters: tuple[Chapter, ...]
    labels: Mapping[str, str]
    # Said on every page of what is not published.
    stamp: str = ""
    # “Version 2”, for what has versions; it stands on the cover instead of the year.
    version: str = ""

    @property
    def pictures(self) -> tuple[Picture, ...]:
        blocks = [block for chapter in self.chapters for block in chapter.blocks if isinstance(block, Entry | Case)]
        return tuple(block.picture for block in blocks if block.picture)
