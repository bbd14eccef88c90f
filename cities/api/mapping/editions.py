"""Editions as the API gives them."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from cities.api.mapping.addresses import permanent_address, whole_address
from cities.api.schemas.editions import Edition, EditionFile, EditionList, EditionRecord, Total
from cities.api.schemas.words import Label
from cities.editions import models
from cities.editions.tallies import totals


def edition_list(editions: list[models.Edition], *, total: int, language: str) -> EditionList:
    return EditionList(total=total, results=[Edition(**_facts(edition, language)) for edition in editions])


def edition_record(edition: models.Edition, *, language: str) -> EditionRecord:
    """Totals are counted from the snapshot, as those in print are."""
    counts = totals(edition.snapshot.read()) if edition.snapshot else {}
    return EditionRecord(**_facts(edition, language), totals=[Total(subject=subject, count=count) for subject, count in counts.items()])


def _facts(edition: models.Edition, language: str) -> dict[str, Any]:
    text = edition.best_text(language)
    label = (
        Label(label=text.title, language=text.language, state=text.state)
        if text
        else Label(label=edition.code, language="en", state="original")
    )
    return {
        "id": edition.pk,
        "url": permanent_address(edition.pk),
        "code": edition.code,
        "kind": edition.kind,
        "year": edition.year,
        "title": label,
        "published_at": edition.published_at,
        "digest": edition.snapshot.digest if edition.snapshot else "",
        "files": [_file(edition, each) for each in edition.languages],
    }


def _file(edition: models.Edition, language: str) -> EditionFile:
    addresses = {name: reverse(f"portal:edition_{name}", args=[edition.code, language]) for name in ("pdf", "data")}
    # One address always gives one answer: that of the site's first language, whatever is asked in.
    first = settings.LANGUAGES[0][0]
    return EditionFile(language=language, **{name: whole_address(f"/{first}/{path.split('/', 2)[2]}") for name, path in addresses.items()})
