"""What a reader may be about to type, with the page it leads to."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cities.portal.queries.browse import surroundings
from cities.portal.queries.found import FoundPage, kind_name, named_subjects, pages_of
from cities.portal.queries.lists import Surroundings
from cities.search.queries import Suggestion, suggestions


@dataclass(frozen=True)
class Completion:
    """`about` says what it is, in the reader's words."""

    label: str
    language: str
    about: str
    url: str


def suggested(start: str, *, language: str) -> tuple[Completion, ...]:
    """Subjects first, then records: six queries; two for a start too short to mean anything."""
    around = surroundings(language)
    found = suggestions(start, reader=language)
    pages = pages_of((one.kind, one.record_id) for one in found if one.record_id)
    shown = (_completion(one, pages.get(one.record_id) if one.record_id else None, around) for one in found)
    return tuple(one for one in shown if one)


def _completion(one: Suggestion, page: FoundPage | None, around: Surroundings) -> Completion | None:
    if one.record_id:
        return Completion(one.label, one.language, kind_name(page.name), page.url) if page else None
    about = _("Topic") if one.kind == "concept" else _("Territory")
    key = one.key if one.kind == "concept" else f"place:{one.key}"
    named = named_subjects([key], around)
    # A concept without a page of its own is a search for its name.
    url = named[0].url if named else f"{reverse('portal:search')}?{urlencode({'q': one.label})}"
    return Completion(one.label, one.language, about, url)
