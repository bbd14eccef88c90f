"""What others tell the needs, and are told by them: sources of suggested needs, and whoever wants to know of a changed one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from cities.commons.members.models import Organisation


@dataclass(frozen=True)
class Suggestion:
    """A need somebody has told elsewhere (an answer in a survey, a weak area of an assessment); told here once a person confirms it.

    `origin` names where it stands, `survey:1234`: what was told or put aside under it is not suggested again.
    """

    origin: str
    sentence: str
    language: str
    # What the place it comes from is called, in the reader's language.
    source: str
    concepts: tuple[str, ...] = ()


# What an organisation has said elsewhere that may be needs; texts in the language they were written in, `source` in that of the reader.
SuggestionSource = Callable[[Organisation, str], Iterable[Suggestion]]
# Is given the kind (need or offer) and the id of what was told, changed or closed, once that is stored.
Listener = Callable[[str, UUID], None]

_sources: dict[str, SuggestionSource] = {}
_listeners: dict[str, Listener] = {}


def add_source(name: str, source: SuggestionSource) -> None:
    """Called once by the app that knows, when it is ready. `name` is the part of the origin before the colon."""
    _sources[name] = source


def remove_source(name: str) -> None:
    _sources.pop(name, None)


def suggested(organisation: Organisation, *, language: str) -> list[Suggestion]:
    return [suggestion for source in _sources.values() for suggestion in source(organisation, language)]


def tell_of_calls(name: str, listener: Listener) -> None:
    """Called once by the app that wants to know, when it is ready."""
    _listeners[name] = listener


def call_changed(kind: str, key: UUID) -> None:
    for listener in _listeners.values():
        listener(kind, key)
