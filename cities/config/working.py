"""Background work: tasks from the database, and what is due each minute."""

import logging
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from types import FrameType

from django.core.management import call_command
from django.db import close_old_connections
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cities.commons.members.actions import forget_conversations
from cities.config.processes import SECONDS_TO_END, end, end_with_parent
from cities.core.actions import send_waiting_letters
from cities.editions.exports import forget_old_files
from cities.gather.intake.actions import forget_stale_uploads
from cities.gather.surveys.actions import tend_campaigns
from cities.portal.actions import prepare_pictures
from cities.search.actions import send_unsent
from cities.search.tasks import keep_encoded
from cities.transfer.advice.actions import give_up_proposals
from cities.transfer.matching.actions import give_up_introductions, tell_matches
from cities.transfer.matching.tasks import keep_matched

# A task that has run this long belongs to a worker that died: the queue itself notices nothing.
LEASE = timedelta(minutes=15)
MOST_ATTEMPTS = 3
BEAT_SECONDS = 60.0


# What became of a task is of interest for so long; longer for one that failed.
DONE_KEPT, FAILED_KEPT = timedelta(days=1), timedelta(days=30)

logger = logging.getLogger(__name__)


class Stopped(BaseException):
    """Somebody asked us to end. No `Exception`: nothing that goes on after a failure goes on after this."""


def work() -> None:
    """Run tasks and keep the schedule until stopped; a task worker that dies is started again."""
    signal.signal(signal.SIGTERM, _stop)
    child = _start_child()
    try:
        while True:
            beat()
            time.sleep(BEAT_SECONDS)
            if child.poll() is not None:
                child = _start_child()
    except (Stopped, KeyboardInterrupt):
        pass
    finally:
        end(child, patience=SECONDS_TO_END)


def run_tasks() -> None:
    """Run what the queue holds until stopped, and no longer than the process that keeps the schedule."""
    end_with_parent()
    call_command("db_worker", "--backend", "background", "--queue-name", "*")


def beat() -> None:
    """What is due now. What fails, be it that the database is locked, keeps nothing else waiting and is tried again in a minute."""
    for step in _due(timezone.now()):
        close_old_connections()
        try:
            step()
        except Exception:
            logger.exception("%s failed", getattr(step, "func", step).__name__)


def _due(now: datetime) -> tuple[Callable[[], object], ...]:
    return (
        partial(call_command, "publish_scheduled", verbosity=0),
        requeue_lost_tasks,
        prepare_pictures,
        partial(forget_stale_uploads, now=now),
        partial(tend_campaigns, now=now),
        keep_encoded,
        keep_matched,
        partial(give_up_introductions, now=now),
        partial(give_up_proposals, now=now),
        partial(tell_matches, now=now),
        send_unsent,
        send_waiting_letters,
        forget_conversations,
        partial(forget_old_files, now=now),
        partial(forget_finished_tasks, now=now),
        partial(call_command, "clearsessions", verbosity=0),
    )


def forget_finished_tasks(*, now: datetime) -> int:
    """Delete what the queue keeps of work that is done; how many. It may name people who are here no more."""
    done = Q(status="SUCCESSFUL", finished_at__lt=now - DONE_KEPT) | Q(status="FAILED", finished_at__lt=now - FAILED_KEPT)
    count, _by_kind = DBTaskResult.objects.filter(done).delete()
    return count


def requeue_lost_tasks() -> int:
    """Give tasks of dead workers to living ones, at most MOST_ATTEMPTS times; returns how many. Tasks must bear running twice."""
    lost = DBTaskResult.objects.filter(status="RUNNING", started_at__lt=timezone.now() - LEASE)
    for task in lost:
        is_spent = len(task.worker_ids) >= MOST_ATTEMPTS
        DBTaskResult.objects.filter(pk=task.pk, status="RUNNING").update(
            status="FAILED" if is_spent else "READY", finished_at=timezone.now() if is_spent else None
        )
    return len(lost)


def _start_child() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "cities", "worker", "--tasks"])


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped
