"""Talking to services the operator has named in the settings (an embeddings server, a search server), which may be on a private network.
Addresses that come from anyone else are never fetched with this."""

import json
from typing import Any

import requests
from urllib3.exceptions import HTTPError

MOST_BYTES = 64 * 1024 * 1024


class EndpointFault(Exception):
    """The service is not there, refuses, or answers with what nobody can read."""


def post_json(address: str, body: Any, *, headers: dict[str, str] | None = None, timeout: float) -> Any:
    """Raise EndpointFault for anything but JSON with a status below 400."""
    return ask_endpoint("POST", address, body=body, headers=headers, timeout=timeout)


def ask_endpoint(
    method: str, address: str, *, body: Any = None, text: str | None = None, headers: dict[str, str] | None = None, timeout: float
) -> Any:
    """Send JSON (`body`) or prepared lines (`text`), no redirects followed; the answer's JSON, None for an empty one."""
    told = {"Content-Type": "application/x-ndjson"} if text is not None else {}
    try:
        with requests.request(
            method,
            address,
            json=body if text is None else None,
            data=text.encode() if text is not None else None,
            headers={**told, **(headers or {})},
            timeout=timeout,
            allow_redirects=False,
            stream=True,
        ) as answer:
            content = answer.raw.read(MOST_BYTES + 1, decode_content=True)
    except (requests.RequestException, HTTPError, OSError) as error:
        raise EndpointFault(str(error)) from error
    if len(content) > MOST_BYTES:
        raise EndpointFault(f"{address} answered with more than {MOST_BYTES} bytes.")
    if answer.status_code >= 300:
        raise EndpointFault(f"{address} answered {answer.status_code}: {content[:300].decode(errors='replace')}")
    try:
        return json.loads(content) if content else None
    except ValueError as error:
        raise EndpointFault(f"{address} did not answer with JSON.") from error
