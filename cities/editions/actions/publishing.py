"""From a draft to a publication: frozen, reconciled, set."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from cities.activity.actions import record
from cities.editions.checking import unexplained
from cities.editions.models import Edition, FrozenPicture, Snapshot
from cities.editions.queries import Frozen, freeze
from cities.editions.queries.freezing.pictures import printed

if TYPE_CHECKING:
    from cities.accounts.models import User


class NotReady(Exception):
    """An edition that cannot be published: `unexplained` counts its figures that disagree, or it has no language."""

    def __init__(self, reason: str, count: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.count = count


class Setter:
    """Sets the files of a snapshot in the background; told by the app's tasks, for tasks are above actions."""

    send: ClassVar[Callable[[int], object]]


@transaction.atomic
def publish_edition(edition: Edition, *, by: "User | None") -> Edition:
    """Freeze an edition as it is now and let anyone read it. Published again, it is frozen anew and the earlier snapshot stays.

    Raises NotReady while a figure disagrees and nobody has said why.
    """
    if not edition.languages:
        raise NotReady("languages")
    frozen = freeze(edition)
    if left := unexplained(frozen.content):
        raise NotReady("unexplained", len(left))
    edition.snapshot = keep_snapshot(edition, frozen, by=by)
    edition.state, edition.published_at = Edition.State.PUBLISHED, timezone.now()
    edition.save(update_fields=["snapshot", "state", "published_at", "updated_at"])
    record(edition, "edition.published", by=by, data={"digest": edition.snapshot.digest})
    pk = edition.snapshot.pk
    transaction.on_commit(lambda: Setter.send(pk))
    return edition


@transaction.atomic
def withdraw_edition(edition: Edition, *, by: "User | None") -> Edition:
    """Take an edition out of public sight; its snapshots stay."""
    edition.state, edition.published_at = Edition.State.DRAFT, None
    edition.save(update_fields=["state", "published_at", "updated_at"])
    record(edition, "edition.withdrawn", by=by)
    return edition


def keep_snapshot(edition: Edition, frozen: Frozen, *, by: "User | None") -> Snapshot:
    """Keep a snapshot and the pictures it shows; the same content is kept once."""
    for key, picture in frozen.pictures.items():
        if not FrozenPicture.objects.filter(digest=key).exists():
            FrozenPicture.objects.create(digest=key, file=ContentFile(printed(picture), name=f"{key[:32]}.jpg"))
    snapshot, _is_new = Snapshot.objects.get_or_create(
        edition=edition, digest=frozen.digest, defaults={"content": frozen.text, "made_by": by}
    )
    return snapshot
