"""Background work: tasks from the database, and what is due each minute."""

import signal
import subprocess
import sys
import time
from datetime import timedelta
from types import FrameType

from django.core.management import call_command
from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cities.commons.members.actions import forget_conversations
from cities.core.actions import send_waiting_letters
from cities.gather.intake.actions import forget_stale_uploads
from cities.gather.surveys.actions import tend_campaigns
from cities.portal.actions import prepare_pictures
from cities.search.actions import send_unsent
from cities.search.tasks import keep_encoded
from cities.transfer.matching.actions import give_up_introductions, tell_matches
from cities.transfer.matching.tasks import keep_matched

# A task that has run this long belongs to a worker that died: the queue itself notices nothing.
LEASE = timedelta(minutes=15)
MOST_ATTEMPTS = 3
BEAT_SECONDS = 60.0


class Stopped(Exception):
    """Somebody asked us to end."""


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
        child.terminate()
        child.wait(timeout=10)


def beat() -> None:
    """What is due now. A locked database is no reason to stop: the next beat comes in a minute."""
    close_old_connections()
    try:
        call_command("publish_scheduled", verbosity=0)
        requeue_lost_tasks()
        prepare_pictures()
        forget_stale_uploads(now=timezone.now())
        tend_campaigns(now=timezone.now())
        keep_encoded()
        keep_matched()
        give_up_introductions(now=timezone.now())
        tell_matches(now=timezone.now())
        send_unsent()
        send_waiting_letters()
        forget_conversations()
    except OperationalError:
        close_old_connections()


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
    return subprocess.Popen([sys.executable, "-m", "cities", "manage", "db_worker", "--backend", "background", "--queue-name", "*"])


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped
