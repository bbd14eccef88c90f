r"""Patterns of `regex()`, matched in time proportional to text times pattern whatever they say.

A pattern becomes a short program whose ways are all walked side by side (Thompson 1968; Cox, "Regular Expression Matching Can Be Simple
And Fast"), so that no answer can make the server think for minutes; the browser walks the same program. Carried: literals, `.`, classes,
`\d \w \s` and their opposites, groups, `|`, `* + ? {m,n}`, `^` at the start and `$` at the end. As in ODK, the whole text must match.

Steps: `("set", is_negated, ((low, high), …))` takes one character, `("split", a, b)` goes on at both, `("jump", a)`, `("end",)`.
"""

from collections.abc import Iterable, Sequence
from typing import NoReturn

from django.utils.translation import gettext as _

from cities.commons.instruments.expressions.tree import Step

LONGEST_PATTERN = 500
LONGEST_TEXT = 2_000
MOST_STEPS = 600
DEEPEST = 20
ANY: Step = ("set", True, ((10, 10), (13, 13)))
CLASSES = {
    "d": ((48, 57),),
    "w": ((48, 57), (65, 90), (95, 95), (97, 122)),
    "s": ((9, 13), (32, 32)),
}
SPECIAL = {"n": 10, "r": 13, "t": 9}
Program = tuple[Step, ...]
Ranges = tuple[tuple[int, int], ...]


class WrongPattern(Exception):
    pass


def compiled(pattern: str) -> Program:
    """Raises WrongPattern with the reason."""
    if len(pattern) > LONGEST_PATTERN:
        raise WrongPattern(_("it has more than %(most)s characters.") % {"most": LONGEST_PATTERN})
    inner = pattern[1:] if pattern.startswith("^") else pattern
    if inner.endswith("$") and not inner.endswith("\\$"):
        inner = inner[:-1]
    return (*_Reader(inner).whole(), ("end",))


def matches(program: Sequence[Step], text: str) -> bool:
    """Whether the program takes the whole text; a text beyond 2,000 characters matches nothing."""
    if len(text) > LONGEST_TEXT:
        return False
    places = _reached(program, {0})
    for letter in text:
        places = _reached(program, {place + 1 for place in places if _takes(program[place], ord(letter))})
        if not places:
            return False
    return len(program) - 1 in places


def _reached(program: Sequence[Step], places: Iterable[int]) -> set[int]:
    waiting, seen, reached = list(places), set[int](), set[int]()
    while waiting:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        step = program[place]
        if step[0] in ("split", "jump"):
            waiting.extend(step[1:])  # type: ignore[arg-type]  # the places a split or jump names
        else:
            reached.add(place)
    return reached


def _takes(step: Step, code: int) -> bool:
    if step[0] != "set":
        return False
    _kind, is_negated, ranges = step
    return any(low <= code <= high for low, high in ranges) != is_negated  # type: ignore[attr-defined]  # ranges of a set


def _moved(program: Program, by: int) -> Program:
    return tuple((step[0], *(place + by for place in step[1:])) if step[0] in ("split", "jump") else step for step in program)  # type: ignore[operator]  # places are numbers


def _joined(*programs: Program) -> Program:
    whole: Program = ()
    for program in programs:
        whole += _moved(program, len(whole))
    if len(whole) > MOST_STEPS:
        raise WrongPattern(_("it repeats too much."))
    return whole


