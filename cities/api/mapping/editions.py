"""Editions as the API gives them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from cities.api.mapping.addresses import permanent_address, whole_address
from cities.api.schemas.editions import Edition, EditionFile, EditionList, EditionRecord, Total
from cities.editions import models
from cities.editions.queries import Front, front, fronts, newest_kits


def edition_list(editions: list[models.Edition], *, total: int, language: str) -> EditionList:
    newest, read = newest_kits(), fronts(editions)
    return EditionList(total=total, results=[Edition(**_facts(edition, read[edition.pk], language, newest=newest)) for edition in editions])


def edition_record(edition: models.Edition, *, language: str) -> EditionRecord:
    """Totals are counted from the snapshot, as those in print are."""
    read = front(edition)
    facts = _facts(edition, read, language, newest=newest_kits())
    return EditionRecord(**facts, totals=[Total(subject=subject, count=count) for subject, count in read.counts.items()])


def _facts(edition: models.Edition, read: Front, language: str, *, newest: Mapping[str, UUID]) -> dict[str, Any]:
    title = read.title(language)
    return {
        "id": edition.pk,
        "url": permanent_address(edition.pk),
        "code": edition.code,
        "kind": edition.kind,
        "year": read.year,
        "version": edition.version if edition.is_kit else None,
        "newest": newest.get(edition.series) if edition.is_kit else None,
        "title": title.text,
        "language": title.language,
        "state": read.state(language),
        "published_at": edition.published_at,
        "digest": edition.snapshot.digest if edition.snapshot else "",
        "files": [_file(edition, each) for each in read.languages],
        "folder": _address("kit_folder", edition.code) if edition.is_kit else None,
    }


def _file(edition: models.Edition, language: str) -> EditionFile:
    return EditionFile(
        language=language,
        pdf=_address("edition_pdf", edition.code, language),
        data=_address("edition_data", edition.code, language),
        epub=_address("kit_epub", edition.code, language) if edition.is_kit else None,
    )


def _address(name: str, *arguments: str) -> str:
    """One address always gives one answer: that of the site's first language, whatever is asked in."""
    first, path = settings.LANGUAGES[0][0], reverse(f"portal:{name}", args=arguments)
    return whole_address(f"/{first}/{path.split('/', 2)[2]}")
