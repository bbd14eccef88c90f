"""How much memory this process ever held."""

import resource
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")


def resident_mebibytes() -> tuple[float, float]:
    """Resident size now, and how much of it this process shares with nobody, in MiB; the second is 0 where nobody tells."""
    if not STATUS.exists():
        return peak_mebibytes(), 0.0
    told = dict(line.split(":", 1) for line in STATUS.read_text(encoding="ascii").splitlines() if line.startswith(("VmRSS", "RssAnon")))
    whole, own = (int(told[name].split()[0]) / 1024 for name in ("VmRSS", "RssAnon"))
    return whole, own


def peak_mebibytes() -> float:
    """Highest resident size so far, in MiB.

    Linux is asked for its own high-water mark: `ru_maxrss` of a fresh program still counts the memory of the one that started it.
    """
    if STATUS.exists():
        line = next(line for line in STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return highest / 1024 / (1024 if sys.platform == "darwin" else 1)
