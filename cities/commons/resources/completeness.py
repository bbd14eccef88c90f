"""What a resource's entry should have, and what one in memory has."""

from django.utils.translation import gettext_lazy as _

from cities.commons.resources.models import Resource
from cities.translation.completeness import Facts, Standard, said_by

STANDARD = Standard(
    words={"title": 3, "summary": 3},
    facts={"files": 3, "year": 1, "publishers": 2, "themes": 2},
    needed=("title", "summary"),
    labels={
        "words.title": _("a title"),
        "words.summary": _("a summary"),
        "files": _("a file or an address"),
        "year": _("the year"),
        "publishers": _("who published it"),
        "themes": _("a theme"),
    },
)


def resource_facts(resource: Resource) -> Facts:
    """Prefetch texts, concepts, publishers and files."""
    words, original = said_by(resource.texts.all())
    has = {
        "files": resource.files.all(),
        "year": resource.year,
        "publishers": resource.publishers.all(),
        "themes": [concept for concept in resource.concepts.all() if concept.scheme_id == "themes"],
    }
    return Facts(words, original, frozenset(code for code, found in has.items() if found))
