"""Both sides, visit by visit in turn, and import by import each in a fresh process."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.databases import copied, database_folder
from bench.rows import write_rows
from bench.sides import SIDES, Worker, WorkerFailed, running
from bench.subjects import Subject, code_of, visited_numbers
from bench.table import Comparison, Import, Visits, visits_of

# Before anything is counted, each side loads its templates and vocabularies, as a site that runs has.
WARMING_VISITS = 3
# Every way of importing. The plain project's second way is what a script in a hurry does: nothing of the rows can be taken back.
IMPORTS = (
    ("ours, staged and applied", "ours", True),
    ("plain, a page and a revision each", "plain", True),
    ("plain, a page each", "plain", False),
)

Progress = Callable[[str], None]
Workers = Mapping[str, Worker]


@contextmanager
def both_sides(count: int, *, progress: Progress) -> Iterator[dict[str, Worker]]:
    """A worker for each side, on databases of the same made-up network, ready to answer visits."""
    folders = {side: database_folder(side, count, progress=progress) for side in SIDES}
    with ExitStack() as stack:
        workers = {side: stack.enter_context(running(side, folders[side])) for side in SIDES}
        for worker in workers.values():
            worker.ask("prepare")
        yield workers


def compare(subject: Subject, workers: Workers, *, count: int, runs: int) -> Comparison:
    """One visit here, one there, and again: whatever else the machine does falls on both. Raises WorkerFailed for a wrong status."""
    numbers = visited_numbers(count, WARMING_VISITS + runs)
    answers: dict[str, list[dict[str, float]]] = {side: [] for side in workers}
    for number in numbers:
        for side, worker in workers.items():
            answers[side].append(_visit(subject, worker, number))
    visits: dict[str, Visits] = {side: visits_of(given[WARMING_VISITS:]) for side, given in answers.items()}
    return Comparison(title=subject.title, has_target=subject.has_target, **visits)


def profile(subject: Subject, worker: Worker, *, lines: int) -> str:
    """Where one of our pages spends its time: functions, then queries, the slowest first."""
    told = worker.ask("profile", path=_address(subject, worker, 0), lines=lines)
    queries = sorted(told["queries"], key=lambda query: -query["ms"])
    return "\n".join([f"== {subject.title}", told["functions"], *(f"{query['ms']:8.2f} ms  {query['sql'][:1500]}" for query in queries)])


def compare_imports(count: int, *, progress: Progress) -> list[Import]:
    """Each into its own copy of a database without practices, in its own process, whose memory is then its own."""
    folders = {side: database_folder(side, 0, progress=progress) for side in SIDES}
    with tempfile.TemporaryDirectory(prefix="cities-bench-") as temporary:
        table = Path(temporary) / "practices.csv"
        write_rows(table, count)
        imports = []
        for number, (title, side, with_revisions) in enumerate(IMPORTS):
            progress(f"importing {count:,} rows: {title}")
            with running(side, copied(side, folders[side], Path(temporary) / str(number))) as worker:
                answer = worker.ask("import", path=str(table), with_revisions=with_revisions)
            imports.append(Import(title=title, **answer))
            progress(f"{imports[-1].rate:,.0f} rows a second of processor time, {imports[-1].wall:.0f} s in all")
    return imports


def _visit(subject: Subject, worker: Worker, number: int) -> dict[str, float]:
    address = _address(subject, worker, number)
    answer: dict[str, float] = worker.ask("visit", path=address)
    if answer["status"] != 200:
        raise WorkerFailed(f"{worker.side} answered {answer['status']:.0f} to {address}; a page that fails cannot be compared.")
    return answer


def _address(subject: Subject, worker: Worker, number: int) -> str:
    codes = {"code": code_of(number)}
    if "{id}" in subject.addresses[worker.side]:
        codes |= worker.ask("address", number=number)
    return subject.address(worker.side, codes)
