"""Processes of ours that live and die with another."""

import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable

SECONDS_TO_END = 10.0
LOOK_EVERY = 5.0

logger = logging.getLogger(__name__)


def end(process: "subprocess.Popen[bytes]", *, patience: float) -> None:
    """Ask it to end; one that is busy for longer is killed: nobody writes after the service has stopped, and its task is taken up again."""
    process.terminate()
    try:
        process.wait(timeout=patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def end_with_parent(*, look_every: float = LOOK_EVERY) -> None:
    """Ask this process to end, as `end` does, when the one that started it is there no more to do so."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(look_every)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()


class KeptProcess:
    """A process that is started anew whenever it ends, be it that the system killed it for want of memory, until `end` is called."""

    def __init__(self, start: "Callable[[], subprocess.Popen[bytes]]", *, look_every: float = LOOK_EVERY) -> None:
        self._start, self._look_every, self._keeper = start, look_every, os.getpid()
        self._ending = threading.Event()
        self.process = start()
        self._watch = threading.Thread(target=self._keep, name="keeping", daemon=True)
        self._watch.start()

    def end(self, *, patience: float) -> None:
        # Web workers are forks of the process that keeps it, and leave by the same way.
        if os.getpid() != self._keeper:
            return
        self._ending.set()
        self._watch.join()
        end(self.process, patience=patience)

    def _keep(self) -> None:
        while not self._ending.wait(self._look_every):
            if self.process.poll() is not None:
                logger.error("Process %s ended by itself and is started again.", self.process.pid)
                self.process = self._start()
