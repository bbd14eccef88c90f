"""Expressions cut into words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cities.commons.instruments.expressions.faults import WrongExpression

WORDS = re.compile(
    r"""
    (?P<space>[ \t\r\n]+)
    | (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<string>"[^"]*"|'[^']*')
    | \$\{[ ]*(?P<name>[A-Za-z_][A-Za-z0-9_-]*)[ ]*\}
    | (?P<function>[A-Za-z][A-Za-z0-9_:-]*)(?=[ \t\r\n]*\()
    | (?P<word>[A-Za-z_][A-Za-z0-9_:-]*)
    | (?P<sign><=|>=|!=|[-+*=<>(),])
    | (?P<path>\.\.|//?|[@|\[\]])
    | (?P<this>\.)
    """,
    re.VERBOSE | re.ASCII,
)
OPERATORS = {"or", "and", "div", "mod"}
BEFORE_OPERAND = {"sign", "operator", ""}


@dataclass(frozen=True, slots=True)
class Word:
    """`kind`: number, string, name, function, operator, sign, this or end."""

    kind: str
    text: str
    position: int


def words_of(text: str) -> Iterator[Word]:
    """The words of `text`, an end last. Raises WrongExpression at what belongs to no expression or leads into the form's tree."""
    position, before = 0, Word("", "", 0)
    while position < len(text):
        found = WORDS.match(text, position)
        if found is None:
            raise WrongExpression(_("“%(text)s” is not understood here.") % {"text": text[position : position + 10]}, position)
        kind = found.lastgroup or ""
        if kind != "space":
            before = _word(kind, found[kind], position, before)
            yield before
        position = found.end()
    yield Word("end", "", len(text))


def _word(kind: str, text: str, position: int, before: Word) -> Word:  # noqa: PLR0917 -- what a match knows
    follows_operand = before.kind not in BEFORE_OPERAND or before.text == ")"
    if kind in ("word", "function") and follows_operand and text in OPERATORS:
        return Word("operator", text, position)
    if kind == "path":
        raise WrongExpression(_("Paths into the form are not carried; name questions as ${name}."), position)
    if kind == "word":
        raise WrongExpression(_("“%(text)s” is no function; write ${%(text)s} for a question.") % {"text": text}, position)
    return Word(kind, text[1:-1] if kind == "string" else text, position)
