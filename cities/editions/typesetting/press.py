"""Typst, in a process of its own: a text that makes it run for ever is stopped, and its memory is given back.

    python -m cities.editions.typesetting.press FOLDER TIMESTAMP

sets FOLDER/book.typ with the faces of the project alone, into FOLDER/book.pdf: tagged, PDF/UA-1. Nothing outside FOLDER is opened.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

TEMPLATE = Path(__file__).parent / "book.typ"
FONTS = Path(__file__).resolve().parent.parent / "fonts"
# A thousand members take half a minute on two cores.
LONGEST = 300


class NotTypeset(Exception):
    """The typesetter refused or was stopped; what it said is for the log."""


def pressed(data: Mapping[str, Any], *, pictures: Mapping[str, bytes], date: str) -> bytes:
    """A PDF of this data; `pictures` by file name, `date` (ISO 8601) is when it says it was made. Raises NotTypeset."""
    with tempfile.TemporaryDirectory(prefix="cities-edition-") as name:
        folder = Path(name)
        (folder / "book.typ").write_bytes(TEMPLATE.read_bytes())
        (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for file, content in pictures.items():
            (folder / file).write_bytes(content)
        stamp = str(int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp()))
        try:
            done = subprocess.run(  # noqa: S603 -- our own program, with names we made
                [sys.executable, "-m", "cities.editions.typesetting.press", name, stamp],
                cwd=Path(__file__).resolve().parents[3],
                capture_output=True,
                timeout=LONGEST,
                check=False,
            )
        except subprocess.TimeoutExpired as fault:
            raise NotTypeset("stopped: it took too long") from fault
        if done.returncode:
            raise NotTypeset(done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2])
        return (folder / "book.pdf").read_bytes()


def press(folder: Path, timestamp: int) -> None:
    import typst  # noqa: PLC0415 -- loaded in the process that sets, nowhere else

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    nowhere = str(folder / "no-packages")
    compiler = typst.Compiler(
        str(folder / "book.typ"), root=str(folder), font_paths=fonts, package_path=nowhere, package_cache_path=nowhere
    )
    compiler.compile(output=str(folder / "book.pdf"), format="pdf", pdf_standards=["ua-1"], timestamp=timestamp)


if __name__ == "__main__":
    press(Path(sys.argv[1]), int(sys.argv[2]))
