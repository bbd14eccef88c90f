"""What the pages of an organisation's space show."""

from cities.portal.queries.space.changes import ShownSection, changes, clashes
from cities.portal.queries.space.conversations import ConversationLine, conversations
from cities.portal.queries.space.frame import Space, space_of, spaces
from cities.portal.queries.space.home import Start, start
from cities.portal.queries.space.practices import PracticeDraft, own_practice, own_practices, practice_draft
from cities.portal.queries.space.profile import Profile, profile

__all__ = [
    "ConversationLine",
    "PracticeDraft",
    "Profile",
    "ShownSection",
    "Space",
    "Start",
    "changes",
    "clashes",
    "conversations",
    "own_practice",
    "own_practices",
    "practice_draft",
    "profile",
    "space_of",
    "spaces",
    "start",
]
