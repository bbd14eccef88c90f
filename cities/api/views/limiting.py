"""How much one address may ask of the API: enough for any reader and any site, not enough to keep others waiting."""

import time
from threading import Lock

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from cities.core.askers import asker

WINDOW_SECONDS = 60
# Requests a process counts by itself before it tells the shared cache: whoever reads a page or two costs no query.
STRIDE = 20

_lock = Lock()
_counted: dict[tuple[str, int], int] = {}
_refused: set[tuple[str, int]] = set()


def seconds_to_wait(request: HttpRequest, *, now: float | None = None) -> int:
    """0 when the request may be answered; else the seconds until this address may ask again.

    All processes together count up to `API_LIMIT` a minute, give or take STRIDE for each process. No limit is 0.
    """
    reader = asker(request)
    if not settings.API_LIMIT or not reader:
        return 0
    moment = time.time() if now is None else now
    window = int(moment // WINDOW_SECONDS)
    if not _is_over(reader, window):
        return 0
    return WINDOW_SECONDS - int(moment % WINDOW_SECONDS)


def _is_over(reader: str, window: int) -> bool:
    key = (reader, window)
    stride = min(STRIDE, settings.API_LIMIT)
    with _lock:
        if key in _refused:
            return True
        _forget_before(window)
        _counted[key] = _counted.get(key, 0) + 1
        if _counted[key] % stride:
            return False
    if _told(reader, window, stride) <= settings.API_LIMIT:
        return False
    with _lock:
        _refused.add(key)
    return True


def _told(reader: str, window: int, count: int) -> int:
    """What all processes have counted, with these."""
    name = f"api-limit:{reader}:{window}"
    cache.add(name, 0, timeout=2 * WINDOW_SECONDS)
    try:
        return int(cache.incr(name, count))
    except ValueError:
        # The cache has dropped it meanwhile.
        return count


def _forget_before(window: int) -> None:
    for kept in (_counted, _refused):
        for key in [key for key in kept if key[1] < window]:
            kept.pop(key) if isinstance(kept, dict) else kept.remove(key)
