"""What the demo network has for the needs told in it; one member asks to be introduced to another."""

from django.utils import translation

from cities.commons.practices.models import Practice
from cities.transfer.matching.actions import NoRoom, ask_introduction, match_needs
from cities.transfer.matching.models import Introduction, Match

# Whoever looks for it, the practice, what they write.
ASKED = ("seoul", "micro-gardening-dakar", "Example: two colleagues of our districts would like to ask how you train residents.")


def load_matches() -> int:
    """Match what is told; returns how many needs. Loading twice changes nothing."""
    with translation.override("en"):
        done = match_needs(seconds=60)
        if not Introduction.objects.exists():
            _ask(*ASKED)
    return done


def _ask(organisation: str, practice: str, words: str) -> None:
    found = Practice.objects.filter(code=practice).values("pk")
    match = Match.objects.waiting().filter(need__organisation__code=organisation, subject__in=found).select_related("need").first()
    asker = match.need.written_by if match is not None else None
    if match is None or asker is None:
        return
    try:
        ask_introduction(match, words=words, by=asker)
    except NoRoom:
        return
