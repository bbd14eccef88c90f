"""Evaluation done together: each kind of actor answers the same short instrument."""

from pathlib import Path

from django.db import transaction

from cities.accounts.models import User
from cities.activity.actions import record as note
from cities.commons.instruments.actions import open_sheet, shipped_version
from cities.commons.instruments.models import InstrumentVersion
from cities.transfer.projects.models import Evaluation, Transfer

WORDING = Path(__file__).parent.parent / "wording" / "evaluation.toml"
CODE = "transfer-evaluation"


@transaction.atomic
def evaluation_version(*, by: User | None) -> InstrumentVersion:
    """The version that is asked now; the first time the one that comes with the software is published. A network may publish its own."""
    return shipped_version(CODE, WORDING, by=by)


@transaction.atomic
def begin_evaluation(transfer: Transfer, *, actor_kind: str, language: str, by: User | None, name: str = "") -> tuple[Evaluation, str]:
    """A sheet for one of those who took part, and the key of the link it is filled with."""
    sheet, key = open_sheet(evaluation_version(by=by), language=language, by=by)
    evaluation = Evaluation.objects.create(transfer=transfer, actor_kind=actor_kind, name=name, sheet=sheet)
    note(transfer, "transfer.evaluation_begun", by=by, data={"kind": actor_kind})
    return evaluation, key
