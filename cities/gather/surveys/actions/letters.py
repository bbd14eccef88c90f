"""Letters of a campaign: each posted once, with a link of its own."""

from datetime import datetime, timedelta

from babel.dates import format_date
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from cities.accounts.letters import REMINDERS, SURVEYS
from cities.accounts.models import User, normalise_address
from cities.activity.actions import record
from cities.core.actions import post_letter
from cities.core.keys import key_digest, new_key
from cities.core.models import Letter
from cities.gather.surveys.letters import filled_in
from cities.gather.surveys.models import Campaign, Occasion, PersonalLink, Respondent
from cities.gather.surveys.queries.letters import Wordings, wordings_of
from cities.translation.languages import best_language


@transaction.atomic
def ask_respondents(campaign: Campaign, *, by: User | None) -> int:
    """Invite everyone who has an address and was not asked yet; returns how many letters that makes. Asking again changes nothing."""
    waiting = (
        campaign.respondents.real().filter(asked_at__isnull=True, declined_at__isnull=True, answered_elsewhere=False).exclude(address="")
    )
    asked = list(waiting.select_for_update(of=("self",)).select_related("organisation").prefetch_related("organisation__texts"))
    _post(campaign, Occasion.INVITATION, asked)
    campaign.respondents.filter(pk__in=[each.pk for each in asked]).update(asked_at=timezone.now())
    if asked:
        record(campaign, "survey.asked", by=by, data={"letters": len(asked)})
    return len(asked)


@transaction.atomic
def remind_missing(campaign: Campaign, *, by: User | None, now: datetime | None = None) -> int:
    """Write again to those who were asked and neither answered nor declined; nobody twice within the days set in the campaign.

    Whose letters come back, and whose account wants no such letters, is not written to. Returns how many letters that makes.
    """
    now = now or timezone.now()
    before = now - timedelta(days=campaign.days_between_letters)
    missing = campaign.respondents.missing().filter(bounced_at__isnull=True, asked_at__lte=before).exclude(address="")
    wanted = missing.exclude(pk__in=_muted(missing))
    due = wanted.filter(Q(last_reminded_at__isnull=True) | Q(last_reminded_at__lte=before))
    chosen = list(due.select_for_update(of=("self",)).select_related("organisation").prefetch_related("organisation__texts"))
    for each in chosen:
        each.reminders += 1
        each.last_reminded_at = now
    _post(campaign, Occasion.REMINDER, chosen)
    Respondent.objects.bulk_update(chosen, ["reminders", "last_reminded_at"])
    if chosen:
        record(campaign, "survey.reminded", by=by, data={"letters": len(chosen)})
    return len(chosen)


@transaction.atomic
def thank_respondents(campaign: Campaign) -> int:
    """Thank, once, whoever has submitted since the last time; returns how many letters that makes."""
    submitted = campaign.respondents.real().submitted().filter(thanked_at__isnull=True, sheet__isnull=False).exclude(address="")
    thanked = list(submitted.select_related("organisation").prefetch_related("organisation__texts"))
    _post(campaign, Occasion.THANKS, thanked)
    campaign.respondents.filter(pk__in=[each.pk for each in thanked]).update(thanked_at=timezone.now())
    return len(thanked)


def record_bounces(campaign: Campaign) -> int:
    """Note at the respondents which letters a mail server refused; returns how many are new."""
    prefix = _letter_key(campaign, "")
    refused = Letter.objects.filter(key__startswith=prefix, refused_at__isnull=False).values_list("key", "address", "refused_at")
    found = 0
    for key, address, refused_at in refused:
        # Only of the address it has now: one set anew has not been refused.
        still = campaign.respondents.filter(pk=key.removeprefix(prefix).partition("-")[0], address=address, bounced_at__isnull=True)
        found += still.update(bounced_at=refused_at)
    return found


def _post(campaign: Campaign, occasion: str, respondents: list[Respondent]) -> None:
    wordings = wordings_of(campaign, occasion)
    keys = [new_key() for _respondent in respondents]
    PersonalLink.objects.bulk_create(
        PersonalLink(respondent=respondent, key_digest=key_digest(key)) for respondent, key in zip(respondents, keys, strict=True)
    )
    for respondent, key in zip(respondents, keys, strict=True):
        _post_to(respondent, campaign, wordings, key=key)


def _post_to(respondent: Respondent, campaign: Campaign, wordings: Wordings, *, key: str) -> None:
    wording = wordings.in_language(respondent.language)
    link, decline_link = _links(key, respondent.language)
    values = {
        **wordings.values(wording.language),
        "organisation": _name(respondent, wording.language),
        "closes_on": format_date(campaign.closes_on, format="long", locale=wording.language.replace("-", "_")),
        "minutes": str(campaign.minutes),
        "link": link,
        "decline_link": decline_link,
    }
    number = f"-{respondent.reminders}" if wordings.occasion == Occasion.REMINDER else ""
    post_letter(
        filled_in(wording, values),
        address=respondent.address,
        key=_letter_key(campaign, f"{respondent.pk}-{wordings.occasion}{number}"),
        unsubscribe_url=decline_link,
        is_one_click=True,
    )


def _muted(respondents: QuerySet[Respondent]) -> list[int]:
    """Those whose address is that of an account that wants no reminders, or nothing of surveys at all."""
    # Accounts keep their address without capitals; the secretariat types one as it likes.
    addresses = {pk: normalise_address(address) for pk, address in respondents.values_list("pk", "address")}
    accounts = User.objects.exclude(muted=[]).values_list("email", "muted")
    refusing = {email for email, muted in accounts if {REMINDERS, SURVEYS} & set(muted)}
    return [pk for pk, address in addresses.items() if address in refusing]


def _letter_key(campaign: Campaign, rest: str) -> str:
    return f"survey-{campaign.pk}-{rest}"


def _links(key: str, language: str) -> tuple[str, str]:
    """Where a letter leads: to the survey, and out of it, in the site's language nearest to the letter's."""
    spoken = best_language([code for code, _name in settings.LANGUAGES], language) or settings.LANGUAGE_CODE
    with translation.override(spoken):
        link, decline_link = reverse("portal:survey_link", args=[key]), reverse("portal:survey_decline_link", args=[key])
    return f"{settings.SITE_URL}{link}", f"{settings.SITE_URL}{decline_link}"


def _name(respondent: Respondent, language: str) -> str:
    text = respondent.organisation.best_text(language) if respondent.organisation else None
    return text.name if text else str(respondent)
