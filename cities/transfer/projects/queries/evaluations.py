"""What those who took part say, by kind of actor: the spread, not only a mean."""

from collections.abc import Iterable

from cities.commons.instruments import tallies
from cities.commons.instruments.queries import definition_of
from cities.commons.instruments.tallies import Spread
from cities.transfer.projects.models import Evaluation, Transfer


def evaluation_rows(transfer: Transfer) -> tuple[Evaluation, ...]:
    return tuple(transfer.evaluations.select_related("sheet__version", "organisation").prefetch_related("organisation__texts"))


def spreads(evaluations: Iterable[Evaluation], *, language: str) -> tuple[Spread, ...]:
    """Counted over submitted sheets of the newest version among them; each level with the kinds of actor that chose it."""
    submitted = [one for one in evaluations if one.sheet.frozen]
    if not submitted:
        return ()
    version = max((one.sheet.version for one in submitted), key=lambda version: version.number)
    asked = [one for one in submitted if one.sheet.version_id == version.pk]
    definition = definition_of(version)
    held = tallies.columns(definition, [one.sheet.frozen or {} for one in asked])
    return tallies.spreads(definition, held, language=language, groups=[one.actor_kind for one in asked])
