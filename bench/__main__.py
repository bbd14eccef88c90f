"""`script/bench [NAME ...]`: ours beside a plain Wagtail project, in the same run; also `search`, `surveys`, `editions`, `matching`."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field

from bench.comparing import both_sides, compare, compare_imports, profile
from bench.editions.__main__ import main as measure_editions
from bench.finding.__main__ import main as measure_search
from bench.machine import machine_line
from bench.matching.__main__ import main as measure_matching
from bench.sides import WorkerFailed
from bench.subjects import subjects
from bench.surveys.__main__ import main as measure_surveys
from bench.table import Comparison, Import, import_lines, import_table, page_table, target_lines

NAMES = ("list", "detail", "api", "import")
COUNT, QUICK_COUNT = 10_000, 500
RUNS, QUICK_RUNS = 30, 10
PROFILED_FUNCTIONS = 45
HOW_PAGES = """Pages: {runs} visits a side, in turn; anonymous, no network, nothing answered from a page cache.
Processor time: shortest / median / longest. Ratio: our median ÷ plain median, below 1 ours takes less. Pairs: ours : plain."""
HOW_IMPORTS = "Import: one run each in a fresh process. Processor time; highest memory of the process, and before the first row."


@dataclass
class Result:
    """Everything one run measured."""

    count: int
    runs: int
    machine: str = ""
    pages: list[Comparison] = field(default_factory=list)
    imports: list[Import] = field(default_factory=list)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what `argv` names and print it; returns what the program exits with."""
    given = sys.argv[1:] if argv is None else list(argv)
    others = {"search": measure_search, "surveys": measure_surveys, "editions": measure_editions, "matching": measure_matching}
    if given and given[0] in others:
        return others[given[0]](given[1:])
    wishes = _read(given)
    try:
        if wishes.profile:
            _profile(wishes)
            return 0
        result = _measure(wishes, tell=(lambda part: None) if wishes.json else _print_part)
    except WorkerFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    if wishes.json:
        print(json.dumps(asdict(result), indent=2))
    return 0


def _measure(wishes: argparse.Namespace, *, tell: Callable[[str], None]) -> Result:
    """Measure part after part; `tell` gets what is known as soon as it is, because the imports take minutes."""
    result = Result(wishes.count, wishes.runs)
    chosen = [subject for subject in subjects(wishes.count) if subject.name in wishes.names]
    with both_sides(wishes.count, progress=_tell) as workers:
        result.machine = machine_line(workers["ours"].ask("versions"))
        tell(f"CITIES beside a plain Wagtail project, {result.count:,} practices\n{result.machine}")
        for subject in chosen:
            _tell(f"visiting {subject.title}")
            result.pages.append(compare(subject, workers, count=wishes.count, runs=wishes.runs))
    if chosen:
        tell(HOW_PAGES.format(runs=result.runs))
        tell(page_table(result.pages))
        tell("\n".join(target_lines(result.pages)))
    if "import" in wishes.names:
        result.imports = compare_imports(wishes.count, progress=_tell)
        tell(HOW_IMPORTS)
        tell(import_table(result.imports))
        tell("\n".join(import_lines(result.imports)))
    return result


def _profile(wishes: argparse.Namespace) -> None:
    with both_sides(wishes.count, progress=_tell) as workers:
        for subject in subjects(wishes.count):
            if subject.name in wishes.names:
                print(profile(subject, workers["ours"], lines=PROFILED_FUNCTIONS))


def _read(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"what to measure: {', '.join(NAMES)}; everything when none is named")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_COUNT} practices instead of {COUNT:,}")
    parser.add_argument("--count", type=int, help="another number of practices")
    parser.add_argument("--runs", type=int, help=f"visits of each address ({RUNS}, with --quick {QUICK_RUNS})")
    parser.add_argument("--json", action="store_true", help="print every figure as JSON instead of tables")
    parser.add_argument("--profile", action="store_true", help="show where our pages spend their time instead of comparing")
    wishes = parser.parse_args(argv)
    if unknown := set(wishes.names) - set(NAMES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(NAMES)}")
    wishes.names = wishes.names or NAMES
    wishes.count = wishes.count or (QUICK_COUNT if wishes.quick else COUNT)
    wishes.runs = wishes.runs or (QUICK_RUNS if wishes.quick else RUNS)
    return wishes


def _print_part(part: str) -> None:
    print(f"{part}\n", flush=True)


def _tell(line: str) -> None:
    print(f"… {line}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
