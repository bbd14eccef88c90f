from cities.commons.members.actions.invitations import (
    InvitationEnded,
    accept_invitation,
    change_part,
    end_delegation,
    invite,
    revoke_invitation,
)

__all__ = ["InvitationEnded", "accept_invitation", "change_part", "end_delegation", "invite", "revoke_invitation"]
