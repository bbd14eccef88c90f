"""What an edition lacks. None of it keeps it from being published: it is said, and left to its editors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cities.editions.digests import Content
from cities.translation.languages import base_language

Row = Mapping[str, Any]
# What a member should say of itself, and what an editor should say in each language.
MEMBER_FIELDS = ("description",)


@dataclass(frozen=True)
class Lack:
    """`code` says what; `subjects` are codes of the members or practices it is about, `language` and `field` where it matters."""

    code: str
    language: str = ""
    field: str = ""
    subjects: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.subjects)


def warnings(content: Content) -> list[Lack]:
    edition = content["edition"]
    return [
        *_editorial(edition, content["fields"]),
        *(each for language in edition["languages"] for each in _texts(content, language)),
        *_pictures(content),
        *_unprintable(content),
    ]


def _editorial(edition: Row, fields: list[str]) -> Iterator[Lack]:
    texts = edition["texts"]
    original: Row = next((text for text in texts.values() if text["state"] == "original"), {})
    for language in edition["languages"]:
        text = texts.get(language, {})
        for field in ("title", *fields):
            if not text.get(field) and (original.get(field) or field in ("title", "message")):
                yield Lack("words-missing", language, field)
            elif field in text.get("stale", ()):
                yield Lack("words-stale", language, field)


def _texts(content: Content, language: str) -> Iterator[Lack]:
    for code, rows, field in (("member", content["members"], "description"), ("case", content["cases"], "summary")):
        missing = tuple(row["code"] for row in rows if not _text(row, language).get(field))
        stale = tuple(row["code"] for row in rows if _text(row, language).get("stale"))
        machine = tuple(row["code"] for row in rows if _text(row, language).get("state") == "machine")
        yield from (
            Lack(f"{code}-{what}", language, field, codes)
            for what, codes in (("untranslated", missing), ("stale", stale), ("machine", machine))
            if codes
        )


def _pictures(content: Content) -> Iterator[Lack]:
    without = tuple(member["code"] for member in content["members"] if not member["picture"])
    if without:
        yield Lack("no-picture", subjects=without)


def _unprintable(content: Content) -> Iterator[Lack]:
    if content["unprintable"]:
        yield Lack("unprintable", subjects=tuple(content["unprintable"]))


def _text(row: Row, language: str) -> Row:
    texts: Mapping[str, Row] = row["texts"]
    return next((text for tag, text in texts.items() if base_language(tag) == base_language(language)), {})
