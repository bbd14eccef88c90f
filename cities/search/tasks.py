"""Work on the index that waits for nobody: meanings, and records whose concepts were renamed."""

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from cities.search import actions
from cities.search.encoding import NoEncoder, chosen_encoder

# Shorter than the lease of a task, so that one that dies is soon taken up by another.
SECONDS_AT_ONCE = 240.0


def keep_encoded() -> None:
    """See to it that what waits for a vector gets one; called each minute, harmless when nothing waits or somebody is at it."""
    encoder = chosen_encoder()
    if encoder is None or not actions.waiting_passages(encoder).exists() or _is_queued(encode_passages.module_path):
        return
    encode_passages.enqueue()


@task(backend="background", queue_name="bulk")
def encode_passages() -> None:
    """An encoder that does not answer is asked again in a minute."""
    try:
        actions.encode_waiting(seconds=SECONDS_AT_ONCE)
    except NoEncoder:
        return


@task(backend="background", queue_name="bulk")
def renew_index() -> None:
    """After a concept or a territory has got another name: records are found by their names too."""
    actions.rebuild_index()


def _is_queued(path: str) -> bool:
    return DBTaskResult.objects.filter(task_path=path, status__in=("READY", "RUNNING")).exists()
