"""Questions as their templates show them: words, fields, what stands in them, what is wrong, what others said."""

from collections.abc import Mapping
from dataclasses import dataclass

from cities.commons.instruments.actions import Conflict
from cities.commons.instruments.answering import (
    CHOSEN,
    LOOKED_UP,
    UNANSWERED,
    YES_NO,
    Filled,
    Place,
    Said,
    Spot,
    Stored,
    field_name,
    filled,
    in_words,
    is_required,
    repetitions_of,
    write_number,
    yes_or_no,
)
from cities.commons.instruments.definition import ItemDefinition, OptionDefinition, Wording
from cities.commons.instruments.queries import Choice, SheetState, choices, last_answers, names_in_use
from cities.portal.reading import Words
from cities.translation.languages import base_language

CONTROLS = {
    "text": "portal/sheets/controls/text.html",
    "long-text": "portal/sheets/controls/long_text.html",
    "number": "portal/sheets/controls/number.html",
    "whole-number": "portal/sheets/controls/number.html",
    "money": "portal/sheets/controls/number.html",
    "date": "portal/sheets/controls/date.html",
    "yes-no": "portal/sheets/controls/choice.html",
    "one-of": "portal/sheets/controls/choice.html",
    "scale": "portal/sheets/controls/choice.html",
    "several-of": "portal/sheets/controls/several.html",
    "rank": "portal/sheets/controls/rank.html",
    "matrix": "portal/sheets/controls/matrix.html",
    "file": "portal/sheets/controls/file.html",
    "territory": "portal/sheets/controls/lookup.html",
    "concept": "portal/sheets/controls/lookup.html",
    "organisation": "portal/sheets/controls/lookup.html",
    "calculation": "portal/sheets/controls/calculation.html",
    "note": "portal/sheets/controls/note.html",
    "repeat": "portal/sheets/controls/repeat.html",
}
# One field each: a label does. The others are groups of fields, with a legend.
SINGLE = frozenset({"text", "long-text", "number", "whole-number", "money", "date", *LOOKED_UP})


@dataclass(frozen=True)
class ConflictShown:
    """Two answers to one question; a person decides."""

    theirs: str
    mine: str
    stored: Stored


