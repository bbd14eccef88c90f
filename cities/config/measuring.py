"""`cities bench`: the measurements that come with the source."""

import subprocess
import sys
from pathlib import Path

import click

import cities

SOURCE = Path(cities.__file__).parent.parent


def measure(arguments: list[str], *, source: Path = SOURCE) -> int:
    """Run the measurements of a checkout and return what they exit with; they are no part of an installed package."""
    if not (source / "bench" / "__main__.py").is_file():
        raise click.ClickException(
            "The measurements come with the source, not with the installed package. "
            "Fetch the source of this version and run script/bench there."
        )
    command = [sys.executable, "-m", "bench", *arguments]
    return subprocess.run(command, cwd=source, check=False).returncode  # noqa: S603 -- our own program, asked for by who runs it
