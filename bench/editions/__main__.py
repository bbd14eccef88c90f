"""`script/bench editions`: a yearbook of 75 and of 1,000 members typeset by Typst and by WeasyPrint, in the same run.

WeasyPrint is wanted for this alone: `uv pip install weasyprint` (and Pango from the system). Without it only ours is measured.
"""

import argparse
import importlib.util
import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from bench.table import aligned

SIZES = (75, 1_000)
# Seconds and MiB promised for each size.
PROMISES = {75: (5.0, 1_500.0), 1_000: (60.0, 1_500.0)}
HEADER = ("way", "members", "pages", "s wall", "peak MiB", "kB")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="script/bench editions", description=__doc__)
    parser.add_argument("--members", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--only-ours", action="store_true", help="leave WeasyPrint out: a thousand members take it many minutes")
    parser.add_argument("--json", action="store_true", help="print every figure as JSON")
    wishes = parser.parse_args(argv)
    ways = ["typst"]
    if not wishes.only_ours and importlib.util.find_spec("weasyprint"):
        ways.append("weasyprint")
    told = [_measured(way, members) for members in wishes.members for way in ways]
    print(json.dumps(told, indent=2) if wishes.json else "\n".join(lines(told)))
    return 0


def lines(told: Sequence[dict[str, Any]]) -> list[str]:
    rows = [
        (
            each["way"],
            f"{each['members']:,}",
            f"{each['pages']:,}",
            f"{each['seconds']:.1f}",
            f"{each['peak']:.0f}",
            f"{each['bytes'] / 1000:,.0f}",
        )
        for each in told
    ]
    return ["One language, from snapshot to tagged PDF/UA-1, one run each", aligned([HEADER, *rows]), *_verdicts(told)]


def _verdicts(told: Sequence[dict[str, Any]]) -> list[str]:
    found = []
    for each in told:
        if each["way"] == "typst" and each["members"] in PROMISES:
            seconds, memory = PROMISES[each["members"]]
            kept = each["seconds"] < seconds and max(each["peak"], each["own"]) < memory
            found.append(
                f"Target for {each['members']:,} members: under {seconds:.0f} s and {memory:.0f} MiB: {'kept' if kept else 'missed'}."
            )
    return found


def _measured(way: str, members: int) -> dict[str, Any]:
    print(f"… {way}, {members:,} members", file=sys.stderr)
    done = subprocess.run([sys.executable, "-m", "bench.editions.side", way, str(members)], capture_output=True, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


if __name__ == "__main__":
    sys.exit(main())
