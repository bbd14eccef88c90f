"""Asking an OpenSearch server: no client library, its plain HTTP interface."""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from cities.core.endpoints import EndpointFault, ask_endpoint
from cities.search.engines.port import EngineFault

MAPPINGS = Path(__file__).parent
# A reader waits for a search, an editor for what is sent when a record is published; a rebuild has time.
SEARCH_SECONDS = 3.0
SEND_SECONDS = 5.0


@dataclass(frozen=True)
class Service:
    """`address` without user and password, which are in the headers; `prefix` begins the names of all our indexes there."""

    address: str
    prefix: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    def ask(self, method: str, path: str, body: Any = None, *, timeout: float = SEARCH_SECONDS) -> Any:
        """Raise EngineFault when there is no answer, or one that refuses."""
        try:
            return ask_endpoint(method, f"{self.address}/{path}", body=body, headers=dict(self.headers), timeout=timeout)
        except EndpointFault as error:
            raise EngineFault(str(error)) from error

    def search(self, index: str, body: Any) -> Any:
        return self.ask("POST", f"{index}/_search", body)

    def count(self, index: str) -> int:
        return int(self.ask("GET", f"{index}/_count")["count"])

    def make_index(self, index: str, mapping: str, *, dimension: int = 0) -> None:
        """As the mapping of this name says; one that is there stays."""
        told = json.loads((MAPPINGS / mapping).read_text(encoding="utf-8"))
        if dimension:
            told["mappings"]["properties"]["centred"]["dimension"] = dimension
        try:
            self.ask("PUT", index, told, timeout=SEND_SECONDS)
        except EngineFault as error:
            if "resource_already_exists_exception" not in str(error):
                raise

    def drop_index(self, index: str) -> None:
        self.ask("DELETE", f"{index}?ignore_unavailable=true", timeout=SEND_SECONDS)

    def indexes(self, beginning: str) -> list[str]:
        return [row["index"] for row in self.ask("GET", f"_cat/indices/{beginning}*?format=json&h=index")]

    def send(self, index: str, changes: Iterable[tuple[int, Mapping[str, Any] | None]]) -> dict[int, str]:
        """Put documents by their number, take away those that are None, in this order; readers see it at once.

        Returns what was refused, with the reasons.
        """
        lines: list[Any] = []
        for number, document in changes:
            lines += [{"delete": {"_id": str(number)}}] if document is None else [{"index": {"_id": str(number)}}, document]
        body = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        try:
            answer = ask_endpoint(
                "POST", f"{self.address}/{index}/_bulk?refresh=true", text=body, headers=dict(self.headers), timeout=SEND_SECONDS
            )
            done = [result for item in answer["items"] for result in item.values()]
            # What is to be taken away and is not there is as it should be.
            return {int(one["_id"]): str(one["error"]) for one in done if one["status"] >= 300 and "error" in one}
        except (EndpointFault, KeyError, TypeError) as error:
            raise EngineFault(f"{self.address} does not take what was sent: {error}") from error


@lru_cache(maxsize=4)
def service_at(url: str) -> Service:
    """`https://user:password@host:9200/index-name`."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    named = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else ""
    headers = {"Authorization": f"Basic {base64.b64encode(named.encode()).decode()}"} if named else {}
    return Service(f"{parts.scheme}://{host}{f':{parts.port}' if parts.port else ''}", parts.path.strip("/"), headers)
