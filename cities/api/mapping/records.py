"""Members, practices and resources: what a list gives, and the whole record."""

from typing import Any
from uuid import UUID

from cities.api.mapping import facts
from cities.api.mapping.addresses import api_address, permanent_address
from cities.api.mapping.references import (
    concept_reference,
    concept_references,
    known_record,
    record_references,
    records_of,
    territory_reference,
    territory_references,
)
from cities.api.mapping.texts import full_texts, versions
from cities.api.queries.pages import Page
from cities.api.queries.resources import ResourcePage
from cities.api.schemas.answers import MemberList, PracticeList, ResourceList
from cities.api.schemas.records import Member, MemberRecord, Practice, PracticeRecord, Resource, ResourceRecord
from cities.api.schemas.words import MemberText, PracticeText, ResourceText
from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice as PracticeRow
from cities.commons.resources.models import Resource as ResourceRow
from cities.translation.languages import text_direction
from cities.translation.models import TextedRecord


def member_list(page: Page[Organisation]) -> MemberList:
    return MemberList(total=page.total, results=[Member.model_construct(**_member(row, page)) for row in page.records])


def practice_list(page: Page[PracticeRow]) -> PracticeList:
    return PracticeList(total=page.total, results=[Practice.model_construct(**_practice(row, page)) for row in page.records])


def resource_list(listing: ResourcePage) -> ResourceList:
    results = [Resource(**_resource(row, listing)) for row in listing.page.records]
    return ResourceList(total=listing.page.total, results=results)


def member_record(page: Page[Organisation]) -> MemberRecord:
    (organisation,) = page.records
    return MemberRecord(
        **_member(organisation, page),
        texts=full_texts(MemberText, organisation.texts.all()),
        image=facts.image(organisation.image, organisation.best_text(page.language)),
        practices=records_of(PracticeRow.kind_code, page.names),
        resources=records_of(ResourceRow.kind_code, page.names),
    )


def practice_record(page: Page[PracticeRow]) -> PracticeRecord:
    (practice,) = page.records
    return PracticeRecord(
        **_practice(practice, page),
        texts=full_texts(PracticeText, practice.texts.all()),
        sources=[facts.source(row) for row in practice.sources.all()],
        contact=known_record(practice.contact_id, page.names),
        related=records_of(PracticeRow.kind_code, page.names),
        resources=records_of(ResourceRow.kind_code, page.names),
        image=facts.image(practice.image, practice.best_text(page.language)),
    )


def resource_record(listing: ResourcePage) -> ResourceRecord:
    (resource,) = listing.page.records
    return ResourceRecord(
        **_resource(resource, listing),
        texts=full_texts(ResourceText, resource.texts.all()),
        practices=records_of(PracticeRow.kind_code, listing.page.names),
    )


def record_facts(record: TextedRecord, page: Page[Any], *, collection: str) -> dict[str, Any]:
    """What every kind of record says, in the best language there is."""
    text = record.best_text(page.language)
    title, *_ = record.text_model.words
    record_id: UUID = record.pk
    return {
        "id": record_id,
        "kind": record.kind_code,
        "code": record.code,
        "url": permanent_address(record_id),
        "api_url": api_address(collection, record_id),
        "title": getattr(text, title) if text else record.code,
        "language": text.language if text else "und",
        "direction": text_direction(text.language) if text else "ltr",
        "state": text.state if text else "original",
        "summary": text.summary if text else "",
        "languages": versions(record.texts.all()),
        "created_at": record.created_at,
        "updated_at": record.updated_at,
        "territories": territory_references(page.territories.get(record_id, ()), page.names),
        "concepts": concept_references(page.concepts.get(record_id, ()), page.names),
    }


def _member(organisation: Organisation, page: Page[Organisation]) -> dict[str, Any]:
    seat = page.names.territories.get(organisation.seat_id) if organisation.seat_id else None
    return {
        **record_facts(organisation, page, collection="members"),
        "acronym": organisation.acronym,
        "organisation_kind": concept_reference(page.names.concepts[organisation.kind_id]),
        "actor_kind": organisation.actor_kind,
        "founded": organisation.founded,
        "seat": territory_reference(seat) if seat else None,
        "membership": facts.membership(organisation.membership, page.names),
        "websites": [website.url for website in organisation.websites.all()],
        "figures": facts.figures(organisation.figures.all(), page.names),
    }


def _practice(practice: PracticeRow, page: Page[PracticeRow]) -> dict[str, Any]:
    return {
        **record_facts(practice, page, collection="practices"),
        "status": practice.status,
        "started": practice.started,
        "ended": practice.ended,
        "organisations": facts.participations(practice.participations.all(), page.names),
        "figures": facts.figures(practice.figures.all(), page.names),
    }


def _resource(resource: ResourceRow, listing: ResourcePage) -> dict[str, Any]:
    publishers = [listing.page.names.records.get(record_id) for record_id in listing.publishers.get(resource.pk, ())]
    return {
        **record_facts(resource, listing.page, collection="resources"),
        "resource_kind": concept_reference(listing.page.names.concepts[resource.kind_id]),
        "year": resource.year,
        "publishers": record_references(name for name in publishers if name),
        "files": [facts.file(row) for row in resource.files.all()],
    }
