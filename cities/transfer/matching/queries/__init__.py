"""What is asked of the matching."""

from cities.transfer.matching.queries.proposals import MOST, proposals
from cities.transfer.matching.queries.records import Candidate
from cities.transfer.matching.queries.sides import Room, room, rooms

__all__ = ["MOST", "Candidate", "Room", "proposals", "room", "rooms"]
