"""Whether a definition can be asked: codes, expressions, circles, options, words. Plain Python on the frozen value."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import chain

from django.utils.translation import gettext as _

from cities.commons.instruments.definition import Definition, ItemDefinition, OptionDefinition, SectionDefinition, Wording
from cities.commons.instruments.expressions import WrongExpression, names_in

CODE = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
LONGEST_CODE = 64
LONGEST_TITLE = 250
LONGEST_OPTION_LABEL = 500
CHOICES = frozenset({"one-of", "several-of", "rank", "scale"})
# May take a vocabulary in place of options of their own.
OF_VOCABULARY = frozenset({"one-of", "several-of", "concept"})
EXPRESSIONS = ("condition", "required", "constraint", "calculation")


@dataclass(frozen=True, slots=True)
class Fault:
    """`code` names the item or section, `field` what of it, `option` which of its options or rows.

    What `is_unfinished` may wait in a draft; nothing that is a fault is published.
    """

    code: str
    field: str
    reason: str
    option: str = ""
    is_unfinished: bool = False


def faults_in(definition: Definition) -> list[Fault]:
    """Everything that stands against publishing, in the order of the questions."""
    items = list(definition.items)
    if not items:
        return [Fault("", "items", _("There is no question yet."), is_unfinished=True)]
    known = {item.code for item in items}
    return [
        *_title_faults(definition),
        *_repeated_codes([section.code for section in definition.sections], _("Two sections have the code “%(code)s”.")),
        *_repeated_codes([item.code for item in items], _("Two questions have the code “%(code)s”.")),
        *chain.from_iterable(_section_faults(section, definition.language, known) for section in definition.sections),
        *_circles(definition),
    ]


def _title_faults(definition: Definition) -> Iterator[Fault]:
    if not definition.title.words.get(definition.language):
        yield Fault("", "title", _("The questionnaire has no title in the language it was written in."), is_unfinished=True)
    yield from _long_title("", definition.title)


def _repeated_codes(codes: list[str], reason: str) -> Iterator[Fault]:
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Fault(code, "code", reason % {"code": code})


def _long_title(code: str, title: Wording) -> Iterator[Fault]:
    if any(len(word) > LONGEST_TITLE for word in title.words.values()):
        yield Fault(code, "title", _("These words are longer than %(most)s characters.") % {"most": LONGEST_TITLE})


def _code_faults(code: str) -> Iterator[Fault]:
    if not CODE.fullmatch(code):
        yield Fault(code, "code", _("Codes begin with a letter; then letters, digits, “_” and “-”."))
    if len(code) > LONGEST_CODE:
        yield Fault(code, "code", _("This code is longer than %(most)s characters.") % {"most": LONGEST_CODE})


def _section_faults(section: SectionDefinition, language: str, known: set[str]) -> Iterator[Fault]:
    yield from _code_faults(section.code)
    yield from _expression_faults(section.code, {"condition": section.condition}, known)
    yield from _long_title(section.code, section.title)
    for item in section.items:
        yield from _item_faults(item, language, known)
        for inner in item.items:
            yield from _item_faults(inner, language, known)
            if inner.type == "repeat":
                yield Fault(inner.code, "type", _("Repeated groups do not hold repeated groups."))


def _item_faults(item: ItemDefinition, language: str, known: set[str]) -> Iterator[Fault]:
    yield from _code_faults(item.code)
    yield from _expression_faults(item.code, {field: getattr(item, field) for field in EXPRESSIONS}, known)
    if item.type != "calculation" and not item.label.words.get(language):
        reason = _("The question has no words in the language the questionnaire was written in.")
        yield Fault(item.code, "label", reason, is_unfinished=True)
    yield from _content_faults(item)
    yield from _option_faults(item, "options", language)
    yield from _option_faults(item, "rows", language)


def _content_faults(item: ItemDefinition) -> Iterator[Fault]:
    """What a type cannot do without."""
    has_vocabulary = bool(item.scheme) and item.type in OF_VOCABULARY
    missing = {
        "options": item.type in {*CHOICES, "matrix"} and not item.options and not has_vocabulary,
        "rows": item.type == "matrix" and not item.rows,
        "scheme": item.type == "concept" and not item.scheme,
        "calculation": item.type == "calculation" and not item.calculation.strip(),
        "items": item.type == "repeat" and not item.items,
    }
    reasons = {
        "options": _("There is nothing to choose from."),
        "rows": _("The matrix has no rows."),
        "scheme": _("No vocabulary is chosen."),
        "calculation": _("Nothing is said of how it is computed."),
        "items": _("The repeated group is empty."),
    }
    for field, is_missing in missing.items():
        if is_missing:
            yield Fault(item.code, field, reasons[field], is_unfinished=True)


def _option_faults(item: ItemDefinition, field: str, language: str) -> Iterator[Fault]:
    options: tuple[OptionDefinition, ...] = getattr(item, field)
    codes = [option.code for option in options]
    for option in options:
        if codes.count(option.code) > 1:
            yield Fault(item.code, field, _("The code “%(code)s” is there twice.") % {"code": option.code}, option.code)
        if not option.code or re.search(r"\s", option.code):
            yield Fault(item.code, field, _("Codes of options have no spaces and are not empty."), option.code)
        if len(option.code) > LONGEST_CODE:
            yield Fault(item.code, field, _("This code is longer than %(most)s characters.") % {"most": LONGEST_CODE}, option.code)
        if not option.label.words.get(language):
            reason = _("The option “%(code)s” has no words in the language the questionnaire was written in.") % {"code": option.code}
            yield Fault(item.code, field, reason, option.code, is_unfinished=True)
        if any(len(word) > LONGEST_OPTION_LABEL for word in option.label.words.values()):
            reason = _("These words are longer than %(most)s characters.") % {"most": LONGEST_OPTION_LABEL}
            yield Fault(item.code, field, reason, option.code)


def _expression_faults(code: str, expressions: Mapping[str, str], known: set[str]) -> Iterator[Fault]:
    for field, text in expressions.items():
        try:
            names = names_in(text)
        except WrongExpression as fault:
            where = _("%(reason)s (character %(position)s)") % {"reason": fault.reason, "position": fault.position + 1}
            yield Fault(code, field, where)
            continue
        for name in sorted(names - known):
            yield Fault(code, field, _("There is no question with the code “%(name)s”.") % {"name": name})


def _circles(definition: Definition) -> Iterator[Fault]:
    """Questions that are asked, or computed, only when the answer to themselves is known; the first such circle there is."""
    try:
        TopologicalSorter(needed_names(definition)).prepare()
    except CycleError as circle:
        codes = circle.args[1]
        reason = _("Whether these are asked, or what they are, depends on themselves: %(codes)s.") % {"codes": " → ".join(codes)}
        yield Fault(codes[0], "condition", reason)


def needed_names(definition: Definition) -> dict[str, frozenset[str]]:
    """What must be known before an item can be asked or computed: what its calculation and all conditions around it name."""
    needs: dict[str, frozenset[str]] = {}
    for section in definition.sections:
        around = _names(section.condition)
        for item in section.items:
            needs[item.code] = around | _names(item.condition) | _names(item.calculation)
            for inner in item.items:
                needs[inner.code] = around | _names(item.condition) | _names(inner.condition) | _names(inner.calculation)
    return needs


def _names(text: str) -> frozenset[str]:
    try:
        return names_in(text)
    except WrongExpression:
        return frozenset()
