"""Needs and offers as pages list them, and what a sentence is about."""

from cities.transfer.needs.queries.calls import KINDS, CallLine, calls_of, public_calls, public_needs
from cities.transfer.needs.queries.recognised import meant_concepts, recognised_concepts
from cities.transfer.needs.queries.suggested import suggestions_for

__all__ = [
    "KINDS",
    "CallLine",
    "calls_of",
    "meant_concepts",
    "public_calls",
    "public_needs",
    "recognised_concepts",
    "suggestions_for",
]
