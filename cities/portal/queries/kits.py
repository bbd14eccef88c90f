"""Kits as readers find them: the list, one with its files and versions, and where a record is part of one."""

from dataclasses import dataclass, replace
from uuid import UUID

from cities.editions.content import Words
from cities.editions.exports import file_sizes
from cities.editions.models import Edition
from cities.editions.queries import Front, downloads_of, front, fronts, kits_telling, public_versions, published_kits
from cities.editions.queries.kits import Downloads
from cities.portal.queries.editions import EditionPage, edition_page
from cities.translation.languages import base_language


@dataclass(frozen=True)
class KitCard:
    kit: Edition
    title: Words
    subtitle: Words
    languages: tuple[str, ...]
    counts: dict[str, int]


@dataclass(frozen=True)
class KitFiles:
    """Files in one language with their bytes; None for one that is still being made."""

    language: str
    pdf: int | None
    epub: int | None


@dataclass(frozen=True)
class KitVersion:
    kit: Edition
    is_this: bool


@dataclass(frozen=True)
class KitPage:
    page: EditionPage
    counts: dict[str, int]
    files: tuple[KitFiles, ...]
    folder: int | None
    versions: tuple[KitVersion, ...]
    # The last public version, where this is an earlier one.
    newest: Edition | None
    downloads: Downloads


def kit_cards(language: str) -> list[KitCard]:
    """The newest version of each kit, those published last first: one query, and what is printed is read once a process."""
    newest: dict[str, Edition] = {}
    for kit in published_kits():
        if kit.series not in newest or newest[kit.series].version < kit.version:
            newest[kit.series] = kit
    read = fronts(newest.values())
    return [_card(kit, read[kit.pk], language) for kit in newest.values()]


def kit_page(kit: Edition, language: str) -> KitPage | None:
    """Three queries beyond the kit's own."""
    if kit.snapshot is None:
        return None
    read = front(kit)
    shown = edition_page(kit, read.spoken(language))
    if shown is None:
        return None
    sizes = file_sizes(shown.snapshot, shown.languages)
    versions = public_versions(kit)
    return KitPage(
        page=shown,
        counts=dict(read.counts),
        files=tuple(KitFiles(tag, sizes.get(("pdf", tag)), sizes.get(("epub", tag))) for tag in shown.languages),
        folder=sizes.get(("folder", "")),
        versions=tuple(KitVersion(each, each.pk == kit.pk) for each in versions),
        newest=versions[0] if versions and versions[0].pk != kit.pk else None,
        downloads=downloads_of(kit),
    )


def kits_of(record: UUID, language: str) -> tuple[tuple[str, Words], ...]:
    """Codes and titles of public kits that tell a record. No query of its own within a moment."""
    found = []
    for holder in kits_telling(record):
        title = holder.front.title(language)
        found.append((holder.code, replace(title, is_foreign=base_language(title.language) != base_language(language))))
    return tuple(found)


def _card(kit: Edition, read: Front, language: str) -> KitCard:
    return KitCard(kit, read.title(language), read.subtitle(language), read.languages, dict(read.counts))
