"""`script/bench search [quality|speed|pool]`: how well and how fast searching finds, ours beside Wagtail's own search and plain FTS5.

`pool` prints what they found and nobody has judged yet."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bench.finding.pooling import pool, pool_lines
from bench.finding.quality import measure_quality, quality_lines
from bench.finding.speed import measure_speed, speed_lines
from bench.sides import WorkerFailed

MEASURED = ("quality", "speed")
PARTS = (*MEASURED, "pool")
SIZES = (10_000, 100_000)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="script/bench search", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; {' and '.join(MEASURED)} when none is named")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of passages to be fast with")
    parser.add_argument("--json", action="store_true", help="print every figure as JSON")
    wishes = parser.parse_args(argv)
    if unknown := set(wishes.parts) - set(PARTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(PARTS)}")
    parts: Sequence[str] = wishes.parts or MEASURED
    told: dict[str, Any] = {}
    try:
        if "quality" in parts:
            told["quality"] = measure_quality(progress=_tell)
            _print(quality_lines(told["quality"]), is_json=wishes.json)
        if "speed" in parts:
            told["speed"] = measure_speed(wishes.sizes, progress=_tell)
            _print(speed_lines(told["speed"]), is_json=wishes.json)
        if "pool" in parts:
            pooled = pool(progress=_tell)
            told["pool"] = [asdict(each) for each in pooled]
            _print(pool_lines(pooled), is_json=wishes.json)
    except WorkerFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    if wishes.json:
        print(json.dumps(told, indent=2))
    return 0


def _print(lines: Sequence[str], *, is_json: bool) -> None:
    if not is_json:
        print("\n".join(lines), flush=True)


def _tell(line: str) -> None:
    print(f"… {line}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
