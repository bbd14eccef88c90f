"""The network at a glance: what waits, and where it is blind; and the table of weights."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cities.desk.views.matching.base import MATCHING, SIGNAL_NAMES, MatchingScreen
from cities.transfer.matching.queries.network import blind_spots, call_rows, figures
from cities.transfer.matching.queries.proposals import MOST
from cities.transfer.matching.scoring import WEIGHTS

FEW = 8
# What each signal means, for people who wonder why.
MEANINGS = {
    "subject": _("How near it is by meaning, topics and rare words, as the search finds it; 1 for the nearest of all."),
    "concepts": _("Concepts the member has confirmed: the same count most, narrower, wider and neighbouring ones less."),
    "actor": _("Done by the same kind of actor: public body, civil society, private enterprise, research."),
    "territory": _("A district, city or region, as the member is."),
    "size": _("As many inhabitants counts 1, ten times as many 0; only where both are known."),
    "law": _("Law of the same tradition, after the shipped table of countries."),
    "region": _("The same country counts 1, the same part of the world less."),
    "language": _("There is a text in a language the member reads."),
    "spoken": _("Whoever answers writes or signs in with a language the member reads."),
    "results": _("Results are told, and there are figures."),
    "adopted": _("How often it has been taken up elsewhere; three times count fully."),
    "fresh": _("What still runs or began lately; half after eight years."),
    "reachable": _("Somebody answers, does not pause, and has room for an introduction."),
}


class NetworkView(MatchingScreen):
    template_name = "desk/matching/network.html"
    page_title = MATCHING
    screen = "network"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = [row for row in call_rows("need", language=self.language) if row.state in ("help", "unanswered")]
        spots = blind_spots(language=self.language)
        context = {"figures": figures(), "rows": waiting[:FEW], "more": max(0, len(waiting) - FEW), "spots": spots}
        return {**super().get_context_data(**kwargs), **context}


class WeightsView(MatchingScreen):
    template_name = "desk/matching/weights.html"
    page_title = _("What counts how much")
    screen = "weights"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        total = sum(WEIGHTS.values())
        rows = [(SIGNAL_NAMES[name], weight, round(100 * weight / total), MEANINGS[name]) for name, weight in WEIGHTS.items()]
        return {**super().get_context_data(**kwargs), "rows": rows, "most": MOST.items()}
