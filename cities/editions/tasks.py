"""Files are set in the background: a reader who asks before waits for one, once."""

from django_tasks import task

from cities.editions.exports import set_all
from cities.editions.models import Snapshot


@task(queue_name="bulk", backend="background")
def set_files(pk: int) -> None:
    snapshot = Snapshot.objects.filter(pk=pk).first()
    if snapshot is not None:
        set_all(snapshot)
