"""Entries become records: new ones in memory, and changes to those that are there."""

from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings

from cities.commons.members.models import Membership, Organisation, PrivateContact, Website
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice, PracticeSource
from cities.commons.vocabulary.models import Concept
from cities.gather.intake import queries
from cities.gather.intake.models import RecordKind
from cities.gather.intake.parsing import Entry, kind_of_organisation
from cities.gather.intake.scoring import website_key
from cities.translation.actions import write_text
from cities.translation.models import TextedRecord, TextState

from .storing import blank
from .surroundings import Surroundings

WORDS = ("name", "summary", "text", "problem", "results")
LOCAL = "local-government"
LONGEST_NAME = 250
LONGEST_ADDRESS = 300


def make_member(record_id: UUID, entry: Entry, around: Surroundings) -> Organisation:
    """A new organisation with its membership, not yet stored."""
    kind, actor_kind = _kind(entry, around)
    city, country = around.city(entry), around.country(entry)
    organisation = blank(
        Organisation(
            id=record_id,
            code=around.free_code(entry.name, entry.acronym, entry.country),
            kind=kind,
            actor_kind=actor_kind,
            acronym=entry.acronym[:40],
            founded=int(entry.facts["founded"]) if entry.facts.get("founded") else None,
            seat=city or country,
        )
    )
    organisation.territories.set(_where_it_acts(entry, around, city=city, country=country))
    organisation.concepts.set(_concepts(entry, around, ("themes", "sectors")))
    organisation.websites.set([Website(url=url) for url in entry.websites if len(url) <= LONGEST_ADDRESS])
    organisation.memberships.set([blank(Membership(category=_category(entry, around), since=entry.member_since))])
    organisation.private_contacts.set(_contacts(entry, around))
    _write_words(organisation, entry)
    return organisation


def _kind(entry: Entry, around: Surroundings) -> tuple[Concept, str]:
    guess = kind_of_organisation(entry.name, entry.category)
    said = around.concept_named("organisation-kinds", entry.facts.get("organisation_kind", "-"))
    kind = said or around.concept("organisation-kinds", guess.code)
    actor = guess.actor if kind.code == guess.code else kind_of_organisation("", kind.code).actor
    return kind, actor


def _category(entry: Entry, around: Surroundings) -> Concept:
    return around.concept_named("member-categories", entry.category or "organisation") or around.concept(
        "member-categories", "organisation"
    )


def _where_it_acts(entry: Entry, around: Surroundings, *, city: Territory | None, country: Territory | None) -> list[Territory]:
    """A local government acts in its place, others in their country; what names no country acts in its region."""
    wide = country or around.region(entry)
    place = (city or wide) if entry.category == LOCAL or not entry.category else wide
    return [place] if place else []


def _concepts(entry: Entry, around: Surroundings, schemes: Collection[str]) -> list[Concept]:
    found = [concept for scheme in schemes for concept in around.concepts_named(scheme, entry.facts.get(scheme, ""))]
    return list(dict.fromkeys(found))


def _contacts(entry: Entry, around: Surroundings) -> list[PrivateContact]:
    return [PrivateContact(address=address[:254], note=around.source.title[:200]) for address in entry.emails]


def make_practice(record_id: UUID, entry: Entry, around: Surroundings) -> Practice:
    """A new practice with its source, not yet stored."""
    place = around.city(entry) or around.country(entry)
    practice = blank(
        Practice(
            id=record_id,
            code=around.free_code(entry.name, entry.country),
            status=entry.facts.get("status", Practice.Status.RUNNING),
            started=entry.started,
            ended=entry.ended if _is_in_order(entry.started, entry.ended) else None,
        )
    )
    practice.territories.set([place] if place else [])
    practice.concepts.set(_concepts(entry, around, ("themes", "sectors", "sdgs")))
    practice.sources.set([PracticeSource(source=around.source, locator=locator(entry))])
    _write_words(practice, entry)
    return practice


def locator(entry: Entry) -> str:
    return f"p. {entry.page}" if entry.page else f"line {entry.line}"


def _write_words(record: TextedRecord, entry: Entry) -> None:
    """The original in the entry's language, then what it says in others."""
    own = {"name": entry.name[:LONGEST_NAME], "summary": entry.summary, "text": entry.text}
    own |= {word: entry.facts[word] for word in ("problem", "results") if entry.facts.get(word)}
    language = entry.language or settings.LANGUAGE_CODE
    write_text(record, language, state=TextState.ORIGINAL, words=_named_fields(record, own))
    further: dict[str, dict[str, str]] = {}
    for key, words in entry.facts.items():
        word, dot, tongue = key.partition(".")
        if dot and word in WORDS and tongue != language:
            further.setdefault(tongue, {})[word] = words
    for tongue, words_of in further.items():
        # a text must have a name; where the table gives none, the original's stands in
        write_text(record, tongue, state=TextState.HUMAN, words=_named_fields(record, {"name": entry.name[:LONGEST_NAME], **words_of}))


