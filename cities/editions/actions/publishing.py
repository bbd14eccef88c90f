"""From a draft to a publication: frozen, reconciled, set."""

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from cities.activity.actions import record
from cities.editions.checking import unexplained
from cities.editions.digests import digest
from cities.editions.models import Edition, FrozenFile, FrozenPicture, Snapshot
from cities.editions.queries import Frozen, freeze
from cities.editions.queries.freezing.files import content_of
from cities.editions.queries.freezing.pictures import printed
from cities.editions.tallies import totals
from cities.search.actions import index_record

if TYPE_CHECKING:
    from cities.accounts.models import User


class NotReady(Exception):
    """An edition that cannot be published: `unexplained` counts its figures that disagree; it has no language (`languages`); a kit
    holds nothing (`empty`) or is public already (`published`)."""

    def __init__(self, reason: str, count: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.count = count


class Setter:
    """Sets the files of a snapshot in the background; told by the app's tasks, for tasks are above actions."""

    send: ClassVar[Callable[[int], object]]


@transaction.atomic
def publish_edition(edition: Edition, *, by: "User | None") -> Edition:
    """Freeze an edition as it is now and let anyone read it. Published again, it is frozen anew and the earlier snapshot stays;
    but a kit that is public stays as it was cited: the next version tells what is new.

    Raises NotReady while a figure disagrees and nobody has said why.
    """
    if not edition.languages:
        raise NotReady("languages")
    if edition.is_kit and edition.is_public:
        raise NotReady("published")
    frozen = freeze(edition)
    if edition.is_kit and not any(totals(frozen.content).values()):
        raise NotReady("empty")
    if left := unexplained(frozen.content):
        raise NotReady("unexplained", len(left))
    edition.snapshot = keep_snapshot(edition, frozen, by=by)
    edition.state, edition.published_at = Edition.State.PUBLISHED, timezone.now()
    edition.save(update_fields=["snapshot", "state", "published_at", "updated_at"])
    _renew_index(edition)
    record(edition, "edition.published", by=by, data={"digest": edition.snapshot.digest})
    pk = edition.snapshot.pk
    transaction.on_commit(lambda: Setter.send(pk))
    return edition


@transaction.atomic
def withdraw_edition(edition: Edition, *, by: "User | None") -> Edition:
    """Take an edition out of public sight; its snapshots stay."""
    edition.state, edition.published_at = Edition.State.DRAFT, None
    edition.save(update_fields=["state", "published_at", "updated_at"])
    _renew_index(edition)
    record(edition, "edition.withdrawn", by=by)
    return edition


@transaction.atomic
def renew_snapshots(keys: Collection[int]) -> list[str]:
    """Snapshots a person was taken out of are known by a digest of what they say now. Returns the digests they had; what is public
    is set anew."""
    former = []
    for snapshot in Snapshot.objects.filter(pk__in=keys):
        former.append(snapshot.digest)
        snapshot.digest = digest(snapshot.content)
        twin = Snapshot.objects.filter(edition=snapshot.edition_id, digest=snapshot.digest).exclude(pk=snapshot.pk).first()
        Edition.objects.filter(snapshot=snapshot).update(snapshot=twin or snapshot, updated_at=timezone.now())
        if twin:
            snapshot.delete()
        else:
            snapshot.save(update_fields=["digest"])
        kept = twin or snapshot
        if Edition.objects.public().filter(snapshot=kept).exists():
            transaction.on_commit(partial(Setter.send, kept.pk))
    return former


def _renew_index(edition: Edition) -> None:
    """Of a kit its newest public version is found; the one before it comes back when that is withdrawn."""
    versions = Edition.objects.public().filter(series=edition.series).exclude(pk=edition.pk) if edition.is_kit else ()
    for each in (edition, *versions):
        index_record(each)


def keep_snapshot(edition: Edition, frozen: Frozen, *, by: "User | None") -> Snapshot:
    """Keep a snapshot, the pictures it shows and the files it passes on; the same content is kept once."""
    for key, picture in frozen.pictures.items():
        if not FrozenPicture.objects.filter(digest=key).exists():
            FrozenPicture.objects.create(digest=key, file=ContentFile(printed(picture), name=f"{key[:32]}.jpg"))
    for key, document in frozen.files.items():
        if not FrozenFile.objects.filter(digest=key).exists():
            FrozenFile.objects.create(digest=key, file=ContentFile(content_of(document), name=key[:32]))
    snapshot, _is_new = Snapshot.objects.get_or_create(
        edition=edition, digest=frozen.digest, defaults={"content": frozen.text, "made_by": by}
    )
    return snapshot
