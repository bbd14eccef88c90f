import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from django.db import connection

from cities.accounts.models import User
from cities.api.schemas.parameters import FURTHEST_OFFSET, MOST_RESULTS
from cities.config import cli
from cities.config.environment import cache_settings
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    return lambda *arguments: CliRunner().invoke(cli.cities, arguments, catch_exceptions=False)


def test_unknown_setting_stops_every_command_and_names_it():
    environ = {**os.environ, "CITIES_DATABSE_URL": "x"}

    done = subprocess.run([sys.executable, "-m", "cities", "doctor"], env=environ, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert done.stderr.startswith("Unknown setting CITIES_DATABSE_URL. Known: CITIES_DATA_DIR")


def test_demo_is_served_by_a_process_without_what_loading_began(run, monkeypatch):
    """A worker of the web server inherits pools of threads without their threads, and waits for them for ever."""
    became = []
    monkeypatch.setattr("cities.config.demo.loading.load_demo", lambda tell: None)
    monkeypatch.setattr(os, "execv", lambda program, arguments: became.append((program, arguments[1:])))

    run("demo", "--port", "8099")

    options = ["--host", "127.0.0.1", "--port", "8099", "--workers", "1"]
    assert became == [(sys.executable, ["-m", "cities", "serve", *options])]


def test_init_makes_vocabularies_and_territories_once(run):
    first = run("init").output

    again = run("init").output

    assert "15 vocabularies" in first
    assert again.startswith("0 vocabularies and 0 territories are new.")


def test_administrator_is_made_on_the_command_line(run):
    result = run("create-admin", "Ana@Example.org", "--password", "correct horse battery")

    assert result.output == "ana@example.org can sign in at /admin/.\n"
    assert User.objects.get(email="ana@example.org").is_superuser is True


def test_search_prints_what_the_api_answers(run, client):
    PracticeFactory(texts={"fr": {"title": "Microjardins"}}, published=True)

    printed = json.loads(run("search", "microjardins", "--lang", "fr", "--json").output)

    answered = client.get("/api/v1/search", {"q": "microjardins", "lang": "fr"}).json()
    del printed["took_ms"], answered["took_ms"]
    assert printed == answered


@pytest.mark.parametrize("limits", [("--limit", "101"), ("--limit", "0"), ("--offset", "-1"), ("--offset", "1000001")])
def test_search_beyond_what_there_can_be_is_refused_in_a_line(run, limits):
    result = run("search", "gardens", *limits)

    assert (result.exit_code, f"Invalid value for '{limits[0]}'" in result.output) == (2, True)
    assert (cli.MOST_RESULTS, cli.FURTHEST_OFFSET) == (MOST_RESULTS, FURTHEST_OFFSET)


def test_cache_has_its_table_when_there_is_nothing_to_migrate(run, settings):
    settings.CACHES = {"default": cache_settings("db://")}
    assert "core_cache" not in connection.introspection.table_names()

    run("search", "gardens")

    assert "core_cache" in connection.introspection.table_names()


def test_doctor_prints_findings_as_data(run):
    result = run("doctor", "--json")

    assert {"what", "remedy", "is_fault"} == set(json.loads(result.output)[0])
