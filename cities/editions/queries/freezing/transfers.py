"""Practices on their way to other territories, as far as it was known at the end of the edition's time."""

from datetime import date
from typing import Any

from cities.editions.queries.freezing.periods import period_of
from cities.editions.queries.freezing.scope import Scope
from cities.editions.queries.freezing.words import texts_of
from cities.transfer.projects.models import Transfer
from cities.transfer.projects.moments import first_day
from cities.transfer.projects.queries import TransferLine, Uptake, for_lines, lines_of


def frozen_transfers(scope: Scope) -> list[dict[str, Any]]:
    """What both sides agreed to tell, of transfers begun by then; the earliest first."""
    _begin, end = period_of(scope.edition)
    lines = lines_of(for_lines(Transfer.objects.public()))
    begun = [line for line in lines if line.first_moment and first_day(line.first_moment) <= end]
    return [_transfer(line, scope, end=end) for line in sorted(begun, key=lambda line: (line.began or 0, line.code))]


def _transfer(line: TransferLine, scope: Scope, *, end: date) -> dict[str, Any]:
    stopped = bool(line.stopped_on) and first_day(line.stopped_on) <= end
    return {
        "id": str(line.id),
        "code": line.code,
        "since": line.first_moment[:4],
        "phase": "stopped" if stopped else _phase(line, end),
        "from": [code for place in line.origins if (code := scope.named.place(place))],
        "to": [code for place in line.territories if (code := scope.named.place(place))],
        "uptake": [_uptake(one, scope) for one in _last_counted(line, end)],
        "texts": texts_of(line.texts, "title"),
    }


def _phase(line: TransferLine, end: date) -> str:
    """The one it is in, where nothing is told of a later day; else the last phase known to have begun by then."""
    if all(first_day(moment) <= end for moment in line.moments):
        return line.phase
    begun = [stay for stay in line.stays if stay.began and first_day(stay.began) <= end]
    return max(begun, key=lambda stay: first_day(stay.began)).phase if begun else line.phase


def _last_counted(line: TransferLine, end: date) -> list[Uptake]:
    counted = [one for one in line.uptake if one.year <= end.year]
    last = max((one.year for one in counted), default=None)
    return [one for one in counted if one.year == last]


def _uptake(one: Uptake, scope: Scope) -> dict[str, Any]:
    figure = one.figure
    return {
        "year": one.year,
        "value": f"{one.value:f}",
        "qualifier": figure.qualifier,
        "measure": scope.named.concept(one.measure),
        "source": scope.named.source(figure.source),
        "locator": figure.locator,
    }
