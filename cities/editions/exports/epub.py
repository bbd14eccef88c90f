"""A kit as an EPUB 3: one page a chapter and record, without fonts or scripts; written from the same blocks as the printed one.

EPUB 3.3 and EPUB Accessibility 1.1, W3C Recommendations of May 2023. No library writes it: those there are come under the AGPL.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cities.editions.chapters import Book
from cities.editions.content import Reader
from cities.editions.exports.keeping import Part, archive
from cities.editions.exports.leaves import Leaf, leaves, places
from cities.editions.exports.markup import Element, Markup, as_xhtml, element, said
from cities.editions.exports.markup.elements import as_xml, language_of
from cities.translation.languages import base_language

STYLE = Path(__file__).parent / "offline" / "book.css"
XHTML, OPS = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops"
# What a page is, for programs that read aloud.
TYPES = {"introduction": "introduction", "how-to-use": "preamble", "changes": "foreword", "colophon": "colophon"}
ROLES = {"introduction": "doc-introduction", "colophon": "doc-colophon"}
CONTAINER = (
    b'<?xml version="1.0" encoding="utf-8"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    b'<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


def epub(book: Book, reader: Reader, *, pictures: Mapping[str, bytes]) -> bytes:
    """`pictures` by digest. The same snapshot and language are the same bytes."""
    return archive(_Volume(book, reader, pictures).parts())


class _Volume:
    def __init__(self, book: Book, reader: Reader, pictures: Mapping[str, bytes]) -> None:
        self.book = book
        self.reader = reader
        self.leaves = leaves(book)
        self.pictures = {digest: f"pictures/{digest[:32]}.jpg" for digest in sorted(pictures)}
        self.data = pictures
        addresses = {anchor: f"{name}.xhtml" for anchor, name in places(self.leaves).items()}
        self.markup = Markup(book, addresses, self.pictures, files={})

    def parts(self) -> Iterator[Part]:
        # First and unpressed, so that a program knows the file by its first bytes.
        yield "mimetype", b"application/epub+zip"
        yield "META-INF/container.xml", CONTAINER
        yield "EPUB/package.opf", as_xml(self._package())
        yield "EPUB/nav.xhtml", as_xhtml(self._navigation())
        yield "EPUB/title.xhtml", as_xhtml(self._title_page())
        for leaf in self.leaves:
            yield f"EPUB/{leaf.name}.xhtml", as_xhtml(self._page(leaf))
        yield "EPUB/map.svg", self.book.cover.drawn.svg.encode()
        yield "EPUB/book.css", STYLE.read_bytes()
        for digest, name in self.pictures.items():
            yield f"EPUB/{name}", self.data[digest]

    def _package(self) -> Element:
        edition, book = self.reader.edition, self.book
        # Each language is a publication of its own; the kit itself is what it comes from.
        identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"{edition['url']}#{base_language(book.language)}")
        return element(
            "package",
            element("metadata", self._metadata(f"urn:uuid:{identifier}"), **{"xmlns:dc": "http://purl.org/dc/elements/1.1/"}),
            element("manifest", self._manifest()),
            element("spine", self._spine()),
            xmlns="http://www.idpf.org/2007/opf",
            version="3.0",
            unique_identifier="id",
            prefix="schema: http://schema.org/",
            **{"xml:lang": base_language(book.language)},
        )

    def _metadata(self, identifier: str) -> Iterator[Element]:
        edition, book = self.reader.edition, self.book
        yield element("dc:identifier", identifier, id="id")
        yield element("dc:title", book.title.text, id="title")
        yield element("dc:language", base_language(book.language))
        yield element("dc:creator", edition["publisher"])
        yield element("dc:publisher", edition["publisher"])
        yield element("dc:date", edition["date"])
        yield element("dc:source", edition["url"])
        yield element("dc:description", book.subtitle.text) if book.subtitle else element("dc:description", book.title.text)
        yield element("dc:rights", self.reader.say.say("epub-rights", publisher=edition["publisher"], year=edition["date"][:4]))
        yield _meta("dcterms:modified", f"{edition['date']}T00:00:00Z")
        yield _meta("schema:version", str(edition["version"]))
        for mode in ("textual", "visual"):
            yield _meta("schema:accessMode", mode)
        yield _meta("schema:accessModeSufficient", "textual")
        for feature in ("alternativeText", "readingOrder", "structuralNavigation", "tableOfContents"):
            yield _meta("schema:accessibilityFeature", feature)
        yield _meta("schema:accessibilityHazard", "none")
        yield _meta("schema:accessibilitySummary", self.reader.say.say("access-summary"))

    def _manifest(self) -> Iterator[Element]:
        page = "application/xhtml+xml"
        yield _item("nav.xhtml", page, properties="nav")
        yield _item("title.xhtml", page)
        for leaf in self.leaves:
            yield _item(f"{leaf.name}.xhtml", page)
        yield _item("map.svg", "image/svg+xml")
        yield _item("book.css", "text/css")
        for name in self.pictures.values():
            yield _item(name, "image/jpeg")

    def _spine(self) -> Iterator[Element]:
        for name in ("title", "nav", *(leaf.name for leaf in self.leaves)):
            yield element("itemref", idref=_key(f"{name}.xhtml"))

    def _navigation(self) -> Element:
        chapters = [leaf for leaf in self.leaves if not leaf.parent]
        entries = [element("li", _to(leaf), _under(leaf, self.leaves)) for leaf in chapters]
        title = self.book.labels["contents"]
        nav = element("nav", element("h1", title), element("ol", entries), epub_type="toc", role="doc-toc", id="toc")
        return self._html(title, nav)

    def _title_page(self) -> Element:
        book = self.book
        counts = [element("li", element("strong", count), f" {name}") for _tone, name, count in book.cover.legend]
        section = element(
            "section",
            element("p", f"{book.publisher} · {book.kind}", class_="where"),
            said("h1", book.title),
            *([said("p", book.subtitle, class_="lead")] if book.subtitle else []),
            element("p", f"{book.version} · {book.year}", class_="version"),
            *([element("p", book.stamp, class_="stopped")] if book.stamp else []),
            element("figure", element("img", src="map.svg", alt=book.cover.alt), element("figcaption", book.cover.caption)),
            element("ul", counts, class_="figures"),
            epub_type="titlepage",
        )
        return self._html(book.title.text, section)

    def _page(self, leaf: Leaf) -> Element:
        kind = TYPES.get(leaf.name, "chapter")
        section = element(
            "section",
            said("h1", leaf.title),
            *self.markup.blocks(leaf.blocks),
            epub_type=kind,
            role=ROLES.get(leaf.name, "doc-chapter" if kind == "chapter" else ""),
            id=_key(leaf.name),
        )
        return self._html(leaf.title.text, section)

    def _html(self, title: str, *body: Element) -> Element:
        head = element("head", element("title", title), element("link", rel="stylesheet", href="book.css", type="text/css"))
        return element("html", head, element("body", *body), **{"xmlns": XHTML, "xmlns:epub": OPS}, **language_of(self.book.language))


def _meta(name: str, value: str) -> Element:
    return element("meta", value, property=name)


def _item(href: str, media_type: str, **attributes: str) -> Element:
    return element("item", id=_key(href), href=href, media_type=media_type, **attributes)


def _key(name: str) -> str:
    """A name XML takes as an id: digests may begin with a digit, and hold no dot or slash here."""
    return f"x-{name}".replace("/", "-").replace(".", "-")


def _to(leaf: Leaf) -> Element:
    return element("a", said("span", leaf.title), href=f"{leaf.name}.xhtml")


def _under(chapter: Leaf, found: Sequence[Leaf]) -> Element | None:
    told = [leaf for leaf in found if leaf.parent == chapter.name]
    return element("ol", [element("li", _to(leaf)) for leaf in told]) if told else None
