"""The site as its hosts run it, with several processes: limits count across them, and nothing typed is lost with one that is killed."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests

from tests.journeys.site import Site, free_port

pytestmark = pytest.mark.journey

PEOPLE = 50
# What each of them types, one after the other.
TYPED = ("D", "Dak", "Dakar", "Dakar,", "Dakar, Sén", "Dakar, Sénégal")
PATIENCE = 90


@dataclass
class Server:
    """`cities serve` with two processes on the data of the demo site."""

    site: Site
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "cities", "serve", "--port", str(self.port), "--workers", "2"]
        self.process = subprocess.Popen(
            command, env=self.site.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(requests.RequestException):
                if requests.get(f"{self.url}/readyz", timeout=5).ok:
                    return
            time.sleep(0.2)
        raise RuntimeError("The site did not start.")

    def kill(self) -> None:
        """As when the power fails: no process has time to tidy up."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@pytest.fixture(scope="module")
def server(site: Site) -> Iterator[Server]:
    served = Server(site)
    served.start()
    try:
        yield served
    finally:
        served.kill()


@pytest.fixture
def sheets(site: Site) -> Iterator[list[dict[str, str]]]:
    yield _run(site, f"plant_many({PEOPLE})")
    site.run("manage", "shell", "-c", "from tests.journeys.surveying import take_away; take_away()")


def test_guesses_are_counted_across_processes(site, server):
    answers = []
    for number in range(6):
        with requests.Session() as visitor:
            address = f"{(site, server)[number % 2].url}/en/account/login/"
            form = {"csrfmiddlewaretoken": _token(visitor.get(address, timeout=30).text), "login": "guessed@demo.example"}
            answers.append(visitor.post(address, {**form, "password": f"wrong-{number}"}, timeout=30).text)

    assert ["Too many" in answer for answer in answers] == [False] * 5 + [True]


def test_fifty_people_type_while_a_table_is_brought_in_and_the_server_is_killed(site, server, sheets, tmp_path):
    table = tmp_path / "members.csv"
    rows = [f"Coopérative {number},Sénégal,Dakar,{2000 + number % 20}" for number in range(150)]
    table.write_text("\n".join(["name,country,city,member since", *rows]), encoding="utf-8")

    with ThreadPoolExecutor(PEOPLE + 1) as crowd:
        bringing = crowd.submit(site.run, "import", str(table), "--apply", "--json")
        typing = [crowd.submit(_type, server, sheet["link"]) for sheet in sheets]
        time.sleep(2)
        were_typing = sum(not one.done() for one in typing)
        server.kill()
        server.start()
        refusals = [one.result() for one in typing]
        batch = json.loads(bringing.result())
    site.run("import", "--undo", str(batch["batch"]))

    told = _run(site, f"tell_all({json.dumps([sheet['sheet'] for sheet in sheets])})")
    assert were_typing > 0
    assert sum(refusals) > 0
    assert told == [{"name:0": [TYPED[-1], len(TYPED)]}] * PEOPLE
    assert len(batch["items"]) == len(rows)


def _type(server: Server, link: str) -> int:
    """Type into a sheet as its page's script does, and send again what was not answered. Returns how often the site did not answer."""
    visitor = requests.Session()
    page, refusals = _page(server, visitor, link)
    token, save = _token(page), json.loads(re.search(r'<script id="filling"[^>]*>(.+?)</script>', page)[1])["save"]  # type: ignore[index]
    seen, sent, end = "0.", [], time.monotonic() + PATIENCE
    for value in TYPED:
        fields = [["v:name:0", value], ["seen:name:0", seen]]
        while True:
            body = {"section": "about", "fields": fields, "sent": {"name:0": sent}}
            with suppress(requests.RequestException):
                answer = visitor.post(f"{server.url}{save}", json=body, headers={"X-CSRFToken": token}, timeout=30)
                if answer.ok:
                    seen, sent = answer.json()["stored"]["name:0"], []
                    break
            assert time.monotonic() < end, "The site did not come back."
            refusals += 1
            sent = [*sent, fields]
            time.sleep(0.2)
        time.sleep(0.3)
    return refusals


def _page(server: Server, visitor: requests.Session, link: str) -> tuple[str, int]:
    """The first section, through the link in a letter."""
    refusals, end = 0, time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(requests.RequestException):
            home = visitor.get(f"{server.url}/en{link}", timeout=30)
            page = visitor.get(f"{home.url}section/about/", timeout=30)
            if page.ok:
                return page.text, refusals
        refusals += 1
        time.sleep(0.2)
    raise RuntimeError("The form did not open.")


def _token(page: str) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]  # type: ignore[index]


def _run(site: Site, call: str) -> Any:
    said = site.run("manage", "shell", "-c", f"from tests.journeys.surveying import plant_many, tell_all; {call}")
    return json.loads(said.strip().splitlines()[-1])
