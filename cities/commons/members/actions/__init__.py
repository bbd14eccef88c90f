"""What changes who acts for an organisation, and what passes between the network and the world."""

from cities.commons.members.actions.applications import (
    AlreadyDecided,
    accept_application,
    add_to_application,
    apply_for_membership,
    ask_for_more,
    decline_application,
)
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
    InvitationEnded,
    accept_invitation,
    change_part,
    end_delegation,
    invite,
    revoke_invitation,
)
from cities.commons.members.actions.leaving import close_account

__all__ = [
    "AlreadyDecided",
    "Asker",
    "ConversationEnded",
    "InvitationEnded",
    "accept_application",
    "accept_invitation",
    "add_to_application",
    "apply_for_membership",
    "ask_for_more",
    "begin_conversation",
    "change_part",
    "close_account",
    "confirm_conversation",
    "decline_application",
    "end_conversation",
    "end_delegation",
    "forget_conversations",
    "invite",
    "revoke_invitation",
    "write_message",
]
