"""A book cut into pages that stand alone: each chapter, and each practice, transfer and resource told in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from cities.editions.chapters import Book, Chapter
from cities.editions.chapters.blocks import Block, Case, Journey, Link, Listing, Tool
from cities.editions.content import Words

Told = Case | Journey | Tool
KINDS = {"case": "practice", "journey": "transfer", "tool": "resource"}


@dataclass(frozen=True)
class Leaf:
    """`name` is that of its file without ending, the same in every language; `parent` that of its chapter, empty for a chapter."""

    name: str
    title: Words
    blocks: tuple[Block, ...]
    parent: str = ""

    @property
    def told(self) -> Told | None:
        """The record this leaf is about."""
        block = self.blocks[0] if self.parent else None
        return block if isinstance(block, Told) else None


def leaves(book: Book) -> tuple[Leaf, ...]:
    """In the order they are read."""
    return tuple(leaf for chapter in book.chapters for leaf in _leaves(chapter, book.language))


def places(found: Iterable[Leaf]) -> Mapping[str, str]:
    """On which leaf an anchor is."""
    return {block.anchor: leaf.name for leaf in found for block in leaf.blocks if isinstance(block, Told)}


def _leaves(chapter: Chapter, language: str) -> Iterator[Leaf]:
    told = [block for block in chapter.blocks if isinstance(block, Told)]
    own = [block for block in chapter.blocks if not isinstance(block, Told)]
    if told and not any(isinstance(block, Listing) for block in own):
        own.append(Listing((("", tuple(Link(each.title.text, anchor=each.anchor, note=_where(each)) for each in told)),), 1))
    yield Leaf(chapter.code, Words(chapter.title, language), tuple(own))
    for each in told:
        yield Leaf(f"{KINDS[each.kind]}-{each.anchor.partition('-')[2]}", replace(each.title), (each,), parent=chapter.code)


def _where(told: Told) -> str:
    return f"{told.start} → {told.end}" if isinstance(told, Journey) else told.where
