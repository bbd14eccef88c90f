import click
import pytest

from cities.config.measuring import measure


def test_measurements_of_a_checkout_are_run_with_what_was_said(capfd):
    returned = measure(["nonsense"])

    assert (returned, "unknown: nonsense; known: list, detail, api, import" in capfd.readouterr().err) == (2, True)


def test_installed_package_says_where_the_measurements_are(tmp_path):
    with pytest.raises(click.ClickException, match="run script/bench there"):
        measure([], source=tmp_path)
