"""What is done with editions."""

from cities.editions.actions.figures import explain_figure, remove_figure, state_figure
from cities.editions.actions.kits import begin_next_version, count_download, fill_kit
from cities.editions.actions.making import choose_cases, choose_sections, save_edition, write_words
from cities.editions.actions.publishing import NotReady, keep_snapshot, publish_edition, renew_snapshots, withdraw_edition

__all__ = [
    "NotReady",
    "begin_next_version",
    "choose_cases",
    "choose_sections",
    "count_download",
    "explain_figure",
    "fill_kit",
    "keep_snapshot",
    "publish_edition",
    "remove_figure",
    "renew_snapshots",
    "save_edition",
    "state_figure",
    "withdraw_edition",
    "write_words",
]
