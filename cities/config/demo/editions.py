"""The yearbook of the demo network, published: made from its records, in words of ours, held against the figures printed in 2021."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from cities.commons.practices.models import Practice
from cities.config.demo.reading import Entry
from cities.editions.actions import choose_cases, explain_figure, publish_edition, save_edition, state_figure, write_words
from cities.editions.models import Edition
from cities.gather.surveys.models import Campaign
from cities.provenance.models import Source

FACTS = ("code", "kind", "year", "languages", "sections")


@transaction.atomic
def load_editions(data: Entry) -> int:
    """Make and publish it if it is not there yet; returns how many editions are new.

    Its files are set by the worker, or when first read.
    """
    if Edition.objects.filter(code=data["code"]).exists():
        return 0
    facts: dict[str, Any] = {name: data[name] for name in FACTS}
    edition = save_edition(Edition(**facts, campaign=Campaign.objects.get(code=data["campaign"])), by=None)
    practices = {practice.code: practice for practice in Practice.objects.filter(code__in=data["cases"])}
    choose_cases(edition, [practices[code] for code in data["cases"]], by=None)
    for language, words in data["texts"].items():
        write_words(edition, language, words, by=None)
    _state(edition, data["stated"], data["why"])
    publish_edition(edition, by=None)
    return 1


def _state(edition: Edition, stated: Entry, why: Mapping[str, Mapping[str, str]]) -> None:
    source = Source.objects.get(code=stated["source"])
    for entry in stated["figures"]:
        facts = {"locator": entry["locator"], "year": entry.get("year")}
        figure = state_figure(edition, entry["subject"], Decimal(entry["value"]), source=source, **facts, by=None)
        if "why" in entry:
            explain_figure(figure, why[entry["why"]], by=None)
