"""An answer of the search, told on a terminal."""

from collections.abc import Iterator
from typing import Any


def told_answer(answer: dict[str, Any]) -> str:
    """Line by line; with what each signal adds where the answer explains itself."""
    return "\n".join(_lines(answer))


def _lines(answer: dict[str, Any]) -> Iterator[str]:
    yield f"{answer['total']} found in {answer['took_ms']} ms, asked in {answer['query_language']}"
    if answer["did_you_mean"]:
        yield f"Did you mean: {answer['did_you_mean']}"
    if answer["recognised"]:
        yield f"Named: {', '.join(subject['label'] for subject in answer['recognised'])}"
    for result in answer["results"]:
        yield f"  {result['score']:7.3f}  {result['kind']:<10} {result['title']} ({result['original_language']})  {result['url']}"
        if result["explanation"]:
            yield from _explained(result)


def _explained(result: dict[str, Any]) -> Iterator[str]:
    added = {name: value for name, value in result["explanation"]["added"].items() if value}
    yield f"           {' + '.join(f'{name} {value:.2f}' for name, value in added.items())}"
    yield from (f"           {reason['label']}" for reason in result["reasons"])
