"""An OpenSearch that has been recorded: it answers in the documented shapes and remembers what it was asked. None was ever run."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

CREATED = {"acknowledged": True, "shards_acknowledged": True, "index": "any"}
EXISTS = {
    "error": {
        "root_cause": [{"type": "resource_already_exists_exception", "reason": "index [any/1] already exists", "index": "any"}],
        "type": "resource_already_exists_exception",
        "reason": "index [any/1] already exists",
    },
    "status": 400,
}
MISSING = {"error": {"type": "index_not_found_exception", "reason": "no such index [any]", "index": "any"}, "status": 404}


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    body: Any
    headers: dict[str, str]


@dataclass
class Recorded:
    """`answers` by method and path without its query; a list is given out one by one, the last again and again."""

    answers: dict[str, list[tuple[int, Any]]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://cities:s%40crd@127.0.0.1:{self.port}/commons"

    def answer(self, asked: str, *bodies: Any, status: int = 200) -> None:
        self.answers[asked] = [(status, body) for body in bodies]

    def bodies(self, asked: str) -> list[Any]:
        method, path = asked.split(" ", 1)
        return [one.body for one in self.asked if one.method == method and urlsplit(one.path).path == path]

    def take(self, method: str, path: str) -> tuple[int, Any]:
        key = f"{method} {urlsplit(path).path}"
        given = self.answers.get(key)
        if given is None:
            return (200, CREATED) if method in ("PUT", "DELETE") else (404, MISSING)
        return given.pop(0) if len(given) > 1 else given[0]


@contextmanager
def recorded_server() -> Iterator[Recorded]:
    recorded = Recorded()

    class Handler(BaseHTTPRequestHandler):
        def _told(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            lines = [json.loads(line) for line in raw.splitlines()] if raw else []
            is_bulk = self.headers.get("Content-Type") == "application/x-ndjson"
            recorded.asked.append(Asked(self.command, self.path, lines if is_bulk else (lines or [None])[0], dict(self.headers)))
            status, body = recorded.take(self.command, self.path)
            answer = json.dumps(taken(lines) if callable(body) else body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = do_PUT = do_DELETE = _told  # noqa: N815 -- the names the server looks for

        def log_message(self, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    recorded.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield recorded
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def taken(lines: list[Any]) -> dict[str, Any]:
    """What `_bulk` answers when it takes everything."""
    actions = [(name, one["_id"]) for line in lines for name, one in line.items() if name in ("index", "delete") and isinstance(one, dict)]
    items = [
        {name: {"_index": "any", "_id": identifier, "_version": 1, "result": "created", "status": 201}} for name, identifier in actions
    ]
    return {"took": 7, "errors": False, "items": items}


def hits(*found: tuple[int, float, dict[str, Any]], total: int | None = None) -> dict[str, Any]:
    """What `_search` answers: number, score and source of each."""
    rows = [{"_index": "any", "_id": str(number), "_score": score, "_source": source} for number, score, source in found]
    return {
        "took": 3,
        "timed_out": False,
        "_shards": {"total": 1, "successful": 1, "skipped": 0, "failed": 0},
        "hits": {"total": {"value": len(rows) if total is None else total, "relation": "eq"}, "max_score": None, "hits": rows},
    }


def counted(*counts: int, total: int = 0, known: Sequence[int] | None = None) -> dict[str, Any]:
    """Texts that have each token asked about in names or body; `known` are those that have it anywhere, where others do."""
    groups = {"tokens": counts, "known": counts if known is None else known}
    return {
        **hits(total=total),
        "aggregations": {group: {"buckets": [{"doc_count": count} for count in told]} for group, told in groups.items()},
    }
