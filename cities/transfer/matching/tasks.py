"""Matching in the background. Every task may run twice: a need matched against the same index stays as it is."""

from uuid import UUID

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from cities.transfer.matching import actions

# Shorter than the lease of a task.
SECONDS_AT_ONCE = 240.0


def match_soon(kind: str, key: UUID) -> None:
    """A need or offer was told, changed or closed."""
    match_call.enqueue(kind, str(key))


def keep_matched() -> None:
    """See to it that every open need has been matched against the network as it is; called each minute, harmless when all have."""
    if actions.needs_to_match().exists() and not _is_queued(match_all.module_path):
        match_all.enqueue()


@task(backend="background", queue_name="default")
def match_call(kind: str, key: str) -> None:
    if kind == "need":
        actions.match_need(UUID(key))
    else:
        actions.read_offer(UUID(key))


@task(backend="background", queue_name="bulk")
def match_all() -> None:
    actions.match_needs(seconds=SECONDS_AT_ONCE)


def _is_queued(path: str) -> bool:
    return DBTaskResult.objects.filter(task_path=path, status__in=("READY", "RUNNING")).exists()
