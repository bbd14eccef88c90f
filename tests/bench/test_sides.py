from pathlib import Path

from bench.sides import environment


def test_a_worker_gets_none_of_the_operators_settings():
    given = {"PATH": "/bin", "CITIES_DATABASE_URL": "postgres://elsewhere", "CITIES_DEBUG": "1"}

    ours = environment("ours", Path("/data"), given)

    assert {name: value for name, value in ours.items() if name.startswith("CITIES_")} == {
        "CITIES_DATA_DIR": "/data",
        "CITIES_SECRET_KEY": "only for measurements",
    }
    assert ours["PATH"] == "/bin"


def test_each_side_has_its_own_settings():
    settings = {side: environment(side, Path("/data"), {})["DJANGO_SETTINGS_MODULE"] for side in ("ours", "plain")}

    assert settings == {"ours": "cities.config.settings", "plain": "bench.plain.settings"}
