"""An edition's facts and words gathered into plain data that will not change: members, cases, survey, figures, names, sources."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from cities.core.models import Picture
from cities.editions.digests import Content, canonical, digest
from cities.editions.models import Edition
from cities.editions.queries.freezing.before import before
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
    """A snapshot not yet kept: its text, digest, and the pictures it shows by their digests."""

    content: Content
    pictures: dict[str, Picture]

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
    members = frozen_members(members_of(edition), scope)
    content: Content = {
        "format": FORMAT,
        "edition": _edition(edition),
        "fields": [field for each in chosen for field in each.fields],
        "members": members,
        "practices": public_practices().count(),
        "cases": frozen_cases(edition, scope),
        "before": before(edition, scope),
        "stated": _stated(edition, scope),
        "chapters": _chapters(chosen, scope),
    }
    # Last: only now is it known what has to be named.
    content |= scope.named.frozen()
    content["unprintable"] = _unprintable(content)
    return Frozen(content, scope.pictures.found)


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
    """Codes of members and cases with characters no face of ours has; a square stands for them in print."""
    return sorted(row["code"] for row in (*content["members"], *content["cases"]) if unprintable(canonical(row)))
