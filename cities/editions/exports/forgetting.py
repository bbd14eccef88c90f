"""Kept files that nobody is given any more: of editions withdrawn or published anew, of a former make, of snapshots cleaned of a name."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from cities.editions.exports.pdf import KNOWN_BY, kept_folder, make
from cities.editions.models import Edition

# Half a file whose maker died; making one takes seconds.
PART_KEPT = timedelta(hours=1)


def forget_files(digests: Iterable[str]) -> int:
    """Remove what was made from the snapshots with these digests; how many."""
    return _unlink(path for digest in digests for path in kept_folder().glob(f"{digest[:KNOWN_BY]}-*"))


def forget_old_files(*, now: datetime) -> int:
    """Remove all that is not of what is public now and of this make; how many."""
    # Before what is public is asked for: a file made meanwhile is of what has become public.
    found = [path for path in kept_folder().glob("*") if path.is_file()]
    public = set(Edition.objects.public().values_list("snapshot__digest", flat=True)) if found else set()
    current = {(str(digest)[:KNOWN_BY], make()) for digest in public}
    stale = now - PART_KEPT
    return _unlink(path for path in found if (_is_old(path, stale) if path.suffix == ".part" else _known(path) not in current))


def _known(path: Path) -> tuple[str, str]:
    """Which snapshot and which make; a language may have hyphens, an ending a dot."""
    digest, _, rest = path.name.partition(".")[0].partition("-")
    return digest, rest.rpartition("-")[2]


def _is_old(path: Path, than: datetime) -> bool:
    try:
        return path.stat().st_mtime < than.timestamp()
    except FileNotFoundError:
        return False


def _unlink(paths: Iterable[Path]) -> int:
    count = 0
    for path in paths:
        path.unlink(missing_ok=True)
        count += 1
    return count
