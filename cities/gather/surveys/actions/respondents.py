"""Who is asked, as rows."""

from typing import TYPE_CHECKING

from django.db import transaction

from cities.activity.actions import record
from cities.gather.surveys.models import Campaign, Respondent
from cities.gather.surveys.queries.audience import Audience, Reached, asked_organisations, reached

if TYPE_CHECKING:
    from cities.accounts.models import User

FACTS = ("region", "kind", "category", "address", "language")


@transaction.atomic
def prepare_respondents(campaign: Campaign, *, by: "User | None") -> int:
    """Make the respondents what the filter says now; returns how many there are.

    Whoever was asked or has begun stays, whatever the filter says; the others come, go and are refreshed. An address
    written by hand stays until one is known.
    """
    wanted = {
        each.organisation.pk: each
        for each in reached(asked_organisations(Audience.from_data(campaign.audience)), languages=campaign.languages)
    }
    present = {each.organisation_id: each for each in campaign.respondents.real()}
    gone = [each.pk for key, each in present.items() if key not in wanted and _is_untouched(each)]
    campaign.respondents.filter(pk__in=gone).delete()
    fresh = [_respondent(campaign, each) for key, each in wanted.items() if key not in present]
    Respondent.objects.bulk_create(fresh)
    renewed = [_renewed(present[key], each) for key, each in wanted.items() if key in present and present[key].asked_at is None]
    Respondent.objects.bulk_update(renewed, FACTS)
    if fresh or gone:
        record(campaign, "survey.respondents_prepared", by=by, data={"added": len(fresh), "removed": len(gone)})
    return campaign.respondents.real().count()


@transaction.atomic
def set_address(respondent: Respondent, *, address: str, by: "User | None") -> Respondent:
    """Where letters to it go from now on; a letter that came back is forgotten with the address it went to."""
    respondent.address = address
    respondent.bounced_at = None
    respondent.save(update_fields=["address", "bounced_at"])
    record(respondent.campaign, "survey.address_set", by=by, data={"respondent": respondent.pk})
    return respondent


@transaction.atomic
def note_answered_elsewhere(respondent: Respondent, *, by: "User | None") -> Respondent:
    """It answered on paper or in a letter of which only totals are here: counted as answered, and not reminded."""
    respondent.answered_elsewhere = True
    respondent.save(update_fields=["answered_elsewhere"])
    record(respondent.campaign, "survey.answered_elsewhere", by=by, data={"respondent": respondent.pk})
    return respondent


def _is_untouched(respondent: Respondent) -> bool:
    return respondent.asked_at is None and respondent.sheet_id is None and not respondent.answered_elsewhere


def _respondent(campaign: Campaign, each: Reached) -> Respondent:
    return Respondent(campaign=campaign, organisation=each.organisation, **{fact: getattr(each, fact) for fact in FACTS})


def _renewed(respondent: Respondent, each: Reached) -> Respondent:
    for fact in FACTS:
        setattr(respondent, fact, getattr(each, fact) or getattr(respondent, fact))
    return respondent
