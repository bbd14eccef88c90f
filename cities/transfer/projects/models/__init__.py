"""Transfers: a practice on its way to another territory, what is told of it, and the work behind it."""

from cities.transfer.projects.models.told import (
    Adaptation,
    AdaptationText,
    Deliverable,
    Dimension,
    LocalActor,
    Pilot,
    PilotText,
    Step,
    StepText,
    TransferFigure,
    TransferSource,
    Variant,
    VariantText,
)
from cities.transfer.projects.models.transfers import Phase, Side, StopReason, Transfer, TransferText, Trigger
from cities.transfer.projects.models.work import Agreement, Evaluation, JournalEntry, Meeting, Milestone, PhaseStay, TransferFile

__all__ = [
    "Adaptation",
    "AdaptationText",
    "Agreement",
    "Deliverable",
    "Dimension",
    "Evaluation",
    "JournalEntry",
    "LocalActor",
    "Meeting",
    "Milestone",
    "Phase",
    "PhaseStay",
    "Pilot",
    "PilotText",
    "Side",
    "Step",
    "StepText",
    "StopReason",
    "Transfer",
    "TransferFigure",
    "TransferFile",
    "TransferSource",
    "TransferText",
    "Trigger",
    "Variant",
    "VariantText",
]
