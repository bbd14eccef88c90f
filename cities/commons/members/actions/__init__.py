"""What is done with organisations, the people who act for them, and what passes between them and the world."""

from cities.commons.members.actions.applications import (
    AlreadyDecided,
    accept_application,
    add_to_application,
    apply_for_membership,
    ask_for_more,
    decline_application,
)
from cities.commons.members.actions.confirmations import ask_confirmation, confirm_profile
from cities.commons.members.actions.conversations import (
    Asker,
    ConversationEnded,
    begin_conversation,
    confirm_conversation,
    end_conversation,
    forget_conversations,
    write_message,
)
from cities.commons.members.actions.invitations import (
    DelegationEnded,
    InvitationEnded,
    NotSpared,
    accept_invitation,
    change_part,
    end_delegation,
    invite,
    revoke_invitation,
)
from cities.commons.members.actions.jottings import TooLong, forget_jotting, keep_jotting
from cities.commons.members.actions.leaving import close_account
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
    "AlreadyDecided",
    "Asker",
    "ConversationEnded",
    "DelegationEnded",
    "InvitationEnded",
    "NotSpared",
    "PersonDetails",
    "TooLong",
    "accept_application",
    "accept_invitation",
    "add_person",
    "add_to_application",
    "apply_for_membership",
    "ask_confirmation",
    "ask_for_more",
    "begin_conversation",
    "change_part",
    "change_person",
    "claim_person",
    "close_account",
    "confirm_conversation",
    "confirm_profile",
    "decline_application",
    "end_conversation",
    "end_delegation",
    "end_role",
    "forget_conversations",
    "forget_jotting",
    "invite",
    "keep_jotting",
    "profile_facts",
    "profile_picture",
    "profile_topics",
    "profile_words",
    "revoke_invitation",
    "set_consents",
    "withdraw_consents",
    "write_message",
]
