"""A book as the plain data the template reads: words as trees, drawings as SVG, anchors that lead somewhere."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from cities.editions.chapters import Book
from cities.editions.chapters.blocks import Block, Chart, Picture
from cities.editions.charts import colours
from cities.editions.content import Words
from cities.editions.diagrams import Drawn
from cities.editions.typesetting.characters import printable
from cities.editions.typesetting.prose import tree
from cities.gather.surveys.charts import rendered
from cities.translation.languages import base_language

Data = dict[str, Any]
# Fields that lead somewhere; what is read of them is apart.
ADDRESSES = {"anchor", "url", "home"}


def laid_out(book: Book, *, pictures: Mapping[str, str]) -> Data:
    """`pictures`: file names of those there are, by their digests."""
    anchors = {anchor for chapter in book.chapters for block in chapter.blocks if (anchor := getattr(block, "anchor", ""))}
    setter = _Setter(anchors, pictures)
    data: Data = setter.plain(book)
    data["colours"] = dict(colours())
    return data


class _Setter:
    def __init__(self, anchors: set[str], pictures: Mapping[str, str]) -> None:
        self.anchors = anchors
        self.pictures = pictures

    def plain(self, value: Any) -> Any:
        """Dataclasses as dictionaries, their words and drawings ready to be set."""
        match value:
            case str():
                return printable(value)
            case Words():
                return self._words(value)
            case Drawn():
                return {"svg": value.svg, "ratio": value.ratio}
            case Picture():
                return self._picture(value)
            case _:
                return self._compound(value)

    def _compound(self, value: Any) -> Any:
        if isinstance(value, tuple | list):
            return [self.plain(each) for each in value]
        if isinstance(value, Mapping):
            return {key: self.plain(each) for key, each in value.items()}
        return self._object(value) if is_dataclass(value) else value

    def _object(self, value: Any) -> Data:
        data = {field.name: self.plain(getattr(value, field.name)) for field in fields(value) if field.name not in ("spec", "svg")}
        if isinstance(value, Block):
            data["kind"] = value.kind
        if isinstance(value, Chart):
            data["svg"] = rendered(value.spec)
        for name in ADDRESSES & data.keys():
            data[name] = self._address(name, getattr(value, name))
            data[f"said-{name}"] = printable(data[name])
        return data

    def _address(self, name: str, value: str) -> str:
        """As it is, for a place to break in it would lead astray; empty where it leads nowhere."""
        if name == "anchor":
            return value if value in self.anchors else ""
        return value if value.startswith(("https://", "http://")) else ""

    def _words(self, words: Words) -> Data:
        return {
            "text": printable(words.text).replace("\n", " "),
            "tree": tree(words.text),
            "language": base_language(words.language) if words.is_foreign else None,
            "direction": words.direction,
        }

    def _picture(self, picture: Picture) -> Data | None:
        """None for a picture whose file is gone: the page is set without it."""
        file = self.pictures.get(picture.digest)
        return {"file": file, "alt": printable(picture.alt), "credit": printable(picture.credit)} if file else None
