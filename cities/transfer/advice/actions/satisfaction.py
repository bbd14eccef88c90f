"""How it was: a short instrument for those who asked, answered by the link in a letter."""

from pathlib import Path

from django.db import transaction

from cities.accounts.models import User
from cities.commons.instruments.actions import open_sheet, shipped_version
from cities.commons.instruments.models import InstrumentVersion
from cities.commons.members.actions.conversations import recipients
from cities.core.letters import spoken
from cities.transfer.advice.actions.letters import name_of, page_address, tell_organisation
from cities.transfer.advice.models import Engagement, Participation, Satisfaction
from cities.translation.models import best_of

WORDING = Path(__file__).parent.parent / "wording" / "satisfaction.toml"
CODE = "advice-satisfaction"


def satisfaction_version(*, by: User | None) -> InstrumentVersion:
    return shipped_version(CODE, WORDING, by=by)


@transaction.atomic
def ask_satisfaction(engagement: Engagement, *, by: User | None) -> list[Satisfaction]:
    """A sheet and a letter for each organisation that asked; in a collaboration nobody asked, all are asked. Nobody twice."""
    parts = list(engagement.participations.select_related("organisation"))
    asking = [part for part in parts if part.side == Participation.Side.ASKING] or parts
    known = set(engagement.satisfactions.values_list("organisation", flat=True))
    return [_ask(engagement, part, by=by) for part in asking if part.organisation_id not in known]


def _ask(engagement: Engagement, part: Participation, *, by: User | None) -> Satisfaction:
    organisation = part.organisation
    language = next((spoken(one.language) for one in recipients(organisation)), spoken(""))
    sheet, key = open_sheet(satisfaction_version(by=by), organisation=organisation, language=language, by=by)
    asked: Satisfaction = Satisfaction.objects.create(engagement=engagement, organisation=organisation, sheet=sheet)

    def context(language: str) -> dict[str, object]:
        return {
            "organisation": name_of(organisation, language),
            "title": str(best_of(engagement.drafted_texts, language) or engagement.code),
            "url": page_address(language, f"answer/{sheet.pk}/link/{key}/"),
        }

    tell_organisation("advice_ended", organisation, key=f"advice-ended-{asked.pk}", context=context)
    return asked
