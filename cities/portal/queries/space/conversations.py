"""Who has written to an organisation through the relay."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, OuterRef, Subquery

from cities.commons.members.models import Conversation, Message, Organisation, Side


@dataclass(frozen=True)
class ConversationLine:
    """`waits` while the other side wrote last and nobody has ended it."""

    conversation: Conversation
    last_at: datetime
    waits: bool


def conversations(organisation: Organisation) -> tuple[ConversationLine, ...]:
    """Those that were passed on, the newest letter first: one query."""
    last_side = Message.objects.filter(conversation=OuterRef("pk")).order_by("-written_at", "-pk").values("side")[:1]
    passed_on = organisation.conversations.filter(confirmed_at__isnull=False)
    found = passed_on.annotate(last_at=Max("messages__written_at"), last_side=Subquery(last_side)).order_by("-last_at")
    return tuple(
        ConversationLine(one, one.last_at or one.began_at, waits=one.ended_at is None and one.last_side == Side.ASKER) for one in found
    )
