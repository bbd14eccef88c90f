"""What is done with organisations, their people and their spaces."""

from cities.commons.members.actions.confirmations import ask_confirmation, confirm_profile
from cities.commons.members.actions.jottings import TooLong, forget_jotting, keep_jotting
from cities.commons.members.actions.people import (
    PersonDetails,
    add_person,
    change_person,
    claim_person,
    end_role,
    set_consents,
    withdraw_consents,
)
from cities.commons.members.actions.profiles import profile_facts, profile_picture, profile_topics, profile_words

__all__ = [
    "PersonDetails",
    "TooLong",
    "add_person",
    "ask_confirmation",
    "change_person",
    "claim_person",
    "confirm_profile",
    "end_role",
    "forget_jotting",
    "keep_jotting",
    "profile_facts",
    "profile_picture",
    "profile_topics",
    "profile_words",
    "set_consents",
    "withdraw_consents",
]
