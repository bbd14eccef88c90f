"""Expressions read: the part of XPath 1.0 that ODK's forms use, without paths."""

from collections.abc import Sequence
from functools import lru_cache
from math import isfinite

from django.utils.translation import gettext as _

from cities.commons.instruments.expressions.faults import WrongExpression
from cities.commons.instruments.expressions.functions import FORMATS, FUNCTIONS
from cities.commons.instruments.expressions.lexing import Word, words_of
from cities.commons.instruments.expressions.patterns import WrongPattern, compiled
from cities.commons.instruments.expressions.tree import Call, Chain, Expression, Literal, Match, Name, Negative, This

LONGEST = 4_000
DEEPEST = 24
# From what binds least to what binds most.
RANKS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Read an expression. Raises WrongExpression for what is no expression, too long, too deep, or asks for what is not carried."""
    if len(text) > LONGEST:
        raise WrongExpression(_("The expression is longer than %(most)s characters.") % {"most": LONGEST}, LONGEST)
    return _Parser(tuple(words_of(text))).whole()


class _Parser:
    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.place = 0
        self.depth = 0

    @property
    def word(self) -> Word:
        return self.words[self.place]

    def step(self) -> Word:
        word = self.word
        self.place += 1
        return word

    def whole(self) -> Expression:
        expression = self.ranked(0)
        if self.word.kind != "end":
            raise self.unexpected()
        return expression

    def unexpected(self) -> WrongExpression:
        if self.word.kind == "end":
            return WrongExpression(_("The expression ends too early."), self.word.position)
        return WrongExpression(_("“%(text)s” is not expected here.") % {"text": self.word.text[:20]}, self.word.position)

    def ranked(self, rank: int) -> Expression:
        if rank == len(RANKS):
            return self.signed()
        operands, operators = [self.ranked(rank + 1)], []
        while self.word.kind in ("sign", "operator") and self.word.text in RANKS[rank]:
            operators.append(self.step().text)
            operands.append(self.ranked(rank + 1))
        return Chain(tuple(operands), tuple(operators)) if operators else operands[0]

    def signed(self) -> Expression:
        is_negative = is_signed = False
        while self.is_sign("-"):
            self.step()
            is_negative, is_signed = not is_negative, True
        operand = self.single()
        if not is_signed:
            return operand
        # Two minus signs still make a number of what they stand before.
        return Negative(operand) if is_negative else Negative(Negative(operand))

    def is_sign(self, sign: str) -> bool:
        return self.word.kind == "sign" and self.word.text == sign

    def single(self) -> Expression:
        if self.is_sign("("):
            return self.bracketed()
        if self.word.kind not in ("number", "string", "name", "this", "function"):
            raise self.unexpected()
        word = self.step()
        match word.kind:
            case "number":
                return _number(word)
            case "string":
                return Literal(word.text)
            case "name":
                return Name(word.text)
            case "this":
                return This()
        return self.called(word)

    def bracketed(self) -> Expression:
        self.deeper()
        self.step()
        expression = self.ranked(0)
        self.close()
        return expression

    def called(self, word: Word) -> Expression:
        self.deeper()
        self.step()
        arguments: list[Expression] = []
        while not self.is_sign(")"):
            if arguments and not self.is_sign(","):
                raise self.unexpected()
            if arguments:
                self.step()
            arguments.append(self.ranked(0))
        self.close()
        return _call(word, tuple(arguments))

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise WrongExpression(_("Brackets are nested more than %(most)s deep.") % {"most": DEEPEST}, self.word.position)

    def close(self) -> None:
        if not self.is_sign(")"):
            raise self.unexpected()
        self.step()
        self.depth -= 1


def _number(word: Word) -> Literal:
    number = float(word.text)
    if not isfinite(number):
        raise WrongExpression(_("This number is too large."), word.position)
    return Literal(number)


def _call(word: Word, arguments: tuple[Expression, ...]) -> Expression:
    function = FUNCTIONS.get(word.text)
    if function is None:
        raise WrongExpression(_("The function “%(name)s” is not carried here.") % {"name": word.text}, word.position)
    if not function.least <= len(arguments) <= function.most:
        raise WrongExpression(_("“%(name)s” is given %(count)s values.") % {"name": word.text, "count": len(arguments)}, word.position)
    if word.text == "regex":
        return _match(word, arguments)
    if word.text == "format-date" and not (isinstance(arguments[1], Literal) and FORMATS.fullmatch(str(arguments[1].value))):
        raise WrongExpression(_("A date is written with %Y, %y, %m, %n, %d and %e only, in quotes."), word.position)
    return Call(word.text, arguments)


def _match(word: Word, arguments: tuple[Expression, ...]) -> Match:
    subject, pattern = arguments
    if not (isinstance(pattern, Literal) and isinstance(pattern.value, str)):
        raise WrongExpression(_("The pattern of “regex” is a text in quotes."), word.position)
    try:
        return Match(subject, compiled(pattern.value))
    except WrongPattern as fault:
        raise WrongExpression(_("The pattern is not carried: %(reason)s") % {"reason": fault}, word.position) from fault
