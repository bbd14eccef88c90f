"""Long documents are read and applied in the background."""

from django_tasks import task

from cities.gather.intake import actions
from cities.gather.intake.models import Batch

# Up to here a person waits for the answer; beyond, a worker does it and the page shows how far it is.
BYTES_AT_ONCE = 400_000
ITEMS_AT_ONCE = 500


def start_reading(batch: Batch) -> None:
    if batch.size <= BYTES_AT_ONCE:
        actions.read_batch(batch)
    else:
        read_batch.enqueue(batch.pk)


def start_applying(batch: Batch) -> None:
    if batch.items.count() <= ITEMS_AT_ONCE:
        actions.finish_applying(batch)
    else:
        apply_batch.enqueue(batch.pk)


@task(backend="background", queue_name="bulk")
def read_batch(batch_id: int) -> None:
    actions.read_batch(Batch.objects.get(pk=batch_id))


@task(backend="background", queue_name="bulk")
def apply_batch(batch_id: int) -> None:
    batch = Batch.objects.get(pk=batch_id)
    if batch.state == Batch.State.APPLYING:
        actions.finish_applying(batch)
