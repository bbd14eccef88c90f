"""A kit as a folder that opens from a memory stick: pages in every language, the files that may be passed on, a search that needs no
server. Every link inside is relative; nothing is loaded from elsewhere.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cities.editions.chapters import Book
from cities.editions.chapters.blocks import Tool
from cities.editions.content import Reader
from cities.editions.exports.keeping import Part, archive
from cities.editions.exports.leaves import Leaf, leaves, places
from cities.editions.exports.markup import Element, Markup, as_html, clean, element, said
from cities.editions.exports.markup.elements import language_of
from cities.translation.languages import base_language, language_name

OWN = Path(__file__).parent / "offline"
# Each page of the search holds so many letters of its text; more would be found, and the folder grow.
MOST_WORDS = 20_000
START, SEARCH = "index", "search"


@dataclass(frozen=True)
class Spoken:
    """The kit in one of its languages."""

    book: Book
    reader: Reader


def folder(spoken: list[Spoken], *, pictures: Mapping[str, bytes], files: Mapping[str, bytes]) -> bytes:
    """A zip with one folder in it. `pictures` and `files` by digest. The same snapshot is the same bytes."""
    code = spoken[0].reader.edition["code"]
    return archive((f"{code}/{name}", data) for name, data in _parts(spoken, pictures, files))


def _parts(spoken: list[Spoken], pictures: Mapping[str, bytes], files: Mapping[str, bytes]) -> Iterator[Part]:
    names = _file_names(spoken)
    held = {digest: name for digest, name in names.items() if digest in files}
    shown = {digest: f"pictures/{digest[:32]}.jpg" for digest in sorted(pictures)}
    yield "index.html", as_html(_door(spoken))
    yield "style.css", (OWN / "folder.css").read_bytes()
    yield "search.js", (OWN / "search.js").read_bytes()
    for each in spoken:
        yield from _Site(each, [other.book for other in spoken], pictures=shown, files=held).parts()
    for digest, name in shown.items():
        yield name, pictures[digest]
    for digest, name in sorted(held.items(), key=lambda pair: pair[1]):
        yield name, files[digest]


def _file_names(spoken: list[Spoken]) -> dict[str, str]:
    """Where each file lies, by digest: the same file of two resources is there once."""
    tools = [block for chapter in spoken[0].book.chapters for block in chapter.blocks if isinstance(block, Tool)]
    return {file.digest: f"files/{file.name}" for tool in reversed(tools) for file in tool.files if file.name}


def _door(spoken: list[Spoken]) -> Element:
    """The first page: the title in each language, and nothing else to decide."""
    first = spoken[0].book
    items = [
        element(
            "li",
            element(
                "a",
                element("small", language_name(each.book.language)),
                element("span", each.book.title.text),
                href=f"{each.book.language}/index.html",
            ),
            **language_of(each.book.language),
        )
        for each in spoken
    ]
    body = element(
        "main",
        element("p", f"{first.publisher} · {first.version}", class_="where"),
        said("h1", first.title),
        element("ul", items, class_="door"),
    )
    return _html(first, first.title.text, body, up="")


class _Site:
    """The pages of one language."""

    def __init__(self, spoken: Spoken, books: list[Book], *, pictures: Mapping[str, str], files: Mapping[str, str]) -> None:
        self.book, self.reader = spoken.book, spoken.reader
        self.say = self.reader.say.say
        self.books = books
        self.leaves = leaves(self.book)
        addresses = {anchor: f"{name}.html" for anchor, name in places(self.leaves).items()}
        up = {digest: f"../{name}" for digest, name in {**pictures, **files}.items()}
        self.markup = Markup(self.book, addresses, up, files=up)

    def parts(self) -> Iterator[Part]:
        tongue = self.book.language
        yield f"{tongue}/{START}.html", as_html(self._start())
        yield f"{tongue}/{SEARCH}.html", as_html(self._search())
        for place, leaf in enumerate(self.leaves):
            yield f"{tongue}/{leaf.name}.html", as_html(self._leaf(place, leaf))
        yield f"{tongue}/map.svg", self.book.cover.drawn.svg.encode()
        yield f"{tongue}/words.js", self._words()

    def _start(self) -> Element:
        book = self.book
        counts = [element("li", element("strong", count), f" {name}") for _tone, name, count in book.cover.legend]
        main = [
            element("p", f"{book.publisher} · {book.kind}", class_="where"),
            said("h1", book.title),
            *([said("p", book.subtitle, class_="lead")] if book.subtitle else []),
            element("p", f"{book.version} · {book.year}", class_="version"),
            element("figure", element("img", src="map.svg", alt=book.cover.alt), element("figcaption", book.cover.caption)),
            element("ul", counts, class_="figures"),
            element("h2", book.labels["contents"]),
            self._contents(),
        ]
        return self._page(START, book.title.text, main)

    def _contents(self) -> Element:
        chapters = [leaf for leaf in self.leaves if not leaf.parent]
        return element("ol", [element("li", _to(leaf), self._under(leaf)) for leaf in chapters], class_="contents")

    def _under(self, chapter: Leaf) -> Element | None:
        told = [leaf for leaf in self.leaves if leaf.parent == chapter.name]
        return element("ul", [element("li", _to(leaf)) for leaf in told]) if told else None

    def _search(self) -> Element:
        note = element("noscript", element("p", self.say("search-without")))
        # What the program says is said here, in the language of the page.
        found = element(
            "div", id="found", role="status", data_found=self.say("search-found", number="{n}"), data_nothing=self.say("search-nothing")
        )
        main = [element("h1", self.say("search")), self._form("query"), note, found, element("ol", id="results", class_="results")]
        scripts = [element("script", src="words.js"), element("script", src="../search.js")]
        return self._page(SEARCH, self.say("search"), [*main, *scripts])

    def _form(self, key: str) -> Element:
        return element(
            "form",
            element("label", self.say("search"), for_=key),
            element("input", type="search", id=key, name="q", autocomplete="off"),
            element("button", self.say("search-button"), type="submit"),
            action=f"{SEARCH}.html",
            method="get",
            role="search",
        )

    def _leaf(self, place: int, leaf: Leaf) -> Element:
        parent = next((each for each in self.leaves if each.name == leaf.parent), None)
        trail = [element("p", _to(parent), class_="where")] if parent else []
        main = [*trail, said("h1", leaf.title), *self.markup.blocks(leaf.blocks), self._turn(place)]
        return self._page(leaf.name, leaf.title.text, main)

    def _turn(self, place: int) -> Element:
        before = self.leaves[place - 1] if place else None
        after = self.leaves[place + 1] if place + 1 < len(self.leaves) else None
        links = [
            element("a", element("small", self.say(word)), said("span", leaf.title), href=f"{leaf.name}.html", rel=rel)
            for word, rel, leaf in (("page-before", "prev", before), ("page-after", "next", after))
            if leaf
        ]
        return element("nav", links, class_="turn", aria_label=f"{self.say('page-before')}, {self.say('page-after')}")

    def _page(self, name: str, title: str, main: list[Element]) -> Element:
        book = self.book
        home = element("a", book.title.text, href=f"{START}.html", class_="home", **({"aria-current": "page"} if name == START else {}))
        tongues = [
            element(
                "li",
                element(
                    "a",
                    language_name(other.language),
                    href=f"../{other.language}/{name}.html",
                    hreflang=other.language,
                    **_here(other, book),
                ),
                **language_of(other.language),
            )
            for other in self.books
        ]
        header = element(
            "header",
            home,
            element("nav", element("ul", tongues), class_="tongues", aria_label=self.say("other-languages")),
            *([self._form("q")] if name != SEARCH else []),
        )
        note = self.say("offline-note", day=self.reader.say.day(self.reader.edition["date"]), url=self.reader.edition["url"])
        stamp = [element("p", book.stamp, class_="stopped")] if book.stamp else []
        footer = element("footer", *stamp, element("p", f"{book.publisher} · {book.title.text} · {book.version}"), element("p", note))
        return _html(book, title if name == START else f"{title} · {book.title.text}", header, element("main", *main, id="main"), footer)

    def _words(self) -> bytes:
        """What the search looks through, as a program that only states it; no word of a record can end the statement."""
        rows = [
            {
                "page": f"{leaf.name}.html",
                "title": clean(leaf.title.text),
                "under": next((each.title.text for each in self.leaves if each.name == leaf.parent), ""),
                "text": clean(" ".join(" ".join(block.itertext()) for block in self.markup.blocks(leaf.blocks)))[:MOST_WORDS],
            }
            for leaf in self.leaves
        ]
        stated = json.dumps(rows, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        for letter in ("<", "\u2028", "\u2029"):
            stated = stated.replace(letter, f"\\u{ord(letter):04x}")
        return f"window.kitWords={stated};\n".encode()


def _to(leaf: Leaf) -> Element:
    return element("a", said("span", leaf.title), href=f"{leaf.name}.html")


def _here(other: Book, book: Book) -> dict[str, str]:
    return {"aria-current": "true"} if other.language == book.language else {}


def _html(book: Book, title: str, *body: Element, up: str = "../") -> Element:
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("link", rel="stylesheet", href=f"{up}style.css"),
    )
    return element("html", head, element("body", *body), lang=base_language(book.language))
