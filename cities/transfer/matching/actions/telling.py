"""A letter to those who act for a member, when something new waits for them; at most one in a week."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation

from cities.accounts.letters import NEWS
from cities.accounts.models import User
from cities.commons.members.models import Delegate, Organisation
from cities.core.actions import post_letter
from cities.core.letters import spoken, words_from
from cities.transfer.matching.models import Capacity, Match
from cities.transfer.matching.queries.shown import ShownMatch, matches_of, shown_matches
from cities.transfer.needs.models import Need

APART = timedelta(days=7)
# A need told a moment ago is on the screen of whoever told it.
RESTS = timedelta(hours=6)
# Told one by one in a letter; the others are counted.
MOST_TOLD = 3


def tell_matches(*, now: datetime) -> int:
    """Write about matches nobody has been told of; returns how many letters that makes. Running it twice writes nothing twice."""
    untold = Match.objects.waiting().filter(told_at__isnull=True, proposed_at__lt=now - RESTS)
    organisations = list(untold.order_by("need__organisation").values_list("need__organisation", flat=True).distinct())
    return sum(_tell(organisation, now=now) for organisation in Organisation.objects.filter(pk__in=organisations).prefetch_related("texts"))


@transaction.atomic
def _tell(organisation: Organisation, *, now: datetime) -> int:
    capacity, _is_new = Capacity.objects.select_for_update().get_or_create(organisation=organisation)
    if capacity.last_letter_at is not None and capacity.last_letter_at > now - APART:
        return 0
    delegates = Delegate.objects.acting().filter(organisation=organisation).select_related("user")
    readers = [delegate.user for delegate in delegates if NEWS not in delegate.user.muted]
    needs = list(Need.objects.open().filter(organisation=organisation).prefetch_related("texts"))
    waiting = list(matches_of(needs).filter(state=Match.State.PROPOSED))
    Match.objects.filter(pk__in=[match.pk for match in waiting if match.told_at is None]).update(told_at=now)
    written = [_write(organisation, reader, needs, waiting, now=now) for reader in readers]
    if any(written):
        capacity.last_letter_at = now
        capacity.save(update_fields=["last_letter_at"])
    return sum(written)


def _write(organisation: Organisation, reader: User, needs: list[Need], waiting: list[Match], *, now: datetime) -> bool:  # noqa: PLR0917 -- the whole letter
    language = spoken(reader.language)
    with translation.override(language):
        shown = shown_matches(waiting, language=language)
        told = [_about(need, [one for one in shown if one.match.need_id == need.pk], language) for need in needs]
    if not shown:
        return False
    text = organisation.best_text(language)
    context = {
        "organisation": text.name if text else organisation.code,
        "needs": [need for need in told if need["matches"]],
        "count": len(shown),
        "url": f"{settings.SITE_URL}/{language}/my/{organisation.code}/matches/",
        "account": f"{settings.SITE_URL}/{language}/account/",
    }
    words = words_from("matches", context, language=language)
    post_letter(
        words, address=reader.email, key=f"matches-{organisation.pk}-{reader.pk}-{now:%Y%m%d}", unsubscribe_url=str(context["account"])
    )
    return True


def _about(need: Need, shown: list[ShownMatch], language: str) -> dict[str, object]:
    first = [{"title": one.subject.title(language), "reasons": one.reasons[:2]} for one in shown[:MOST_TOLD]]
    return {"sentence": str(need.best_text(language) or ""), "matches": first, "more": max(0, len(shown) - MOST_TOLD)}
