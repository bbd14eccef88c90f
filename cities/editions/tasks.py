"""Files are set in the background: a reader who asks before waits for one, once."""

from collections.abc import Collection
from functools import partial

from django.db import transaction
from django_tasks import task

from cities.editions.actions import renew_snapshots
from cities.editions.exports import forget_files, set_all
from cities.editions.models import Snapshot


@task(queue_name="bulk", backend="background")
def set_files(pk: int) -> None:
    snapshot = Snapshot.objects.filter(pk=pk).first()
    if snapshot is not None:
        set_all(snapshot)


def snapshots_cleaned(keys: Collection[int]) -> None:
    """Files made before still name who was erased: they go as soon as that holds."""
    transaction.on_commit(partial(forget_files, renew_snapshots(keys)))
