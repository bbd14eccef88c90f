"""The resources a kit holds, and those of their files that may be passed on."""

from pathlib import PurePath
from typing import Any

from django.conf import settings

from cities.commons.resources.models import Resource
from cities.editions.queries.freezing.scope import Scope
from cities.editions.queries.freezing.words import texts_of


def frozen_tools(scope: Scope) -> list[dict[str, Any]]:
    """In the order the editors gave them; what is no longer public is left out. Six queries."""
    chosen = {each.resource_id: (place, each.licence) for place, each in enumerate(scope.edition.resources.all())}
    rows = Resource.objects.public().filter(pk__in=chosen).prefetch_related("texts", "files__document", "publishers__texts", "practices")
    return [_tool(row, scope, licence=chosen[row.pk][1]) for row in sorted(rows, key=lambda row: chosen[row.pk][0])]


def _tool(row: Any, scope: Scope, *, licence: str) -> dict[str, Any]:
    taken: set[str] = set()
    return {
        "id": str(row.pk),
        "code": row.code,
        "kind": scope.named.concept(row.kind_id),
        "year": row.year,
        "licence": licence,
        "publishers": [texts_of(each.texts.all(), "name") for each in row.publishers.all() if each.is_public],
        "files": [_file(file, row.code, scope, licence=licence, taken=taken) for file in row.files.all()],
        "texts": texts_of(row.texts.all()),
    }


def _file(file: Any, code: str, scope: Scope, *, licence: str, taken: set[str]) -> dict[str, Any]:
    """Without a licence a document stays where it is, and only its address is told."""
    facts = {"language": file.language, "title": file.title, "pages": file.pages, "url": file.url}
    ending = PurePath(file.document.file.name).suffix.lower() if file.document else ""
    # What the site takes in cannot run where it is opened; a document of another time is not passed on.
    may_go = bool(licence) and ending.removeprefix(".") in settings.WAGTAILDOCS_EXTENSIONS
    held = scope.files.frozen(file.document) if file.document and may_go else None
    if held is not None:
        held |= {"name": _name(f"{code}-{file.language}", ending, taken)}
    return {**facts, "is_here": file.document is not None, "held": held}


def _name(stem: str, ending: str, taken: set[str]) -> str:
    """A name of our own, whatever the file was called; the same in every copy of the kit."""
    name = next(name for number in range(1, len(taken) + 2) if (name := f"{stem}{f'-{number}' if number > 1 else ''}{ending}") not in taken)
    taken.add(name)
    return name
