"""Words in SQLite's FTS5, in the database of the records: what a transaction changes is found when it is done, and not before."""

import json
from collections.abc import Collection, Iterable, Sequence

from django.db import connection

from cities.search.analysis import Term
from cities.search.engines.port import Frequencies, IndexedWords, WordHit
from cities.search.engines.weighing import most_possible, telling_terms

# BM25 weights of the columns: names, body, plain. What stands in a name says more; plain only finds phrases.
WEIGHTS = "6.0, 1.0, 0.0"
WRITE = "INSERT OR REPLACE INTO search_words (rowid, names, body, plain) VALUES (%s, %s, %s, %s)"
SEARCH = f"""
SELECT found.rowid, text.entry_id, text.language, found.score
FROM (SELECT rowid, -bm25(search_words, {WEIGHTS}) AS score FROM search_words
      WHERE search_words MATCH %s {{within}} ORDER BY bm25(search_words, {WEIGHTS}) LIMIT %s) AS found
JOIN search_indexedtext AS text ON text.id = found.rowid
ORDER BY found.score DESC, text.entry_id
"""  # noqa: S608 -- only constants of this module
# The plus keeps SQLite from asking FTS5 for each of these rows anew: seconds instead of milliseconds with some thousand entries.
WITHIN = "AND +rowid IN (SELECT id FROM search_indexedtext WHERE entry_id IN (SELECT value FROM json_each(%s)))"
HAVING = "SELECT DISTINCT entry_id FROM search_indexedtext WHERE id IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)"
BEGINNING = """
SELECT entry_id FROM search_indexedtext
WHERE id IN (SELECT rowid FROM search_words WHERE search_words MATCH %s LIMIT 400)
GROUP BY entry_id ORDER BY MIN(LENGTH(title)), entry_id LIMIT %s
"""
# The row that counts the texts themselves.
EVERY_TEXT = ""
FREQUENCIES = """
SELECT term, doc FROM search_vocabulary WHERE term IN (SELECT value FROM json_each(%s) WHERE value <> '')
UNION ALL SELECT '', COUNT(*) FROM search_indexedtext
"""
VOCABULARY = "SELECT term, doc FROM search_columns WHERE col = 'plain' ORDER BY doc DESC, term LIMIT %s"


class SqliteWords:
    def write(self, texts: Sequence[IndexedWords]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(WRITE, [(text.text_id, " ".join(text.names), " ".join(text.body), " ".join(text.plain)) for text in texts])

    def forget(self, text_ids: Collection[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words WHERE rowid IN (SELECT value FROM json_each(%s))", [json.dumps(list(text_ids))])

    def clear(self) -> None:
        with connection.cursor() as cursor:
            # No word of what was there stays in the file.
            cursor.execute("INSERT INTO search_words (search_words) VALUES ('delete-all')")

    def frequencies(self, tokens: Collection[str]) -> Frequencies:
        """A token that stands in plain words only counts as well: few do."""
        with connection.cursor() as cursor:
            cursor.execute(FREQUENCIES, [json.dumps(sorted(tokens))])
            found = dict(cursor.fetchall())
        texts = found.pop(EVERY_TEXT)
        return Frequencies(texts, found, found.keys())

    def search(
        self, terms: Sequence[Term], *, frequencies: Frequencies, entries: Collection[int] | None = None, most: int = 300
    ) -> list[WordHit]:
        told = telling_terms(terms, frequencies.found)
        if not told:
            return []
        within = [] if entries is None else [json.dumps([int(entry) for entry in entries])]
        matched = " OR ".join(_phrase(form) for term in told for form in term.forms)
        limit = most_possible(terms, frequencies.found, frequencies.texts)
        with connection.cursor() as cursor:
            cursor.execute(SEARCH.format(within=WITHIN if within else ""), [f"{{names body}} : ({matched})", *within, most])
            return [WordHit(text, entry, language, min(score / limit, 1.0)) for text, entry, language, score in cursor.fetchall()]

    def having_all(self, terms: Sequence[Term]) -> set[int]:
        matched = " AND ".join(f"({' OR '.join(_phrase(form) for form in term.forms)})" for term in terms)
        return _entries(f"{{names body}} : ({matched})") if terms else set()

    def having(self, phrase: Sequence[str]) -> set[int]:
        return _entries(f"plain : {_phrase(phrase)}")

    def beginning(self, start: Sequence[str], *, most: int = 20) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(BEGINNING, [f"names : {_phrase(start)} *", most])
            return [row[0] for row in cursor.fetchall()]

    def vocabulary(self, *, most: int) -> Iterable[tuple[str, int]]:
        with connection.cursor() as cursor:
            cursor.execute(VOCABULARY, [most])
            yield from cursor

    def count(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM search_words")
            return int(cursor.fetchone()[0])

    def settle(self) -> None:
        """All is done in the transaction of the change."""


def _entries(matched: str) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(HAVING, [matched])
        return {row[0] for row in cursor.fetchall()}


def _phrase(tokens: Sequence[str]) -> str:
    return '"' + " ".join(token.replace('"', "") for token in tokens) + '"'
