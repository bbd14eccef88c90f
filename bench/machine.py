"""What the figures were measured on."""

import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

CPUINFO = Path("/proc/cpuinfo")


def machine_line(versions: Mapping[str, str]) -> str:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    programs = f"Python {platform.python_version()} · SQLite {versions['sqlite']} ({versions['driver']})"
    machine = f"{_processor()}, {os.cpu_count()} cores{load} · {platform.system()}"
    return f"{datetime.now(UTC):%Y-%m-%d} · {machine} · {programs} · Django {versions['django']} · Wagtail {versions['wagtail']}"


def _processor() -> str:
    lines = CPUINFO.read_text(encoding="utf-8").splitlines() if CPUINFO.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())
