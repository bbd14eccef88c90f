import os
import subprocess
import sys
import time

import pytest

from cities.config import processes
from cities.config.processes import KeptProcess

PATIENCE = 20


@pytest.fixture
def started():
    """Every process a test has started."""
    return []


@pytest.fixture
def kept(started):
    def start():
        started.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]))
        return started[-1]

    process = KeptProcess(start, look_every=0.02)
    yield process
    process.end(patience=PATIENCE)


def until(condition):
    last = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < last:
        time.sleep(0.02)
    assert condition()


def test_process_that_was_killed_is_started_again(kept, started, caplog):
    started[0].kill()

    until(lambda: len(started) == 2)

    assert kept.process is started[1]
    assert started[1].poll() is None
    assert [record.message for record in caplog.records] == [f"Process {started[0].pid} ended by itself and is started again."]


def test_what_is_ended_stays_so(kept, started):
    kept.end(patience=PATIENCE)

    time.sleep(0.1)
    assert [process.poll() is None for process in started] == [False]


def test_fork_of_its_keeper_does_not_end_it(kept, started, monkeypatch):
    keeper = os.getpid()
    monkeypatch.setattr(processes.os, "getpid", lambda: keeper + 1)

    kept.end(patience=PATIENCE)

    assert started[0].poll() is None
    monkeypatch.undo()


def test_what_watches_its_parent_ends_after_it():
    child = "import time; from cities.config.processes import end_with_parent; end_with_parent(look_every=0.02); print('up', flush=True); time.sleep(600)"
    parent = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', sys.argv[1]]); time.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", parent, child], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"up\n"
        process.kill()

        # Both held it: it is at its end when neither is there.
        assert process.stdout.read() == b""
