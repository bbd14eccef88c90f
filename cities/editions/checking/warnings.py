"""What an edition lacks. None of it keeps it from being published: it is said, and left to its editors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cities.editions.digests import Content
from cities.translation.languages import base_language

Row = Mapping[str, Any]


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
        *_tools(content),
        *_unprintable(content),
    ]


def _editorial(edition: Row, fields: list[str]) -> Iterator[Lack]:
    texts = edition["texts"]
    # What no edition of its kind should be without.
    wanted = {"title", "message"} if edition["kind"] != "kit" else {"title", "introduction", "how_to_use"}
    if edition.get("version", 1) > 1:
        wanted.add("changes")
    original: Row = next((text for text in texts.values() if text["state"] == "original"), {})
    for language in edition["languages"]:
        text = texts.get(language, {})
        for field in ("title", *fields):
            if not text.get(field) and (original.get(field) or field in wanted):
                yield Lack("words-missing", language, field)
            elif field in text.get("stale", ()):
                yield Lack("words-stale", language, field)


def _texts(content: Content, language: str) -> Iterator[Lack]:
    kinds = (
        ("member", content["members"], "description"),
        ("case", content["cases"], "summary"),
        ("transfer", content["chapters"].get("lessons") or (), "summary"),
        ("resource", content["chapters"].get("resources") or (), "title"),
    )
    for code, rows, field in kinds:
        missing = tuple(row["code"] for row in rows if not _text(row, language).get(field) or _is_half_told(row, language))
        stale = tuple(row["code"] for row in rows if any(text.get("stale") for text in _all_texts(row, language)))
        machine = tuple(row["code"] for row in rows if any(text.get("state") == "machine" for text in _all_texts(row, language)))
        yield from (
            Lack(f"{code}-{what}", language, field, codes)
            for what, codes in (("untranslated", missing), ("stale", stale), ("machine", machine))
            if codes
        )


def _pictures(content: Content) -> Iterator[Lack]:
    without = tuple(member["code"] for member in content["members"] if not member["picture"])
    if without:
        yield Lack("no-picture", subjects=without)


def _tools(content: Content) -> Iterator[Lack]:
    """Resources whose files stay behind, and those nobody can find."""
    tools = content["chapters"].get("resources") or ()
    kept_back = tuple(tool["code"] for tool in tools if not tool["licence"] and any(file["is_here"] for file in tool["files"]))
    lost = tuple(tool["code"] for tool in tools if tool["licence"] and any(file["is_here"] and not file["held"] for file in tool["files"]))
    nowhere = tuple(tool["code"] for tool in tools if not any(file["url"] or file["is_here"] for file in tool["files"]))
    yield from (
        Lack(code, subjects=codes) for code, codes in (("no-licence", kept_back), ("file-lost", lost), ("nowhere", nowhere)) if codes
    )


def _unprintable(content: Content) -> Iterator[Lack]:
    if content["unprintable"]:
        yield Lack("unprintable", subjects=tuple(content["unprintable"]))


def _parts(row: Row) -> list[Row]:
    """What a transfer tells piece by piece."""
    return [*row.get("adaptations", ()), *row.get("pilots", ())]


def _is_half_told(row: Row, language: str) -> bool:
    return any(part["texts"] and not _text(part, language) for part in _parts(row))


def _all_texts(row: Row, language: str) -> list[Row]:
    return [_text(each, language) for each in (row, *_parts(row))]


def _text(row: Row, language: str) -> Row:
    texts: Mapping[str, Row] = row["texts"]
    return next((text for tag, text in texts.items() if base_language(tag) == base_language(language)), {})
