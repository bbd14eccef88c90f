"""Elements, and words of people as elements. Everything is escaped when it is written, for it is never a string before."""

import re
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element, tostring

from cities.editions.content import Words
from cities.editions.typesetting.prose import tree
from cities.translation.languages import base_language

# What XML has no place for; and marks that turn the direction of what follows, so that nothing reads as what it is not.
LEFT_OUT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
TAGS = {"p": "p", "ul": "ul", "ol": "ol", "li": "li", "em": "em", "strong": "strong"}
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
Child = Element | str | None

__all__ = ["Child", "Element", "as_html", "as_xhtml", "as_xml", "clean", "element", "is_web_address", "language_of", "prose", "said"]


def clean(text: str) -> str:
    return LEFT_OUT.sub("", text)


def element(tag: str, *children: Child | Iterable[Child], **attributes: str) -> Element:
    """Attributes without a value are left out; `class_` is `class`, `epub_type` is `epub:type`, `_` else a hyphen."""
    made = Element(tag, {_name(name): clean(value) for name, value in attributes.items() if value})
    for child in _flat(children):
        if isinstance(child, Element):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + clean(child)
        else:
            made.text = (made.text or "") + clean(child)
    return made


def said(tag: str, words: Words, **attributes: str) -> Element:
    """A line of words, marked where they are in another language than the page."""
    return element(tag, words.text, **{**_tongue(words), **attributes})


def prose(words: Words, **attributes: str) -> Element:
    """Words written in a small part of Markdown."""
    return element("div", [_node(node) for node in tree(words.text, clean=clean)], **{**_tongue(words), **attributes})


def as_xhtml(root: Element) -> bytes:
    return _written(root, before=f"{DECLARATION}<!DOCTYPE html>\n")


def as_html(root: Element) -> bytes:
    text: str = tostring(root, encoding="unicode", method="html")
    return f"<!DOCTYPE html>\n{text}\n".encode()


def as_xml(root: Element) -> bytes:
    return _written(root, before=DECLARATION)


def _written(root: Element, *, before: str) -> bytes:
    text: str = tostring(root, encoding="unicode")
    return f"{before}{text}\n".encode()


def is_web_address(url: str) -> bool:
    return url.lower().startswith(("https://", "http://"))


def _tongue(words: Words) -> dict[str, str]:
    """`lang` and `dir` of foreign words. XHTML wants its own name for the first besides."""
    if not words.is_foreign:
        return {}
    return {"lang": words.language, "xml:lang": words.language, "dir": words.direction if words.direction == "rtl" else ""}


def language_of(language: str) -> dict[str, str]:
    return {"lang": base_language(language), "xml:lang": base_language(language)}


def _node(node: dict[str, Any]) -> Child:
    match node["t"]:
        case "s":
            return str(node["v"])
        case "br":
            return element("br")
        case "a":
            return element("a", [_node(child) for child in node["c"]], href=node["u"], rel="nofollow noopener")
        case kind:
            return element(TAGS.get(kind, "span"), [_node(child) for child in node["c"]])


def _flat(children: Iterable[Child | Iterable[Child]]) -> Iterable[Element | str]:
    for child in children:
        if child is None:
            continue
        if isinstance(child, Element | str):
            yield child
        else:
            yield from (each for each in child if each is not None)


def _name(name: str) -> str:
    return {"class_": "class", "epub_type": "epub:type", "for_": "for", "xml:lang": "xml:lang"}.get(name, name.replace("_", "-"))
