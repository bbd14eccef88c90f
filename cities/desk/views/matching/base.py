"""What the screens of matching share: who sees them, and the way between them."""

from typing import Any

from django.utils.translation import get_language, gettext_lazy

from cities.desk.views.screens import DeskScreen
from cities.transfer.matching.rules import may_coordinate

SIGNAL_NAMES = {
    "subject": gettext_lazy("meaning and words"),
    "concepts": gettext_lazy("concepts named"),
    "actor": gettext_lazy("kind of actor"),
    "territory": gettext_lazy("kind of territory"),
    "size": gettext_lazy("inhabitants"),
    "law": gettext_lazy("tradition of law"),
    "region": gettext_lazy("part of the world"),
    "language": gettext_lazy("can be read"),
    "spoken": gettext_lazy("can be spoken with"),
    "results": gettext_lazy("results told"),
    "adopted": gettext_lazy("taken up elsewhere"),
    "fresh": gettext_lazy("recency"),
    "reachable": gettext_lazy("reachable, with room"),
}


class MatchingScreen(DeskScreen):
    header_icon = "link"
    screen = ""

    def may_see(self, user: Any) -> bool:
        return may_coordinate(user)

    @property
    def language(self) -> str:
        return get_language() or "en"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "screen": self.screen}


MATCHING = gettext_lazy("Matching")
