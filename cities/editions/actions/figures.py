"""Figures somebody states, which the edition's count is held against."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from cities.activity.actions import record
from cities.editions.models import Edition, StatedFigure, StatedFigureText
from cities.provenance.models import Source
from cities.translation.models import TextState

if TYPE_CHECKING:
    from cities.accounts.models import User


@transaction.atomic
def state_figure(
    edition: Edition,
    subject: str,
    value: Decimal,
    *,
    source: Source | None = None,
    locator: str = "",
    year: int | None = None,
    by: "User | None",
) -> StatedFigure:
    """Hold a printed or typed number against the count; stated anew by the same source, it is corrected."""
    facts = {"value": value, "locator": locator, "year": year}
    figure, _is_new = StatedFigure.objects.update_or_create(edition=edition, subject=subject, source=source, defaults=facts)
    record(edition, "edition.figure_stated", by=by, data={"subject": subject, "value": str(value)})
    return figure


@transaction.atomic
def explain_figure(figure: StatedFigure, explanations: Mapping[str, str], *, by: "User | None") -> StatedFigure:
    """Say, by language, why a figure differs; printed beside both values. The first language given is the original."""
    figure.texts.all().delete()
    original: StatedFigureText | None = None
    for language, words in explanations.items():
        if not words.strip():
            continue
        state = TextState.HUMAN if original else TextState.ORIGINAL
        text = StatedFigureText(record=figure, language=language, state=state, explanation=words.strip())
        if original is not None:
            text.follow(original)
        text.save()
        original = original or text
    record(figure.edition, "edition.figure_explained", by=by, data={"subject": figure.subject, "languages": sorted(explanations)})
    return figure


@transaction.atomic
def remove_figure(figure: StatedFigure, *, by: "User | None") -> None:
    record(figure.edition, "edition.figure_removed", by=by, data={"subject": figure.subject})
    figure.delete()
