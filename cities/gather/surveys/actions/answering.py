"""What a respondent does with a letter: open it, begin, decline."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from cities.activity.actions import record
from cities.commons.instruments.actions import open_sheet, prefill
from cities.commons.instruments.models import AnswerSheet
from cities.core.keys import key_digest
from cities.gather.surveys.models import Campaign, Respondent
from cities.gather.surveys.queries.respondents import last_respondent

if TYPE_CHECKING:
    from cities.accounts.models import User


def open_link(key: str) -> Respondent | None:
    """Whose link this is, noted as opened; None for a key nobody was given."""
    found = Respondent.objects.select_related("campaign", "organisation", "sheet").filter(links__key_digest=key_digest(key)).first()
    if found is not None and found.opened_at is None:
        found.opened_at = timezone.now()
        found.save(update_fields=["opened_at"])
    return found


@transaction.atomic
def start_answering(respondent: Respondent, *, language: str, by: "User | None") -> Respondent:
    """Give it a sheet, once: whoever of the organisation comes later fills in the same.

    Where the campaign says so, it begins with what was answered the last time.
    """
    locked = (
        Respondent.objects.select_for_update(of=("self",))
        .select_related("campaign__version", "organisation", "sheet")
        .get(pk=respondent.pk)
    )
    if locked.sheet is None:
        campaign = locked.campaign
        sheet, _key = open_sheet(campaign.version, organisation=locked.organisation, language=language, ends_at=campaign.ends_at, by=by)
        if locked.campaign.last_answers == Campaign.LastAnswers.FILLED_IN:
            _fill_in(locked, sheet, by=by)
        locked.sheet = sheet
        locked.declined_at = None
        locked.opened_at = locked.opened_at or timezone.now()
        locked.save(update_fields=["sheet", "declined_at", "opened_at"])
        record(locked.campaign, "survey.answering_started", by=by, data={"respondent": locked.pk, "sheet": str(sheet.pk)})
    return locked


@transaction.atomic
def decline(respondent: Respondent, *, by: "User | None") -> Respondent:
    """It takes no part and is not written to again in this campaign. What it has submitted stays."""
    if respondent.declined_at is None and not respondent.is_submitted:
        respondent.declined_at = timezone.now()
        respondent.save(update_fields=["declined_at"])
        record(respondent.campaign, "survey.declined", by=by, data={"respondent": respondent.pk})
    return respondent


@transaction.atomic
def take_part_again(respondent: Respondent, *, by: "User | None") -> Respondent:
    """Undo a refusal."""
    if respondent.declined_at is not None:
        respondent.declined_at = None
        respondent.save(update_fields=["declined_at"])
        record(respondent.campaign, "survey.taken_part_again", by=by, data={"respondent": respondent.pk})
    return respondent


def own_respondent(campaign: Campaign, *, opened: list[int], by: "User | None") -> Respondent | None:
    """Who somebody answers for in a campaign: the link opened last in this session, else the organisation they act for."""
    known = campaign.respondents.select_related("campaign", "organisation", "sheet")
    by_link = known.filter(pk__in=opened).order_by("-opened_at").first()
    if by_link is not None or by is None:
        return by_link
    acting = by.delegations.filter(ended_at__isnull=True).values("organisation")
    return known.filter(organisation__in=acting).order_by("pk").first()


def _fill_in(respondent: Respondent, sheet: AnswerSheet, *, by: "User | None") -> None:
    last = last_respondent(respondent)
    if last is not None and last.sheet is not None:
        prefill(sheet, last.sheet, by=by)
