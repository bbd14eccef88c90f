"""The demo network served as its users get it: `cities demo` in a process of its own, on a file of its own."""

import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

# Loading takes 20 s on a quiet machine.
SECONDS_TO_START = 400
PASSWORD = "commons-demo"


@dataclass
class Site:
    """`CITIES_TEST_SITE=18991 CITIES_TEST_DATA=…` takes the demo that runs on that port, while writing journeys."""

    folder: Path
    port: int = field(default_factory=lambda: int(os.environ.get("CITIES_TEST_SITE", "0")) or free_port())
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @cached_property
    def environment(self) -> dict[str, str]:
        """Made once: on PostgreSQL it makes an empty database."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CITIES_", "DJANGO_SETTINGS"))}
        return {
            **kept,
            "CITIES_DATA_DIR": os.environ.get("CITIES_TEST_DATA", str(self.folder / "data")),
            "CITIES_URL": self.url,
            **_database(),
        }

    def start(self) -> None:
        if self._is_ready():
            return
        with self.log.open("wb") as log:
            command = [sys.executable, "-m", "cities", "demo", "--port", str(self.port)]
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The demo did not start:\n{self.log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.5)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=30)

    def run(self, *arguments: str) -> str:
        """One of the site's own commands, on its data."""
        done = subprocess.run(
            [sys.executable, "-m", "cities", *arguments], env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    @property
    def log(self) -> Path:
        return self.folder / "site.log"

    def _is_ready(self) -> bool:
        try:
            with urlopen(f"{self.url}/readyz", timeout=5) as answer:  # noqa: S310 -- our own address
                return bool(answer.status == 200)
        except (URLError, TimeoutError, ConnectionError):
            return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _database() -> dict[str, str]:
    """On the PostgreSQL of this run, where there is one, a database beside those of the tests."""
    address = os.environ.get("CITIES_DATABASE_URL", "")
    if not address.startswith("postgres"):
        return {}
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS cities_journeys WITH (FORCE)")
        connection.execute("CREATE DATABASE cities_journeys")
    return {"CITIES_DATABASE_URL": urlunsplit(urlsplit(address)._replace(path="/cities_journeys"))}
