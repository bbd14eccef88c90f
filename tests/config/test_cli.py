import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from cities.accounts.models import User
from cities.config import cli
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


@pytest.mark.xdist_group("demo")
def test_demo_prepares_the_network_and_prints_the_logins(run):
    result = run("demo", "--load-only", "--port", "8099")

    assert result.exit_code == 0
    assert "98 organisations" in result.output
    assert "http://localhost:8099/admin/" in result.output
    assert [email for email in User.objects.values_list("email", flat=True).order_by("email") if email not in result.output] == []


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


def test_doctor_prints_findings_as_data(run):
    result = run("doctor", "--json")

    assert {"what", "remedy", "is_fault"} == set(json.loads(result.output)[0])
