"""Grids: what their criteria are filled from, and the grid that comes with the software."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from django.db import transaction

from cities.accounts.models import User
from cities.activity.actions import record
from cities.commons.instruments.actions import shipped_version
from cities.commons.instruments.models import Instrument, InstrumentVersion
from cities.transfer.comparisons.models import Binding

WORDING = Path(__file__).parent.parent / "wording" / "urban-commons.toml"


@transaction.atomic
def bind_grid(instrument: Instrument, kind: str, fields: Mapping[str, str], *, by: User | None) -> None:
    """Say from which field of the records of a kind each criterion is filled; an empty one is filled by people only."""
    for code, field in fields.items():
        if field:
            Binding.objects.update_or_create(instrument=instrument, item_code=code, kind=kind, defaults={"field": field})
        else:
            Binding.objects.filter(instrument=instrument, item_code=code, kind=kind).delete()
    record(instrument, "grid.bound", by=by, data={"kind": kind, "fields": dict(fields)})


@transaction.atomic
def ready_grid(*, by: User | None) -> InstrumentVersion:
    """The grid of urban commons as the network has it; the first time the one that comes with the software is published.

    Raises WrongDefinition where the network lacks a vocabulary it asks for.
    """
    told = tomllib.loads(WORDING.read_text(encoding="utf-8"))
    is_new = not InstrumentVersion.objects.filter(instrument__code=told["code"], state=InstrumentVersion.State.PUBLISHED).exists()
    version = shipped_version(told["code"], WORDING, by=by)
    if is_new:
        bind_grid(version.instrument, "practice", told["bindings"], by=by)
    return version