class _Reader:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.place = 0
        self.depth = 0

    @property
    def letter(self) -> str:
        return self.pattern[self.place : self.place + 1]

    def step(self) -> str:
        letter = self.letter
        if not letter:
            raise WrongPattern(_("it ends too early."))
        self.place += 1
        return letter

    def refuse(self, what: str) -> NoReturn:
        raise WrongPattern(_("“%(what)s” is not understood in it.") % {"what": what})

    def whole(self) -> Program:
        program = self.alternatives()
        if self.letter:
            self.refuse(self.letter)
        return program

    def alternatives(self) -> Program:
        program = self.sequence()
        while self.letter == "|":
            self.step()
            other = self.sequence()
            split: Step = ("split", 1, len(program) + 2)
            program = _joined((split,), program, (("jump", len(other) + 1),), other)
        return program

    def sequence(self) -> Program:
        program: Program = ()
        while self.letter not in ("", "|", ")"):
            program = _joined(program, self.repeated(self.single()))
        return program

    def single(self) -> Program:
        letter = self.step()
        match letter:
            case "(":
                return self.group()
            case "[":
                return (self.character_class(),)
            case ".":
                return (ANY,)
            case "\\":
                return (self.escaped(),)
            case "*" | "+" | "?" | "{" | "^" | "$":
                self.refuse(letter)
        return (("set", False, ((ord(letter), ord(letter)),)),)

    def group(self) -> Program:
        self.depth += 1
        if self.depth > DEEPEST:
            raise WrongPattern(_("its groups are nested too deep."))
        if self.letter == "?":
            self.step()
            if self.step() != ":":
                self.refuse("(?")
        program = self.alternatives()
        if self.step() != ")":
            self.refuse("(")
        self.depth -= 1
        return program

    def escaped(self) -> Step:
        letter = self.step()
        if letter.lower() in CLASSES:
            return ("set", letter.isupper(), CLASSES[letter.lower()])
        code = self.code_of(letter)
        return ("set", False, ((code, code),))

    def code_of(self, letter: str) -> int:
        """Of an escaped character that stands for one; letters and digits mean something we do not carry."""
        if letter in SPECIAL:
            return SPECIAL[letter]
        if letter.isalnum():
            self.refuse(f"\\{letter}")
        return ord(letter)

    def character_class(self) -> Step:
        is_negated = self.letter == "^"
        if is_negated:
            self.step()
        ranges: Ranges = ()
        is_first = True
        while is_first or self.letter != "]":
            ranges += self.class_part()
            is_first = False
        self.step()
        return ("set", is_negated, ranges)

    def class_part(self) -> Ranges:
        letter = self.step()
        if letter == "[":
            self.refuse("[[")
        if letter == "\\" and self.letter in CLASSES:
            return CLASSES[self.step()]
        low = self.code_of(self.step()) if letter == "\\" else ord(letter)
        if self.letter != "-" or self.pattern[self.place + 1 : self.place + 2] in ("]", ""):
            return ((low, low),)
        self.step()
        last = self.step()
        high = self.code_of(self.step()) if last == "\\" else ord(last)
        if high < low:
            self.refuse(f"{chr(low)}-{chr(high)}")
        return ((low, high),)

    def repeated(self, program: Program) -> Program:
        while self.letter and self.letter in "*+?{":
            program = self.once_repeated(program)
        return program

    def once_repeated(self, program: Program) -> Program:
        least, most = self.counts()
        if self.letter == "?":
            # How greedy a part is makes no difference to whether the whole matches.
            self.step()
        if (most or least + 1) * (len(program) + 1) > MOST_STEPS:
            raise WrongPattern(_("it repeats too much."))
        fixed = _joined(*([program] * least))
        if most is None:
            return _joined(fixed, (("split", 1, len(program) + 2),), _closing(program))
        optional: Program = ()
        for _time in range(most - least):
            optional = _joined((("split", 1, len(program) + len(optional) + 1),), program, optional)
        return _joined(fixed, optional)

    def counts(self) -> tuple[int, int | None]:
        sign = self.step()
        if sign != "{":
            return {"*": (0, None), "+": (1, None), "?": (0, 1)}[sign]
        end = self.pattern.find("}", self.place)
        least, comma, most = self.pattern[self.place : end].partition(",")
        if end < 0 or not _is_count(least) or (most and not _is_count(most)):
            self.refuse("{")
        self.place = end + 1
        last = int(least) if not comma else int(most) if most else None
        if last is not None and last < int(least):
            self.refuse(f"{{{least},{most}}}")
        return int(least), last


def _closing(program: Program) -> Program:
    """The body of a loop and the way back to the split before it."""
    return (*program, ("jump", -1))


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4
