"""What was said, as a value: a coded value, or why there is none."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

# Which item, and which repetition of its group, counted from 1; 0 outside groups.
Place = tuple[str, int]

NOT_APPLICABLE = "not-applicable"
NO_ANSWER = "no-answer"
# What could not be read is kept as it was typed, under this name, until it is mended. A submitted sheet holds none.
TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Said:
    """`value` as the model `Answer` describes it, None when there is none; then `absence` says why, if anything was said."""

    value: Any = None
    absence: str = ""
    publication: str = ""

    @property
    def is_empty(self) -> bool:
        """Neither answered nor said why not. 0 and “no” are answers."""
        return not self.absence and (self.value is None or self.value in ("", [], {}))

    @property
    def typed(self) -> Any:
        """What was typed and could not be read; None when it could."""
        return self.value.get(TYPED) if isinstance(self.value, dict) and self.value.keys() == {TYPED} else None

    @property
    def mark(self) -> str:
        """The same for the same answer: how a page remembers which answer it was showing."""
        if self.is_empty and not self.publication:
            return ""
        said = json.dumps([self.value, self.absence, self.publication], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer as the sheet holds it: what was said, how often it has changed, in which language, by whom and when it was last changed."""

    said: Said = Said()
    revision: int = 0
    language: str = ""
    by: str = ""
    at: datetime | None = None


NOTHING = Said()
UNANSWERED = Stored()
Answers = Mapping[Place, Stored]


def said_at(answers: Answers, code: str, repetition: int = 0) -> Said:
    return answers.get((code, repetition), UNANSWERED).said


def repetitions_of(answers: Answers, group: str) -> tuple[int, ...]:
    """Which repetitions of a group there are, in their order. A group nobody has touched has one, still blank."""
    stored = answers.get((group, 0), UNANSWERED)
    if stored.revision == 0 or not isinstance(stored.said.value, list):
        return (1,)
    return tuple(number for number in stored.said.value if isinstance(number, int))
