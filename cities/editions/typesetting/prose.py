"""Words of records, written in a small part of Markdown, as a tree of plain data for the typesetter."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cities.editions.typesetting.characters import printable

# The same part as on the site: paragraphs, lists, emphasis and links to the web.
ENABLED = ["paragraph", "list", "text", "newline", "escape", "emphasis", "link", "entity", "balance_pairs", "fragments_join"]
# Deeper nesting says nothing to a reader and much to a stack.
DEEPEST = 6

Node = dict[str, Any]
Clean = Callable[[str], str]
CONTAINERS = {
    "paragraph_open": "p",
    "bullet_list_open": "ul",
    "ordered_list_open": "ol",
    "list_item_open": "li",
    "em_open": "em",
    "strong_open": "strong",
}

_parser = MarkdownIt("zero", {"html": False, "linkify": False, "maxNesting": 40}).enable(ENABLED)


def _is_web_address(url: str) -> bool:
    return url.lower().startswith(("https://", "http://"))


_parser.validateLink = _is_web_address  # type: ignore[method-assign]  # how the library is told


def tree(words: str, *, clean: Clean = printable) -> list[Node]:
    """Nodes `{t: kind, c: children}`; text is `{t: "s", v: words}`, a link has its address as `u`. `clean` says what of the words
    is shown."""
    return _nodes(iter(_parser.parse(words)), clean, depth=0)


def _nodes(tokens: Iterator[Token], clean: Clean, *, depth: int) -> list[Node]:
    """Children up to the token that closes them."""
    nodes: list[Node] = []
    for token in tokens:
        if token.nesting < 0:
            break
        if token.nesting > 0:
            children = _nodes(tokens, clean, depth=depth + 1)
            nodes += children if depth >= DEEPEST else [_container(token, children)]
        elif token.type == "inline":
            nodes += _nodes(iter(token.children or ()), clean, depth=depth)
        else:
            nodes += _leaf(token, clean)
    return nodes


def _container(token: Token, children: Sequence[Node]) -> Node:
    if token.type == "link_open":
        return {"t": "a", "u": str(token.attrGet("href")), "c": list(children)}
    return {"t": CONTAINERS[token.type], "c": list(children)}


def _leaf(token: Token, clean: Clean) -> list[Node]:
    if token.type in ("softbreak", "hardbreak"):
        return [{"t": "br" if token.type == "hardbreak" else "s", "v": " "}]
    shown = clean(token.content)
    return [{"t": "s", "v": shown}] if shown else []
