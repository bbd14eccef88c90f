"""What is to do for an organisation, what matters most first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from cities.commons.members.models import Confirmation
from cities.portal.queries.space.advice import waiting_of
from cities.portal.queries.space.conversations import ConversationLine, conversations
from cities.portal.queries.space.frame import Space
from cities.portal.queries.space.matches import waiting_matches
from cities.portal.queries.space.practices import OwnPractice, own_practices
from cities.portal.queries.space.profile import Profile, profile
from cities.portal.queries.surveys import SurveyCall, surveys_to_answer

FEW = 4


@dataclass(frozen=True)
class Start:
    """What waits for the organisation. `conversations`: those where the other side wrote last.

    `confirmed_at` is when the profile was last said to be right; `is_due` when nobody has this year.
    """

    profile: Profile
    practices: tuple[OwnPractice, ...]
    surveys: tuple[SurveyCall, ...]
    conversations: tuple[ConversationLine, ...]
    confirmed_at: datetime | None
    is_due: bool
    # Matches that wait for an answer, and members that would like to be introduced.
    matches: int = 0
    requests: int = 0
    # Questions to experts of it, and what the secretariat asks about its own requests.
    advice: tuple[int, int] = (0, 0)

    @property
    def missing(self) -> tuple[Any, ...]:
        """What the organisation itself can add."""
        return tuple(one for one in self.profile.missing if one.url)[:FEW]

    @property
    def asked(self) -> tuple[OwnPractice, ...]:
        return tuple(practice for practice in self.practices if practice.is_asked)

    @property
    def drafts(self) -> tuple[OwnPractice, ...]:
        return tuple(practice for practice in self.practices if practice.has_draft and not practice.review)

    @property
    def has_tasks(self) -> bool:
        standing = self.profile.standing
        is_settled = not (standing.is_asked or (standing.has_draft and standing.is_public and not standing.review))
        from_others = (self.surveys, self.conversations, self.asked, self.matches, self.requests, any(self.advice))
        own = (self.is_due, self.missing, self.drafts, not self.practices)
        return any((*from_others, *own)) or not is_settled


def start(space: Space, *, user: Any, language: str) -> Start:
    confirmed = Confirmation.objects.filter(organisation=space.organisation, confirmed_at__isnull=False).order_by("-confirmed_at").first()
    year = timezone.localdate().year
    matches, requests = waiting_matches(space.organisation)
    return Start(
        profile=profile(space.organisation, language=language),
        practices=own_practices(space.organisation, language=language),
        surveys=surveys_to_answer(space.organisation, language),
        conversations=tuple(line for line in conversations(space.organisation) if line.waits),
        confirmed_at=confirmed.confirmed_at if confirmed else None,
        is_due=space.organisation.is_public and (confirmed is None or confirmed.year < year),
        matches=matches,
        requests=requests,
        advice=waiting_of(space.organisation, user=user),
    )
