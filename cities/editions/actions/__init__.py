"""What is done with editions."""

from cities.editions.actions.figures import explain_figure, remove_figure, state_figure
from cities.editions.actions.making import choose_cases, choose_sections, save_edition, write_words
from cities.editions.actions.publishing import NotReady, keep_snapshot, publish_edition, withdraw_edition

__all__ = [
    "NotReady",
    "choose_cases",
    "choose_sections",
    "explain_figure",
    "keep_snapshot",
    "publish_edition",
    "remove_figure",
    "save_edition",
    "state_figure",
    "withdraw_edition",
    "write_words",
]
