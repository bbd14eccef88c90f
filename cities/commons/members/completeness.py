"""What an organisation's profile should have, and what one in memory has."""

from django.utils.translation import gettext_lazy as _

from cities.commons.members.models import Organisation
from cities.translation.completeness import Facts, Standard, said_by

STANDARD = Standard(
    words={"name": 3, "summary": 3, "description": 2},
    facts={"territories": 3, "seat": 1, "websites": 2, "themes": 1, "sectors": 1, "founded": 1, "figures": 1, "image": 1},
    needed=("name", "summary"),
    labels={
        "words.name": _("a name"),
        "words.summary": _("a summary"),
        "words.description": _("a description"),
        "words.image_alt": _("what the picture shows"),
        "territories": _("a territory"),
        "seat": _("where it sits"),
        "websites": _("a website"),
        "themes": _("a theme"),
        "sectors": _("a sector"),
        "founded": _("the year it was founded"),
        "figures": _("a figure"),
        "image": _("a picture"),
    },
)


def organisation_facts(organisation: Organisation) -> Facts:
    """Prefetch texts, territories, concepts, websites and figures."""
    words, original = said_by(organisation.texts.all())
    schemes = {concept.scheme_id for concept in organisation.concepts.all()}
    has = {
        "territories": organisation.territories.all(),
        "seat": organisation.seat_id,
        "websites": organisation.websites.all(),
        "themes": "themes" in schemes,
        "sectors": "sectors" in schemes,
        "founded": organisation.founded,
        "figures": organisation.figures.all(),
        "image": organisation.image_id,
    }
    return Facts(words, original, frozenset(code for code, found in has.items() if found))
