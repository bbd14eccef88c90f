"""The same book as HTML for WeasyPrint: contents and indexes with page numbers, one entry a member, charts, running heads."""

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

import cities
from cities.editions.chapters import Book, Chart, Entry, Map
from cities.editions.chapters.blocks import Block, Facts, Heading, KeyFigures, Listing, Note, Opener, Prose, Table
from cities.gather.surveys.charts import rendered

FONTS = Path(cities.__file__).parent / "editions" / "fonts"
STYLE = """
@font-face { font-family: Book; src: url(%s/BookSans_400Regular.ttf) }
@font-face { font-family: Book; font-weight: 600; src: url(%s/BookSans_600SemiBold.ttf) }
@font-face { font-family: Head; font-weight: 600; src: url(%s/Petrona_600SemiBold.ttf) }
@page { size: A4; margin: 30mm 24mm 26mm; @bottom-right { content: counter(page) }
  @top-right { content: string(chapter) } }
body { font: 9.6pt/1.5 Book; color: #1d2a2f }
h1, h2, h3 { font-family: Head; font-weight: 600 }
h1 { break-before: page; font-size: 30pt; string-set: chapter content() }
h2 { font-size: 16pt } h3 { font-size: 14pt; margin: 0 }
.entry { break-inside: avoid; border-top: 1pt solid #d9d5c9; margin-top: 8mm; display: grid;
  grid-template-columns: 1fr 42mm; gap: 8mm }
.list { columns: 2 } .list a::after, nav a::after { content: leader(' ') target-counter(attr(href), page) }
table { width: 100%%; border-collapse: collapse; font-size: 8.4pt }
td, th { border-top: .4pt solid #d9d5c9; text-align: left; padding: 4pt }
img { width: 100%% }
"""

_markdown = MarkdownIt("zero").enable(["paragraph", "list", "newline", "emphasis", "link"])


def page(book: Book) -> str:
    style = STYLE % ((FONTS.as_uri(),) * 3)
    chapters = "".join(f'<h1 id="c-{each.code}">{escape(each.title)}</h1>{"".join(map(_block, each.blocks))}' for each in book.chapters)
    contents = "".join(f'<p><a href="#c-{each.code}">{escape(each.title)}</a></p>' for each in book.chapters)
    cover = _picture(book.cover.drawn.svg, book.cover.alt)
    return (
        f'<html lang="{book.language}"><head><title>{escape(str(book.title))}</title><style>{style}</style></head>'
        f"<body><p style='font-size:60pt'>{book.year}</p>{cover}<nav>{contents}</nav>{chapters}</body></html>"
    )


def _block(block: Block) -> str:
    return "".join(_parts(block))


def _parts(block: Block) -> Iterator[str]:  # noqa: C901 -- one case a kind of block
    match block:
        case Heading():
            yield f"<h2>{escape(block.text)}</h2>"
        case Prose():
            yield _markdown.render(block.words.text)
        case Note():
            yield f"<p>{escape(block.text)}</p>"
        case KeyFigures():
            yield "".join(f"<p><b>{escape(each.value)}</b> {escape(each.label)}</p>" for each in block.figures)
        case Table():
            yield f"<table><caption>{escape(block.caption)}</caption><tr>{''.join(f'<th>{escape(each)}</th>' for each in block.head)}</tr>"
            yield "".join(f"<tr>{''.join(f'<td>{escape(cell.text)}</td>' for cell in row)}</tr>" for row in block.rows) + "</table>"
        case Chart():
            yield _picture(rendered(block.spec), block.alt)
        case Map():
            yield _picture(block.drawn.svg, block.alt)
        case Facts():
            yield "".join(f"<p>{escape(each.label)} {escape(each.text)}</p>" for each in block.facts)
        case Opener():
            yield f'<h2 id="{block.anchor}">{escape(block.name)}</h2>{_picture(block.drawn.svg, block.alt) if block.drawn else ""}'
            yield f'<div class="list">{"".join(_line(each.text, each.anchor) for each in block.members)}</div>'
        case Listing():
            groups = (f"<h4>{escape(name)}</h4>{''.join(_line(each.text, each.anchor) for each in links)}" for name, links in block.groups)
            yield f'<div class="list">{"".join(groups)}</div>'
        case Entry():
            facts = "".join(
                f"<p>{escape(each.label)}<br>{escape(each.text)}{', '.join(escape(link.text) for link in each.links)}</p>"
                for each in block.facts
            )
            words = _markdown.render(block.summary.text) + _markdown.render(block.description.text)
            yield f'<div class="entry" id="{block.anchor}"><div><h3>{escape(block.name.text)}</h3>{words}</div><div>{facts}</div></div>'


def _line(text: str, anchor: str) -> str:
    return f'<p><a href="#{anchor}">{escape(text)}</a></p>' if anchor else f"<p>{escape(text)}</p>"


def _picture(svg: str, alt: str) -> str:
    return f'<img alt="{escape(alt)}" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'
