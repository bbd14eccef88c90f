"""Each kind of block a kit is made of, as elements of a page of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cities.editions.chapters import Book
from cities.editions.chapters.blocks import (
    Block,
    Case,
    Change,
    Fact,
    Facts,
    Heading,
    Held,
    Journey,
    KeyFigure,
    Link,
    Listing,
    Note,
    Passed,
    Picture,
    Prose,
    Question,
    Tool,
)

from .elements import Child, Element, element, is_web_address, prose, said


@dataclass(frozen=True)
class Markup:
    """How the blocks of one book are shown. `addresses` say where an anchor is, `pictures` and `files` where the copies of frozen ones
    lie, by digest; what is not there is left out or only told of."""

    book: Book
    addresses: Mapping[str, str]
    pictures: Mapping[str, str]
    files: Mapping[str, str]

    def blocks(self, blocks: Sequence[Block]) -> list[Element]:
        return [each for block in blocks for each in self._shown(block)]

    def _shown(self, block: Block) -> list[Element]:
        shown: dict[str, Callable[..., list[Element]]] = {
            "heading": self._heading,
            "prose": self._prose,
            "note": self._note,
            "facts": self._fact_block,
            "listing": self._listing,
            "case": self._case,
            "journey": self._journey,
            "tool": self._tool,
            "question": self._question,
        }
        return shown[block.kind](block)

    def _heading(self, block: Heading) -> list[Element]:
        return [element("h2" if block.level == 2 else "h3", block.text)]

    def _prose(self, block: Prose) -> list[Element]:
        return [prose(block.words, class_=f"prose {block.role}")]

    def _note(self, block: Note) -> list[Element]:
        return [element("p", block.text, class_=f"note {block.role}")]

    def _fact_block(self, block: Facts) -> list[Element]:
        return [self.facts(block.facts)]

    def facts(self, facts: Sequence[Fact]) -> Element:
        rows = [
            element("div", element("dt", fact.label), element("dd", fact.text, _between([self.link(link) for link in fact.links], ", ")))
            for fact in facts
        ]
        return element("dl", rows, class_="facts")

    def link(self, link: Link) -> Child:
        address = self.addresses.get(link.anchor, "") or (link.url if is_web_address(link.url) else "")
        return element("a", link.text, href=address) if address else link.text

    def _listing(self, block: Listing) -> list[Element]:
        found: list[Element] = []
        for name, links in block.groups:
            if name:
                found.append(element("h2", name))
            items = [element("li", self.link(link), " " if link.note else None, _small(link.note)) for link in links]
            found.append(element("ul", items, class_="listing"))
        return found

    def _case(self, block: Case) -> list[Element]:
        facts = [*block.facts, *([Fact(self.book.labels["sources"], " · ".join(block.sources))] if block.sources else [])]
        return [
            element("p", block.where, _marks(block.marks), class_="where"),
            *([prose(block.summary, class_="lead")] if block.summary else []),
            *self._picture(block.picture),
            *_figures([(figure, "") for figure in block.figures]),
            *(each for part in block.parts for each in (element("h2", part.heading), prose(part.words))),
            *([self.facts(facts)] if facts else []),
            *self._home(block.home),
        ]

    def _journey(self, block: Journey) -> list[Element]:
        first, rest = block.parts[:1], block.parts[1:]
        return [
            element("p", block.start, " → ", block.end, _marks(block.marks), class_="where"),
            *([prose(block.summary, class_="lead")] if block.summary else []),
            element("ol", [_phase(phase) for phase in block.phases], class_="phases"),
            *([element("p", block.stopped, class_="stopped")] if block.stopped else []),
            *(each for part in first for each in (element("h2", part.heading), prose(part.words))),
            *self._changes(block),
            *self._trials(block),
            *([element("h2", block.labels["uptake"]), *_figures(block.uptake)] if block.uptake else []),
            *(each for part in rest for each in (element("h2", part.heading), prose(part.words))),
            self.facts([*block.facts, *([Fact(self.book.labels["sources"], " · ".join(block.sources))] if block.sources else [])]),
            *self._home(block.home),
        ]

    def _changes(self, block: Journey) -> list[Element]:
        if not block.changes:
            return []
        return [element("h2", block.labels["adaptations"]), *(_change(change, block.labels) for change in block.changes)]

    def _trials(self, block: Journey) -> list[Element]:
        if not block.trials:
            return []
        items = [
            element(
                "li",
                said("strong", trial.name),
                f" {trial.facts}" if trial.facts else None,
                _spaced(said("span", trial.result) if trial.result else None),
                _spaced(_small(f"[{trial.source}]" if trial.source else "")),
            )
            for trial in block.trials
        ]
        return [element("h2", block.labels["pilots"]), element("ul", items)]

    def _tool(self, block: Tool) -> list[Element]:
        labels = self.book.labels
        home = element("a", block.home, href=block.home) if is_web_address(block.home) else None
        cited = element("p", block.citation, _spaced(home))
        return [
            element("p", block.where, _marks(block.marks), class_="where"),
            *([prose(block.summary, class_="lead")] if block.summary else []),
            *([element("h2", labels["files"]), element("ul", [self._file(file) for file in block.files])] if block.files else []),
            *([element("p", block.licence, class_="note")] if block.licence else []),
            element("h2", labels["cite_as"]),
            cited,
        ]

    def _file(self, file: Held) -> Element:
        """The copy that came along; else where it is; else only what it is called."""
        copy = self.files.get(file.digest, "") if file.name else ""
        address = copy or (file.url if is_web_address(file.url) else "")
        name = element("a", said("span", file.title), href=address) if address else said("span", file.title)
        told = [element("br"), _small(self.book.labels["in_the_folder"])] if file.name and not copy else []
        return element("li", name, element("br"), _small(file.note), *told)

    def _question(self, block: Question) -> list[Element]:
        # The sentence of the question heads what belongs to it, whoever reads it aloud.
        title = element("h3", element("span", f"{block.number}. ", class_="number"), said("span", block.label))
        hint = [said("p", block.hint, class_="note")] if block.hint else []
        return [element("section", title, *hint, *_answer(block), class_="question")]

    def _picture(self, picture: Picture | None) -> list[Element]:
        address = self.pictures.get(picture.digest) if picture else None
        if picture is None or address is None:
            return []
        credit = [element("figcaption", picture.credit)] if picture.credit else []
        return [element("figure", element("img", src=address, alt=picture.alt), *credit)]

    def _home(self, home: str) -> list[Element]:
        if not is_web_address(home):
            return []
        return [element("p", self.book.labels["at_home"], ": ", element("a", home, href=home), class_="note")]


def _answer(block: Question) -> list[Element]:
    if block.rows:
        head = element("tr", element("td"), [element("th", said("span", option), scope="col") for option in block.options])
        rows = [
            element("tr", element("th", said("span", row), scope="row"), [element("td", "○") for _option in block.options])
            for row in block.rows
        ]
        return [element("table", element("thead", head), element("tbody", rows))]
    if block.options:
        signs = {"circle": "○", "box": "☐", "line": "____"}
        return [element("ul", [element("li", f"{signs[block.sign]} ", said("span", option)) for option in block.options], class_="options")]
    return [element("p", block.unit, class_="line") for _line in range(block.lines)]


def _figures(figures: Sequence[tuple[KeyFigure, str]]) -> list[Element]:
    if not figures:
        return []
    items = [
        element("li", element("strong", figure.value), " ", figure.label, *([element("br"), _small(source)] if source else []))
        for figure, source in figures
    ]
    return [element("ul", items, class_="figures")]


def _phase(phase: Passed) -> Element:
    state = "reached" if phase.is_reached else ""
    name = element("strong" if phase.is_current else "span", phase.name)
    return element("li", name, *([element("br"), _small(phase.when)] if phase.when else []), class_=state)


def _change(change: Change, labels: Mapping[str, str]) -> Element:
    told = [(labels[name], words) for name, words in (("was", change.was), ("became", change.became), ("reason", change.reason)) if words]
    notes = " · ".join(note for note in (change.by, change.source) if note)
    return element(
        "section",
        element("h3", change.dimension),
        element("dl", [element("div", element("dt", label), element("dd", prose(words))) for label, words in told]),
        *([element("p", notes, class_="note")] if notes else []),
        class_="change",
    )


def _marks(marks: Sequence[str]) -> Child:
    return element("span", " · ".join(marks), class_="mark") if marks else None


def _small(text: str) -> Child:
    return element("small", text) if text else None


def _spaced(child: Child) -> list[Child]:
    """After a space, where there is anything."""
    return [] if child is None else [" ", child]


def _between(children: Sequence[Child], mark: str) -> list[Child]:
    return [each for place, child in enumerate(children) for each in ([mark, child] if place else [child])]