def _named_fields(record: TextedRecord, words: Mapping[str, str]) -> dict[str, str]:
    fields = queries.WORD_FIELDS[record.kind_code]
    return {fields[word]: value for word, value in words.items() if word in fields}


def change_record(record: Organisation | Practice, entry: Entry, around: Surroundings, *, taken: Collection[str]) -> None:
    """Follow the entry in the fields taken, in memory; all else stays."""
    for name, change in (CHANGES_OF_MEMBERS if isinstance(record, Organisation) else CHANGES_OF_PRACTICES).items():
        if name in taken:
            change(record, entry, around)
    if isinstance(record, Practice):
        _set_years(record, entry, taken=taken)
    if isinstance(record, Practice) and all(source.source_id != around.source.pk for source in record.sources.all()):
        record.sources.add(PracticeSource(source=around.source, locator=locator(entry)))
    if {"city", "country"} & set(taken):
        _move(record, entry, around)
    _change_words(record, entry, taken)


def _move(record: Any, entry: Entry, around: Surroundings) -> None:
    place = around.city(entry) or around.country(entry)
    if place:
        record.territories.add(place)
        if isinstance(record, Organisation):
            record.seat = place


def _set_acronym(organisation: Any, entry: Entry, around: Surroundings) -> None:
    organisation.acronym = entry.acronym[:40]


def _set_founded(organisation: Any, entry: Entry, around: Surroundings) -> None:
    organisation.founded = int(entry.facts["founded"])


def _set_since(organisation: Any, entry: Entry, around: Surroundings) -> None:
    """A membership that had ended by then is over: a new one begins, in the same category."""
    membership = organisation.membership or Membership(category=_category(entry, around))
    if membership.until and entry.member_since and entry.member_since > membership.until:
        membership = blank(Membership(category=membership.category))
    membership.since = entry.member_since
    organisation.memberships.add(membership)


def _set_category(organisation: Any, entry: Entry, around: Surroundings) -> None:
    membership = organisation.membership or Membership(since=entry.member_since)
    membership.category = _category(entry, around)
    organisation.memberships.add(membership)


def _add_websites(organisation: Any, entry: Entry, around: Surroundings) -> None:
    known = {website_key(website.url) for website in organisation.websites.all()}
    fresh = [url for url in entry.websites if website_key(url) not in known and len(url) <= LONGEST_ADDRESS]
    organisation.websites.add(*(Website(url=url) for url in fresh))


def _add_contacts(organisation: Any, entry: Entry, around: Surroundings) -> None:
    known = {contact.address for contact in organisation.private_contacts.all()}
    organisation.private_contacts.add(*(contact for contact in _contacts(entry, around) if contact.address not in known))


def _set_years(practice: Practice, entry: Entry, *, taken: Collection[str]) -> None:
    """Both at once, or as many as leave a practice that does not end before it began."""
    started = entry.started if "started" in taken else practice.started
    ended = entry.ended if "ended" in taken else practice.ended
    for pair in ((started, ended), (started, practice.ended), (practice.started, ended)):
        if _is_in_order(*pair):
            practice.started, practice.ended = pair
            return


def _is_in_order(started: int | None, ended: int | None) -> bool:
    return not started or not ended or ended >= started


def _set_status(practice: Any, entry: Entry, around: Surroundings) -> None:
    practice.status = entry.facts["status"]


Change = Callable[[Any, Entry, Surroundings], None]
CHANGES_OF_MEMBERS: dict[str, Change] = {
    "acronym": _set_acronym,
    "founded": _set_founded,
    "member_since": _set_since,
    "category": _set_category,
    "websites": _add_websites,
    "emails": _add_contacts,
}
CHANGES_OF_PRACTICES: dict[str, Change] = {"status": _set_status}


def _change_words(record: Organisation | Practice, entry: Entry, taken: Collection[str]) -> None:
    original = record.original_text
    fallback = original.language if original else settings.LANGUAGE_CODE
    changes: dict[str, dict[str, str]] = {}
    for key in taken:
        word, _dot, tongue = key.partition(".")
        if word in WORDS:
            changes.setdefault(tongue or entry.language or fallback, {})[word] = _word(entry, key)
    for language, words in changes.items():
        text = record.text_in(language)
        state = text.state if text else TextState.HUMAN if original else TextState.ORIGINAL
        if text is None and "name" not in words:
            words["name"] = entry.name[:LONGEST_NAME]
        write_text(record, language, state=state, words=_named_fields(record, words))


def _word(entry: Entry, key: str) -> str:
    if key in entry.facts:
        return entry.facts[key]
    value: Any = getattr(entry, key)
    return str(value)[:LONGEST_NAME] if key == "name" else str(value)


MAKE: dict[str, Callable[[UUID, Entry, Surroundings], Any]] = {RecordKind.MEMBER: make_member, RecordKind.PRACTICE: make_practice}
