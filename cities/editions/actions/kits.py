"""Kits: what they hold, and how the next version of one begins."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cities.activity.actions import record
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.editions.actions.making import choose_cases
from cities.editions.models import ChosenResource, ChosenTransfer, DownloadCount, Edition, EditionText
from cities.editions.patterns import is_reader
from cities.transfer.projects.models import Transfer

if TYPE_CHECKING:
    from cities.accounts.models import User

# What readers are told of the last version is not true of the next.
WRITTEN_ANEW = ("changes",)
CARRIED = ("kind", "languages", "sections", "questions_id", "begins_on", "ends_on")


@transaction.atomic
def fill_kit(
    kit: Edition,
    *,
    practices: Sequence[Practice],
    transfers: Sequence[Transfer],
    resources: Sequence[tuple[Resource, str]],
    by: "User | None",
) -> Edition:
    """Tell these, in this order; each resource with the licence its files may be passed on under, empty for none."""
    choose_cases(kit, practices, by=by)
    kit.transfers.all().delete()
    kit.resources.all().delete()
    ChosenTransfer.objects.bulk_create(
        ChosenTransfer(edition=kit, transfer=transfer, position=place) for place, transfer in enumerate(transfers)
    )
    ChosenResource.objects.bulk_create(
        ChosenResource(edition=kit, resource=resource, licence=licence, position=place)
        for place, (resource, licence) in enumerate(resources)
    )
    chosen: dict[str, object] = {
        "transfers": [each.code for each in transfers],
        "resources": {each.code: licence for each, licence in resources},
    }
    record(kit, "edition.kit_filled", by=by, data=chosen)
    return kit


@transaction.atomic
def begin_next_version(kit: Edition, *, by: "User | None") -> Edition:
    """A draft that begins as this published version is told; begun twice, it is the one begun already."""
    # Two who begin it at once meet here.
    Edition.objects.select_for_update(no_key=True).get(pk=kit.pk)
    last = Edition.objects.filter(series=kit.series).order_by("-version")[0]
    if last.pk != kit.pk:
        return last
    facts = {name: getattr(kit, name) for name in CARRIED}
    number = kit.version + 1
    following = Edition.objects.create(
        **facts, code=_free_code(f"{kit.series}-{number}"), year=timezone.localdate().year, series=kit.series, version=number, previous=kit
    )
    _copy_words(kit, following)
    fill_kit(
        following,
        practices=[case.practice for case in kit.cases.select_related("practice")],
        transfers=[each.transfer for each in kit.transfers.select_related("transfer")],
        resources=[(each.resource, each.licence) for each in kit.resources.select_related("resource")],
        by=by,
    )
    record(following, "edition.version_begun", by=by, data={"version": number})
    return following


def count_download(edition: Edition, *, kind: str, language: str = "", agent: str) -> None:
    """One more today, unless a machine asks. Nothing is kept of whoever asks: no address, no cookie, no agent."""
    if not is_reader(agent):
        return
    today: date = timezone.localdate()
    row, _is_new = DownloadCount.objects.get_or_create(edition=edition, day=today, kind=kind, language=language)
    DownloadCount.objects.filter(pk=row.pk).update(count=F("count") + 1)


def _free_code(wanted: str) -> str:
    """Somebody may have given another edition this name."""
    taken = set(Edition.objects.filter(code__startswith=wanted).values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"{wanted}{f'-{number}' if number > 1 else ''}") not in taken)


def _copy_words(kit: Edition, following: Edition) -> None:
    """With how each was made: what is stale stays so."""
    for text in kit.texts.all():
        words = {name: "" if name in WRITTEN_ANEW else getattr(text, name) for name in EditionText.words}
        made_from = {name: digest for name, digest in text.made_from.items() if name not in WRITTEN_ANEW}
        EditionText.objects.create(record=following, language=text.language, state=text.state, made_from=made_from, **words)
