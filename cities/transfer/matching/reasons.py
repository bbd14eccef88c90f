"""Why something is proposed, in plain words of the reader's language. No database.

A reason is kept as a code with values, so that each reader is told in their own language: `concept` and `place` are codes,
`organisation` and `practice` ids, looked up by whoever shows them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cities.commons.places.models import Territory
from cities.commons.vocabulary.models import ActorKind
from cities.transfer.matching.reading import tradition_name
from cities.translation.languages import language_name

# What says that it is about the same thing; one of these stands with every match.
ABOUT = ("same", "narrower", "broader", "beside", "topic", "meaning", "words", "carries", "works", "hand", "noted")
# Fewer are told to nobody: then it is not proposed.
FEWEST, MOST = 2, 4


@dataclass(frozen=True)
class Reason:
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        return {"code": self.code, **self.values}

    @classmethod
    def from_data(cls, told: Mapping[str, Any]) -> "Reason":
        return cls(str(told["code"]), {name: value for name, value in told.items() if name != "code"})


class Names(Protocol):
    """What codes and ids are called in the reader's language."""

    @property
    def language(self) -> str: ...
    def concept(self, key: str) -> str: ...
    def place(self, code: str) -> str: ...
    def record(self, identifier: str) -> str: ...


def enough(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """At most MOST, two that say it is about the same thing at the most; nothing where there are fewer than FEWEST or none says so."""
    every = list(reasons)
    about = [reason for reason in every if reason.code in ABOUT][:2]
    others = [reason for reason in every if reason.code not in ABOUT]
    chosen = (*about, *others[: MOST - len(about)])
    return chosen if about and len(chosen) >= FEWEST else ()


def told_reason(reason: Reason, names: Names) -> str:
    """One sentence in the active language."""
    values = reason.values
    count = int(values.get("count", 0))
    said: dict[str, Any] = {
        "concept": names.concept(values["concept"]) if "concept" in values else "",
        "place": names.place(values["place"]) if "place" in values else "",
        "name": names.record(values["record"]) if "record" in values else "",
        "language": language_name(values["language"], in_language=names.language) if "language" in values else "",
        "law": tradition_name(values["law"]) if "law" in values else "",
        "actor": ActorKind(values["actor"]).label if "actor" in values else "",
        "kind": Territory.Kind(values["kind"]).label if "kind" in values else "",
        "year": str(values.get("year", "")),
        "words": values.get("words", ""),
        "count": count,
    }
    return _sentences(count)[reason.code] % said


def _sentences(count: int) -> dict[str, str]:
    return {
        "same": _("It is about what you named: %(concept)s."),
        "narrower": _("It is about a part of what you named: %(concept)s."),
        "broader": _("It is about something wider that holds what you named: %(concept)s."),
        "beside": _("It is about something next to what you named: %(concept)s."),
        "topic": _("Its topic is what your sentence is about: %(concept)s."),
        "meaning": _("What it tells is close to your sentence (written in %(language)s)."),
        "words": _("It uses your words (in %(language)s)."),
        "carries": _("They take part in a practice that fits: %(name)s."),
        "works": _("Works for those who know about it: %(name)s."),
        "hand": _("The secretariat thinks of it for you."),
        "noted": "%(words)s",
        "adopted": ngettext("It has been taken up elsewhere once.", "It has been taken up elsewhere %(count)s times.", count),
        "room": ngettext("There is room for one at a time.", "There is room for %(count)s at a time.", count),
        "actor": _("The kind of actor is yours: %(actor)s."),
        "territory": _("It was done in a territory like yours: %(kind)s."),
        "law": _("The law there stands in the same tradition: %(law)s."),
        "size": _("About as many people live there."),
        "country": _("It is in your own country."),
        "region": _("It is in your part of the world: %(place)s."),
        "language": _("You can read it in %(language)s."),
        "spoken": _("You can speak with them in %(language)s."),
        "results": _("Its results are told, with figures."),
        "fresh": _("It began in %(year)s, not long ago."),
        "running": _("It has been running since %(year)s."),
        "reachable": _("Somebody answers questions about it: %(name)s."),
        "member": _("They are in the network and can be written to."),
    }
