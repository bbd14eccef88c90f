"""What a practice's dossier should have, and what one in memory has."""

from django.utils.translation import gettext_lazy as _

from cities.commons.practices.models import Practice
from cities.translation.completeness import Facts, Standard, said_by

STANDARD = Standard(
    words={
        "title": 3,
        "summary": 3,
        "problem": 2,
        "action": 3,
        "co_construction": 3,
        "results": 3,
        "success_factors": 1,
        "obstacles": 1,
        "transferability": 2,
    },
    facts={"territories": 3, "themes": 2, "participations": 3, "figures": 2, "sources": 3, "started": 1, "contact": 2, "image": 1},
    needed=("title", "summary"),
    labels={
        "words.title": _("a title"),
        "words.summary": _("a summary"),
        "words.problem": _("the problem"),
        "words.action": _("what is done"),
        "words.co_construction": _("how it was built together"),
        "words.results": _("the results"),
        "words.success_factors": _("what made it work"),
        "words.obstacles": _("the obstacles"),
        "words.transferability": _("what to keep and what to adapt elsewhere"),
        "words.image_alt": _("what the picture shows"),
        "territories": _("a territory"),
        "themes": _("a theme"),
        "participations": _("who took part"),
        "figures": _("a figure"),
        "sources": _("a source"),
        "started": _("the year it started"),
        "contact": _("who answers questions"),
        "image": _("a picture"),
    },
)


def practice_facts(practice: Practice) -> Facts:
    """Prefetch texts, territories, concepts, participations, figures and sources."""
    words, original = said_by(practice.texts.all())
    has = {
        "territories": practice.territories.all(),
        "themes": [concept for concept in practice.concepts.all() if concept.scheme_id == "themes"],
        "participations": practice.participations.all(),
        "figures": practice.figures.all(),
        "sources": practice.sources.all(),
        "started": practice.started,
        "contact": practice.contact_id,
        "image": practice.image_id,
    }
    return Facts(words, original, frozenset(code for code, found in has.items() if found))
