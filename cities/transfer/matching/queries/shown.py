"""Matches as people see them: what is proposed by its name, who answers for it, the reasons in the reader's words."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from cities.commons.members.models import Organisation, Person
from cities.commons.places.queries import Places, places
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.commons.vocabulary.queries import Vocabularies, vocabularies
from cities.transfer.matching.models import Introduction, Match
from cities.transfer.matching.queries.people import SHOWN
from cities.transfer.matching.reasons import FEWEST, Reason, told_reason
from cities.transfer.needs.models import Need, Offer, Visibility
from cities.translation.languages import best_language


@dataclass(frozen=True)
class Subject:
    """A record, offer or person with all its texts; pages choose the words. `person` is a name its owner agreed to show."""

    kind: str
    id: UUID
    code: str
    texts: tuple[Any, ...] = ()
    person: str = ""
    # Of a record, by id.
    territories: tuple[UUID, ...] = ()

    def title(self, language: str) -> str:
        """In the language that serves the reader best."""
        if self.person:
            return self.person
        known = {text.language: text for text in self.texts}
        original = next((text.language for text in self.texts if text.is_original), None)
        chosen = best_language(known, language, original=original)
        return str(known[chosen]) if chosen else self.code


@dataclass(frozen=True)
class ShownMatch:
    match: Match
    subject: Subject
    answerer: Subject | None
    reasons: tuple[str, ...]

    @property
    def introduction(self) -> Introduction | None:
        held: Introduction | None = getattr(self.match, "introduction", None)
        return held


@dataclass(frozen=True)
class Names:
    """Looked up for one reader; what is gone has no name."""

    language: str
    vocabulary: Vocabularies
    known: Places
    subjects: Mapping[UUID, Subject] = field(default_factory=dict)

    def concept(self, key: str) -> str:
        return self.vocabulary.label(key)

    def place(self, code: str) -> str:
        return self.known.by_code[code].name if code in self.known.by_code else code

    def record(self, identifier: str) -> str:
        found = self.subjects.get(UUID(identifier))
        return found.title(self.language) if found else "–"


def matches_of(needs: Iterable[Need]) -> QuerySet[Match]:
    """With all that showing them reads, those by hand first, then the best."""
    return Match.objects.filter(need__in=list(needs)).select_related("introduction__conversation", "need")


def shown_matches(matches: Iterable[Match], *, language: str) -> list[ShownMatch]:
    """Fifteen queries at most, whatever their number. What readers may no longer see is left out; so is what has no two reasons."""
    every = list(matches)
    subjects = _subjects(every)
    names = Names(language, vocabularies(language), places(language), subjects)
    shown = [_shown(match, subjects, names) for match in every if match.subject in subjects]
    return [one for one in shown if len(one.reasons) >= FEWEST]


def _shown(match: Match, subjects: Mapping[UUID, Subject], names: Names) -> ShownMatch:
    reasons = (Reason.from_data(told) for told in match.reasons)
    # A reason that names what has gone since is none any more.
    standing = (reason for reason in reasons if "record" not in reason.values or UUID(reason.values["record"]) in subjects)
    told = tuple(told_reason(reason, names) for reason in standing)
    answerer = subjects.get(match.answerer_id) if match.answerer_id else None
    return ShownMatch(match, subjects[match.subject], answerer, told)


def _of_record(kind: str, record: Any) -> Subject:
    where = tuple(territory.pk for territory in record.territories.all())
    return Subject(kind, record.pk, record.code, tuple(record.texts.all()), territories=where)


def _subjects(matches: Collection[Match]) -> dict[UUID, Subject]:
    wanted: dict[str, set[UUID]] = {kind: set() for kind in Match.Kind.values}
    for match in matches:
        wanted[match.kind].add(match.subject)
        named = {UUID(told["record"]) for told in match.reasons if "record" in told}
        wanted["practice"] |= named
        wanted["member"] |= named | ({match.answerer_id} if match.answerer_id else set())
    found: dict[UUID, Subject] = {}
    for kind, model in (("practice", Practice), ("member", Organisation), ("resource", Resource)):
        if wanted[kind]:
            records = model.objects.public().filter(pk__in=wanted[kind]).prefetch_related("texts", "territories")
            found |= {record.pk: _of_record(kind, record) for record in records}
    if wanted["offer"]:
        offers = Offer.objects.open().filter(pk__in=wanted["offer"], visibility__in=(Visibility.PUBLIC, Visibility.MEMBERS))
        found |= {offer.pk: Subject("offer", offer.pk, "", tuple(offer.texts.all())) for offer in offers.prefetch_related("texts")}
    if wanted["person"]:
        people = Person.objects.filter(pk__in=wanted["person"]).prefetch_related("consents")
        agreed = (person for person in people if person.published_fields.issuperset(SHOWN))
        found |= {person.pk: Subject("person", person.pk, "", person=person.name) for person in agreed}
    return found
