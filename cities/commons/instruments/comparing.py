"""What differs between two wordings of an instrument."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from cities.commons.instruments.definition import Definition, ItemDefinition, OptionDefinition, SectionDefinition, Wording

# What says nothing to whoever answers.
SILENT = frozenset({"pk", "version", "number", "sections", "items", "instrument", "options_code", "rows_code"})


@dataclass(frozen=True, slots=True)
class Difference:
    """`kind`: added, removed, changed or moved; `subject`: whole, section or item. `field` says what changed, from what to what."""

    kind: str
    subject: str
    code: str
    field: str = ""
    before: str = ""
    after: str = ""


def differences(before: Definition, after: Definition) -> list[Difference]:
    """Everything that becomes different, in the order of the new wording; what goes comes last."""
    return [
        *_changes(("whole", ""), before, after),
        *_between("section", {section.code: section for section in before.sections}, {section.code: section for section in after.sections}),
        *_between("item", {item.code: item for item in before.items}, {item.code: item for item in after.items}),
        *_moves(before, after),
    ]


def retyped(before: Definition, after: Definition) -> list[Difference]:
    """Questions whose answers cannot be compared with those given before: the code stayed, the type did not."""
    return [found for found in differences(before, after) if (found.kind, found.field) == ("changed", "type")]


Coded = SectionDefinition | ItemDefinition
Part = Definition | SectionDefinition | ItemDefinition


def _between(subject: str, before: Mapping[str, Coded], after: Mapping[str, Coded]) -> Iterator[Difference]:
    for code, part in after.items():
        if code in before:
            yield from _changes((subject, code), before[code], part)
        else:
            yield Difference("added", subject, code, after=_name(part))
    for code, part in before.items():
        if code not in after:
            yield Difference("removed", subject, code, before=_name(part))


def _name(part: Coded) -> str:
    wording = part.title if isinstance(part, SectionDefinition) else part.label
    return wording.shown_in(wording.original)


def _changes(named: tuple[str, str], before: Part, after: Part) -> Iterator[Difference]:
    for field in fields(after):
        if field.name in SILENT:
            continue
        one, other = _said(getattr(before, field.name)), _said(getattr(after, field.name))
        for key in dict.fromkeys([*one, *other]):
            if one.get(key, "") != other.get(key, ""):
                name = f"{field.name} {key}".strip()
                yield Difference("changed", *named, name, one.get(key, ""), other.get(key, ""))


def _said(value: object) -> dict[str, str]:
    """What a field says, part by part: words by language, options by code."""
    if isinstance(value, Wording):
        return {language: word for language, word in value.words.items() if word}
    if isinstance(value, tuple) and value and isinstance(value[0], OptionDefinition):
        said = {"": ", ".join(option.code for option in value)}
        return said | {f"{option.code} {language}": word for option in value for language, word in option.label.words.items()}
    if isinstance(value, tuple):
        return {"": ", ".join(map(str, value))}
    return {"": "yes" if value is True else "" if value is False else str(value)}


def _moves(before: Definition, after: Definition) -> Iterator[Difference]:
    """Items that stand elsewhere among those there were."""
    known = {item.code for item in before.items} & {item.code for item in after.items}
    places = _places(before, known)
    for code, (section, follows) in _places(after, known).items():
        if (section, follows) != places[code]:
            yield Difference("moved", "item", code, "", f"{places[code][0]} / {places[code][1]}", f"{section} / {follows}")


def _places(definition: Definition, known: set[str]) -> dict[str, tuple[str, str]]:
    """By code: its section or group, and the question it follows there."""
    places: dict[str, tuple[str, str]] = {}
    for section in definition.sections:
        _follow(section.code, section.items, known, places=places)
    return places


def _follow(around: str, items: tuple[ItemDefinition, ...], known: set[str], *, places: dict[str, tuple[str, str]]) -> None:
    last = ""
    for item in items:
        if item.code in known:
            places[item.code] = (around, last)
            last = item.code
        _follow(item.code, item.items, known, places=places)
