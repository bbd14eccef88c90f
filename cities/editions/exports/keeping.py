"""Files made once and kept: named after the snapshot and the make, so that they never go out of date."""

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from cities.editions.models import FrozenFile, FrozenPicture

# Files in an archive have no day of their own: the same snapshot is the same bytes.
NO_DAY = (1980, 1, 1, 0, 0, 0)
# Compressed already; pressing them again takes time and gains nothing.
PRESSED = (".jpg", ".jpeg", ".png", ".mp4", ".zip", ".epub", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".pdf")

Part = tuple[str, bytes]


def kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """The file at `path`; made first where it is not there."""
    if path.is_file():
        return path.read_bytes()
    data = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    # At once, and each in a file of its own: nobody reads half a file, and whoever makes the same one at the same time makes the same.
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        try:
            part.write(data)
            part.flush()
            Path(part.name).replace(path)
        except OSError:
            Path(part.name).unlink(missing_ok=True)
            raise
    return data


def archive(parts: Iterable[Part]) -> bytes:
    """A zip of these in this order; the same parts are the same bytes on every machine."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as pack:
        for name, data in parts:
            entry = zipfile.ZipInfo(name, NO_DAY)
            # Told outright: what zipfile would write differs from system to system.
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            stored = name == "mimetype" or name.lower().endswith(PRESSED)
            pack.writestr(entry, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def frozen_bytes(rows: Iterable[FrozenPicture | FrozenFile]) -> dict[str, bytes]:
    """What was frozen, by digest; what was lost is left out."""
    found: dict[str, bytes] = {}
    for row in rows:
        try:
            with row.file.open("rb") as file:
                found[row.digest] = file.read()
        except OSError:
            continue
    return found
