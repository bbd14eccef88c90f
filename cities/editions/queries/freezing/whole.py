"""An edition's facts and words gathered into plain data that will not change: members, cases, survey, figures, names, sources."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.documents.models import Document

from cities.core.models import Picture
from cities.editions.digests import Content, canonical, digest
from cities.editions.models import Edition
from cities.editions.queries.freezing.before import before
from cities.editions.queries.freezing.changes import changes, told
from cities.editions.queries.freezing.members import frozen_members, members_of
from cities.editions.queries.freezing.names import Named
from cities.editions.queries.freezing.pictures import Pictures
from cities.editions.queries.freezing.practices import frozen_cases, public_practices
from cities.editions.queries.freezing.scope import Scope
from cities.editions.queries.freezing.words import texts_of
from cities.editions.queries.sections import Section, section
from cities.editions.typesetting.characters import unprintable

FORMAT = 1


@dataclass(frozen=True)
class Frozen:
    """A snapshot not yet kept: its text, digest, and the pictures it shows and files it passes on by their digests."""

    content: Content
    pictures: dict[str, Picture]
    files: dict[str, Document] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return canonical(self.content)

    def says_as(self, kept: Content) -> bool:
        """Whether a snapshot kept before holds the same; the day apart on which either was made."""
        return _undated(self.content) == _undated(kept)

    @property
    def digest(self) -> str:
        return digest(self.text)


def freeze(edition: Edition) -> Frozen:
    """Everything public the edition shows, as it is now. Some thirty queries, however many members."""
    chosen = [section(code) for code in edition.sections]
    scope = Scope(edition, named=Named(), pictures=Pictures())
    # A kit tells no members and counts none.
    members = [] if edition.is_kit else frozen_members(members_of(edition), scope)
    cases = frozen_cases(edition, scope)
    content: Content = {
        "format": FORMAT,
        "edition": _edition(edition),
        "fields": [field for each in chosen for field in each.fields],
        "members": members,
        "practices": len(cases) if edition.is_kit else public_practices().count(),
        "cases": cases,
        "before": None if edition.is_kit else before(edition, scope),
        "stated": _stated(edition, scope),
        "chapters": _chapters(chosen, scope),
    }
    if edition.is_kit:
        content["chapters"]["changes"] = changes(edition, content)
    # Last: only now is it known what has to be named.
    content |= scope.named.frozen()
    content["unprintable"] = _unprintable(content)
    return Frozen(content, scope.pictures.found, scope.files.found)


def _undated(content: Content) -> Content:
    return {**content, "edition": {name: value for name, value in content["edition"].items() if name != "date"}}


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "id": str(edition.pk),
        "code": edition.code,
        "kind": edition.kind,
        "year": edition.year,
        "languages": list(edition.languages),
        "sections": list(edition.sections),
        "publisher": settings.WAGTAIL_SITE_NAME,
        "date": timezone.localdate().isoformat(),
        "url": f"{settings.SITE_URL}{edition.permanent_path}",
        "texts": texts_of(edition.texts.all()),
        **({"version": edition.version, "series": edition.series, "site": settings.SITE_URL} if edition.is_kit else {}),
    }


def _stated(edition: Edition, scope: Scope) -> list[dict[str, Any]]:
    rows = edition.stated_figures.select_related("source").prefetch_related("texts")
    return [
        {
            "subject": row.subject,
            "value": f"{row.value.normalize():f}",
            "source": scope.named.source(row.source) if row.source else "",
            "locator": row.locator,
            "year": row.year,
            "texts": texts_of(row.texts.all()),
        }
        for row in rows
    ]


def _chapters(chosen: list[Section], scope: Scope) -> dict[str, Any]:
    return {each.code: each.gather(scope) for each in chosen if each.gather}


def _unprintable(content: Content) -> list[str]:
    """Codes of what is told with characters no face of ours has; a square stands for them in print."""
    rows = (*content["members"], *content["cases"], *told(content, "transfer"), *told(content, "resource"))
    return sorted(row["code"] for row in rows if unprintable(canonical(dict(row))))
