"""The records of the commons as an import compares with them."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Model, Q

from cities.commons.members.models import Membership, Organisation, OrganisationText, Website
from cities.commons.places.models import Territory, TerritoryText
from cities.commons.places.parsing import fold_name
from cities.commons.practices.models import Practice, PracticeText
from cities.gather.intake.comparing import Current
from cities.gather.intake.matching import Known
from cities.gather.intake.models import RecordKind
from cities.gather.intake.scoring import website_key

MODELS: dict[str, type[Organisation] | type[Practice]] = {RecordKind.MEMBER: Organisation, RecordKind.PRACTICE: Practice}
TEXTS: dict[str, type[OrganisationText] | type[PracticeText]] = {RecordKind.MEMBER: OrganisationText, RecordKind.PRACTICE: PracticeText}
# The words of an entry, and the fields they fill.
WORD_FIELDS: dict[str, dict[str, str]] = {
    RecordKind.MEMBER: {"name": "name", "summary": "summary", "text": "description"},
    RecordKind.PRACTICE: {"name": "title", "summary": "summary", "text": "action", "problem": "problem", "results": "results"},
}


def known_records(kind: str) -> Iterator[Known]:
    """Every record of a kind, drafts and withdrawn ones too: whoever imports should meet them rather than make a second one."""
    names: dict[UUID, list[str]] = defaultdict(list)
    title = WORD_FIELDS[kind]["name"]
    for record_id, name in TEXTS[kind].objects.order_by("pk").values_list("record_id", title):
        names[record_id].append(name)
    countries = _countries_of(MODELS[kind])
    websites: dict[UUID, set[str]] = defaultdict(set)
    acronym = "acronym" if kind == RecordKind.MEMBER else "code"
    if kind == RecordKind.MEMBER:
        for record_id, url in Website.objects.values_list("organisation_id", "url"):
            websites[record_id].add(website_key(url))
    for record_id, short, withdrawn_at in MODELS[kind].objects.order_by("created_at", "pk").values_list("pk", acronym, "withdrawn_at"):
        yield Known(
            id=record_id,
            names=tuple(names[record_id]),
            acronym=short if kind == RecordKind.MEMBER else "",
            countries=frozenset(countries[record_id]),
            websites=frozenset(websites[record_id]),
            is_withdrawn=withdrawn_at is not None,
        )


def _countries_of(model: type[Model]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    link: Any = model._meta.get_field("territories").remote_field.through  # type: ignore[union-attr]  # a relation always has one
    owner = f"{model._meta.model_name}_id"
    for record_id, country in link.objects.exclude(territory__country_code="").values_list(owner, "territory__country_code"):
        found[record_id].add(country)
    if model is Organisation:
        for record_id, country in Organisation.objects.filter(seat__isnull=False).values_list("pk", "seat__country_code"):
            found[record_id].add(country)
    return found


def current_states(kind: str, ids: Collection[UUID]) -> dict[UUID, Current]:
    """What the given records say now, drafts by their live rows; the number of queries does not depend on how many."""
    records: Any = MODELS[kind].objects.filter(pk__in=list(ids)).prefetch_related("texts", "territories__texts")
    if kind == RecordKind.MEMBER:
        records = records.select_related("seat").prefetch_related("seat__texts", "websites", "memberships__category", "private_contacts")
    return {record.pk: current_state(record) for record in records}


def current_state(record: Organisation | Practice) -> Current:
    kind = record.kind_code
    places = [*record.territories.all(), *([record.seat] if isinstance(record, Organisation) and record.seat else [])]
    words = {text.language: {name: getattr(text, field) for name, field in WORD_FIELDS[kind].items()} for text in record.texts.all()}
    original = record.original_text
    common: dict[str, Any] = {
        "words": words,
        "original": original.language if original else "",
        "countries": frozenset(place.country_code for place in places if place.country_code),
        "cities": frozenset(text.name for place in places if place.kind in CITY_KINDS for text in place.texts.all()),
    }
    return Current(**common, **(_of_member(record) if isinstance(record, Organisation) else _of_practice(record)))


CITY_KINDS = frozenset({Territory.Kind.CITY, Territory.Kind.DISTRICT, Territory.Kind.REGION})


def _of_member(organisation: Organisation) -> dict[str, Any]:
    membership: Membership | None = organisation.membership
    return {
        "acronym": organisation.acronym,
        "member_since": membership.since if membership else None,
        "category": membership.category.code if membership else "",
        "websites": frozenset(website.url for website in organisation.websites.all()),
        "addresses": frozenset(contact.address for contact in organisation.private_contacts.all()),
        "facts": {"founded": str(organisation.founded or "")},
    }


def _of_practice(practice: Practice) -> dict[str, Any]:
    return {"started": practice.started, "ended": practice.ended, "facts": {"status": practice.status}}


def hindered_records(kind: str, ids: Collection[UUID]) -> dict[UUID, str]:
    """Records that an import must not touch by itself, with the reason's code: somebody works on them, or they are withdrawn."""
    rows = (
        MODELS[kind]
        .objects.filter(pk__in=list(ids))
        .filter(Q(locked=True) | Q(has_unpublished_changes=True, live=True) | Q(withdrawn_at__isnull=False))
    )
    return {
        record_id: "withdrawn" if withdrawn_at else "locked" if locked else "draft"
        for record_id, withdrawn_at, locked in rows.values_list("pk", "withdrawn_at", "locked")
    }


def territory_names() -> dict[tuple[str, str], str]:
    """(country, folded name) -> code of the territory, cities before what else has the same name."""
    found: dict[tuple[str, str], str] = {}
    rows = TerritoryText.objects.exclude(record__country_code="").values_list(
        "record__country_code", "name", "record__code", "record__kind"
    )
    for country, name, code, kind in sorted(rows, key=lambda row: row[3] != Territory.Kind.CITY):
        if kind != Territory.Kind.COUNTRY:
            found.setdefault((country, fold_name(name)), code)
    return found
