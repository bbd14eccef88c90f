"""The plain alternative: SQLite's FTS5 as it comes, accents folded, any of the words, best BM25 first."""

import re
from collections.abc import Mapping, Sequence

from pysqlite3 import dbapi2 as sqlite

from bench.finding.judging import DEPTH, JudgedQuery


class PlainWords:
    def __init__(self, documents: Sequence[Mapping[str, str]]) -> None:
        """`documents`: key, title and body of every text."""
        self._database = sqlite.connect(":memory:")
        self._database.execute(
            "CREATE VIRTUAL TABLE texts USING fts5(record UNINDEXED, title, body, tokenize='unicode61 remove_diacritics 2')"
        )
        self._database.executemany("INSERT INTO texts VALUES (?, ?, ?)", [(one["key"], one["title"], one["body"]) for one in documents])

    def answers(self, queries: Sequence[JudgedQuery]) -> dict[str, list[str]]:
        return {query.id: self._answer(query.text) for query in queries}

    def _answer(self, query: str) -> list[str]:
        matched = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        rows = self._database.execute("SELECT record FROM texts WHERE texts MATCH ? ORDER BY bm25(texts) LIMIT 200", [matched])
        return list(dict.fromkeys(row[0] for row in rows))[:DEPTH]