@dataclass(frozen=True)
class Question:
    """One item as its template shows it."""

    spot: Spot
    template: str
    label: Words
    hint: Words
    filled: Filled
    seen: str
    is_asked: bool
    is_required: bool
    message: str = ""
    publication: str = ""
    conflict: ConflictShown | None = None
    last: str = ""
    calculated: str = ""
    options: tuple[tuple[str, Words], ...] = ()
    rows: tuple[tuple[str, Words], ...] = ()
    choices: tuple[Choice, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    repetitions: tuple["Repetition", ...] = ()

    @property
    def item(self) -> ItemDefinition:
        return self.spot.item

    @property
    def key(self) -> str:
        """`members:0`"""
        return f"{self.item.code}:{self.spot.repetition}"

    @property
    def id(self) -> str:
        return f"q-{self.item.code}-{self.spot.repetition}"

    @property
    def name(self) -> str:
        return field_name("v", self.item.code, self.spot.repetition)

    @property
    def is_single(self) -> bool:
        return self.item.type in SINGLE

    @property
    def is_read_only(self) -> bool:
        return self.item.type in ("note", "calculation")

    @property
    def may_be_no_answer(self) -> bool:
        """A choice once made can be taken back only by another choice."""
        return not self.is_required and (self.item.type in CHOSEN or self.item.type in LOOKED_UP)

    @property
    def has_absence_box(self) -> bool:
        return self.item.allows_not_applicable and not (self.item.type in CHOSEN or self.item.type in LOOKED_UP)

    @property
    def first_field(self) -> str:
        """What a link to this question should put the cursor into."""
        if self.is_single:
            return f"{self.id}-field"
        return f"{self.id}-1" if self.item.type in CHOSEN or self.item.type in ("several-of", "rank") else self.id

    @property
    def described_by(self) -> str:
        """Ids of the hint and the message, as far as there are any."""
        parts = {"hint": self.hint.text, "last": self.last, "message": self.message, "unit": self.item.unit if self.is_single else ""}
        return " ".join(f"{self.id}-{part}" for part, words in parts.items() if words)

    @property
    def places(self) -> range:
        """The places of a ranking."""
        return range(1, len(self.options) + 1)


@dataclass(frozen=True)
class Repetition:
    number: int
    # Counted as people count, whatever was taken out before.
    position: int
    questions: tuple[Question, ...]


def words_in(wording: Wording, language: str) -> Words:
    """In the reader's language, or visibly in another."""
    shown = wording.language_for(language)
    is_foreign = bool(shown) and base_language(shown) != base_language(language)
    return Words(wording.words.get(shown, ""), shown or language, state="", is_foreign=is_foreign, is_stale=False)


def words_of_ours(text: str, language: str) -> Words:
    """What the site itself says is in the reader's language."""
    return Words(text, language, state="", is_foreign=False, is_stale=False)


def calculated_words(result: str, language: str) -> str:
    """A result that is a number as the language writes it."""
    try:
        return write_number(result, language) if result else ""
    except ArithmeticError:
        return result


def every(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """With those inside groups."""
    inner = (every(repetition.questions) for question in questions for repetition in question.repetitions)
    return (*questions, *(question for group in inner for question in group))


class Drawing:
    """Everything the questions of one page have in common."""

    def __init__(self, state: SheetState, language: str, *, told: Mapping[Place, str], conflicts: Mapping[Place, Conflict]) -> None:
        self.state, self.language, self.told, self.conflicts = state, language, told, conflicts
        self.known = names_in_use(state.sheet, language)
        self.last = last_answers(state.sheet, state.definition)
        self.looked_up: dict[tuple[str, str], tuple[Choice, ...]] = {}

    def question(self, spot: Spot) -> Question:
        stored = self.state.answers.get(spot.place, UNANSWERED)
        conflict = self.conflicts.get(spot.place)
        said = conflict.mine if conflict else stored.said
        return Question(
            spot=spot,
            template=CONTROLS[spot.item.type],
            label=words_in(spot.item.label, self.language),
            hint=words_in(spot.item.hint, self.language),
            filled=filled(spot.item, said, self.language),
            # A page that shows both answers has settled nothing yet.
            seen="0." if conflict else f"{stored.revision}.{stored.said.mark}",
            is_asked=self.state.asked.is_asked(spot),
            is_required=is_required(spot, self.state.asked, today=self.state.today),
            message=self.told.get(spot.place, ""),
            publication=said.publication,
            conflict=self._conflict(spot.item, conflict) if conflict else None,
            last=self._last(spot),
            calculated=calculated_words(self.state.asked.calculated.get(spot.place, ""), self.language),
            options=self._options(spot.item.options) or self._yes_no(spot.item),
            rows=self._options(spot.item.rows),
            choices=self._choices(spot.item),
            files=self._files(spot.item, said),
            repetitions=self._repetitions(spot),
        )

    def _repetitions(self, spot: Spot) -> tuple[Repetition, ...]:
        if spot.item.type != "repeat":
            return ()
        numbers = repetitions_of(self.state.answers, spot.item.code)
        return tuple(
            Repetition(number, position, tuple(self.question(Spot(spot.section, inner, number, spot.item)) for inner in spot.item.items))
            for position, number in enumerate(numbers, 1)
        )

    def _conflict(self, item: ItemDefinition, conflict: Conflict) -> ConflictShown:
        theirs, mine = (in_words(item, said, self.language, known=self.known) for said in (conflict.theirs.said, conflict.mine))
        return ConflictShown(theirs, mine, conflict.theirs)

    def _last(self, spot: Spot) -> str:
        last = self.last.get(spot.item.code) if spot.group is None else None
        return in_words(spot.item, last, self.language, known=self.known) if last else ""

    def _choices(self, item: ItemDefinition) -> tuple[Choice, ...]:
        """Looked up once a page, however many questions or repetitions ask for the same."""
        key = (item.type, item.scheme)
        if key not in self.looked_up:
            self.looked_up[key] = choices(item, self.language)
        return self.looked_up[key]

    def _options(self, options: tuple[OptionDefinition, ...]) -> tuple[tuple[str, Words], ...]:
        return tuple((option.code, words_in(option.label, self.language)) for option in options)

    def _yes_no(self, item: ItemDefinition) -> tuple[tuple[str, Words], ...]:
        if item.type != "yes-no":
            return ()
        return tuple((code, words_of_ours(yes_or_no(code), self.language)) for code in YES_NO)

    def _files(self, item: ItemDefinition, said: Said) -> tuple[tuple[str, str], ...]:
        if item.type != "file" or not isinstance(said.value, list):
            return ()
        names = self.known(item)
        return tuple((identifier, names.get(identifier, "?")) for identifier in said.value)
