"""Organisations, their memberships, the people who act for them, and what passes between them and the network."""

from cities.commons.members.models.applications import Application, ApplicationFile
from cities.commons.members.models.conversations import Conversation, Message, Side
from cities.commons.members.models.organisations import (
    Membership,
    MembershipYear,
    Organisation,
    OrganisationFigure,
    OrganisationText,
    PrivateContact,
    Website,
)
from cities.commons.members.models.people import Consent, Person, PersonRole
from cities.commons.members.models.spaces import Confirmation, Delegate, Invitation, Jotting, Part, Stewardship

__all__ = [
    "Application",
    "ApplicationFile",
    "Confirmation",
    "Consent",
    "Conversation",
    "Delegate",
    "Invitation",
    "Jotting",
    "Membership",
    "MembershipYear",
    "Message",
    "Organisation",
    "OrganisationFigure",
    "OrganisationText",
    "Part",
    "Person",
    "PersonRole",
    "PrivateContact",
    "Side",
    "Stewardship",
    "Website",
]
