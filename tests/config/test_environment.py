from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from cities.config.environment import (
    KNOWN,
    WrongSettings,
    cache_settings,
    database_settings,
    mail_settings,
    read_environment,
    storage_path,
)


@pytest.fixture
def given(tmp_path):
    return {"CITIES_DATA_DIR": str(tmp_path)}


def test_defaults_serve_this_machine_from_one_folder(given, tmp_path):
    environment = read_environment(given)

    assert environment.database_url == f"sqlite:///{tmp_path / 'cities.sqlite3'}"
    assert (environment.host, environment.is_secure, environment.languages) == ("localhost", False, ("en", "fr", "es"))


def test_key_is_made_once_and_only_its_owner_reads_it(given, tmp_path):
    first = read_environment(given).secret_key

    again = read_environment(given).secret_key

    assert first == again
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_processes_that_start_together_have_one_key(tmp_path):
    found = []
    for number in range(50):
        together = Barrier(4)

        def read(_, given=str(tmp_path / str(number)), together=together):
            together.wait()
            return read_environment({"CITIES_DATA_DIR": given}).secret_key

        with ThreadPoolExecutor(4) as processes:
            found.append(set(processes.map(read, range(4))))

    assert [(len(keys), "" in keys) for keys in found] == [(1, False)] * 50
    assert {path.name for path in tmp_path.glob("*/*")} == {"secret-key"}


def test_what_the_test_runner_is_told_is_no_setting(given):
    assert read_environment({**given, "CITIES_TEST_BROWSER": "chromium-browser", "CITIES_PYTHON": "python3.12"}) == read_environment(given)


def test_secret_may_come_from_a_file(given, tmp_path):
    (tmp_path / "key").write_text("from a file\n")

    assert read_environment({**given, "CITIES_SECRET_KEY_FILE": str(tmp_path / "key")}).secret_key == "from a file"


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("CITIES_DATABSE_URL", "x", "Unknown setting CITIES_DATABSE_URL"),
        ("CITIES_URL", "commons.example.org", "is not a web address"),
        ("CITIES_LANGUAGES", "en,xx", "without a catalog"),
        ("CITIES_DEBUG", "perhaps", "neither yes nor no"),
        ("CITIES_SEARCH_URL", "https://search.example.org:9200", "must be like"),
        ("CITIES_SEARCH_URL", "https://search.example.org/Commons", "must be like"),
        ("CITIES_SEARCH_URL", "search.example.org/commons", "must be like"),
    ],
)
def test_wrong_setting_says_what_to_change(given, name, value, complaint):
    with pytest.raises(WrongSettings, match=complaint):
        read_environment({**given, name: value})


def test_secret_in_a_file_that_is_not_there_is_said(given, tmp_path):
    (tmp_path / "latin").write_bytes(b"\xff")

    for name in ("nothing", "latin"):
        with pytest.raises(WrongSettings, match=f"CITIES_MAIL_URL_FILE: .*{name} cannot be read: "):
            read_environment({**given, "CITIES_MAIL_URL_FILE": str(tmp_path / name)})


@pytest.mark.parametrize(
    ("read", "address"),
    [
        (database_settings, "postgres://ana:s3cret@db.example.org:54x/commons"),
        (mail_settings, "smtp://ana:s3cret@mail.example.org:587000"),
        (database_settings, "postgres://ana:s3cret/2@db.example.org/commons"),
        (cache_settings, "redis://host:port/0"),
        (lambda value: read_environment({"CITIES_URL": value}), "https://[commons"),
    ],
)
def test_address_that_cannot_be_taken_apart_is_said_without_its_password(read, address):
    with pytest.raises(WrongSettings, match=r"CITIES_\w*URL: ") as told:
        read(address)

    assert "s3cret" not in str(told.value)


def test_search_server_is_named_with_its_index(given):
    address = "https://cities:s%40crd@search.example.org:9200/commons"

    assert read_environment({**given, "CITIES_SEARCH_URL": f"{address}/"}).search_url == address
    assert read_environment(given).search_url == ""


def test_sqlite_waits_and_locks_at_once():
    options = database_settings("sqlite:////tmp/x.sqlite3")["OPTIONS"]

    assert (options["timeout"], options["transaction_mode"]) == (20, "IMMEDIATE")
    assert "journal_mode=WAL" in options["init_command"]
    assert "mmap_size" not in options["init_command"]


def test_postgres_address_is_taken_apart():
    database = database_settings("postgres://ana:s%40fe@db.example.org:5433/commons")

    assert [database[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == ["commons", "ana", "s@fe", "db.example.org", "5433"]


def test_mail_address_is_taken_apart():
    mail = mail_settings("smtp://ana:pw@mail.example.org:587?tls=1")

    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"], mail["EMAIL_USE_TLS"]) == ("mail.example.org", 587, True)
    assert mail_settings("console://")["EMAIL_BACKEND"].endswith("console.EmailBackend")


@pytest.mark.parametrize("read", [database_settings, cache_settings, mail_settings, storage_path])
def test_unknown_kind_of_service_is_refused(read):
    with pytest.raises(WrongSettings, match="gopher"):
        read("gopher://x")


def test_every_setting_is_documented():
    guide = (Path(__file__).parents[2] / "docs" / "guides" / "admin.md").read_text(encoding="utf-8")

    assert [name for name in KNOWN if name not in guide] == []
