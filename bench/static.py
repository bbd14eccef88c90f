"""Static files as a deployed site has them: collected, hashed, with their manifest. Runs in a worker."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_when_changed() -> None:
    """Collecting takes half a minute; a stamp of every file's place, size and time spares it when nothing changed."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    now = _state()
    if stamp.exists() and stamp.read_text(encoding="ascii") == now:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now, encoding="ascii")


def _state() -> str:
    known = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(None):
            about = Path(storage.path(path)).stat()
            known.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode())
    return known.hexdigest()
