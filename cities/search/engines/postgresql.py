"""Words in PostgreSQL: our tokens as `tsvector`, weighed by how rare they are. Inside the transaction that changes the records.

The server's own ranking knows no rarity, so each term is ranked apart and multiplied by its own. In how many texts a token stands is
counted as texts come and go: every change adds rows, from time to time some are summed, and nobody waits for anybody.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from cities.search.analysis import Term
from cities.search.engines.port import Frequencies, IndexedWords, WordHit
from cities.search.engines.weighing import most_possible, rarity, telling_terms, term_frequency

# A tsvector's own limits: the last place a token can stand at, and the bytes of all tokens (a mebibyte), with room to spare.
LAST_PLACE = 16_383
MOST_BYTES = 900_000
# What one occurrence in a body weighs beside one in a name, and both as much as BM25 gives them (see weighing.SATURATION):
# ts_rank gives .61 of the weight to the first occurrence, and all of it to very many.
RANKED = "{0.55,0.55,0.55,1}"
GAIN = 3.0
# Texts that are read and ranked at most. The rarest terms choose them; of a single word that more texts have, some.
MOST_READ = 10_000
# Rows added to the counts before they are summed: some fifteen changed records.
MOST_ADDED = 20_000
# The row that counts the texts themselves.
EVERY_TEXT = ""

WRITE = """
UPDATE search_indexedtext AS text SET words = told.words::tsvector, named = told.named::tsvector, plain = told.plain::tsvector
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[]) AS told (id, words, named, plain) WHERE text.id = told.id
"""
COUNT = """
INSERT INTO search_counts (number, token, found, plain)
SELECT nextval('search_counts_number'), token, %(sign)s * sum(found), %(sign)s * sum(plain) FROM (
    SELECT token, 1 AS found, 0 AS plain FROM search_indexedtext, unnest(tsvector_to_array(words)) AS token WHERE id = ANY(%(texts)s)
    UNION ALL SELECT token, 0, 1 FROM search_indexedtext, unnest(tsvector_to_array(plain)) AS token WHERE id = ANY(%(texts)s)
    UNION ALL SELECT '', 1, 0 FROM search_indexedtext WHERE id = ANY(%(texts)s) AND words IS NOT NULL
) AS told GROUP BY token
"""
ADDED = """
SELECT coalesce((SELECT max(number) FROM search_counts WHERE number > 0) - (SELECT min(number) FROM search_counts WHERE number > 0), 0)
"""
SUM = """
WITH gone AS (
    DELETE FROM search_counts WHERE number > 0 OR token IN (SELECT token FROM search_counts WHERE number > 0)
    RETURNING token, found, plain
)
INSERT INTO search_counts (number, token, found, plain)
SELECT 0, token, sum(found), sum(plain) FROM gone GROUP BY token HAVING sum(found) <> 0 OR sum(plain) <> 0
"""
FREQUENCIES = "SELECT token, sum(found), sum(plain) FROM search_counts WHERE token = ANY(%s) GROUP BY token"
TEXTS = "SELECT COUNT(*) FROM search_indexedtext WHERE words IS NOT NULL"
VOCABULARY = """
SELECT token, sum(plain) FROM search_counts GROUP BY token HAVING sum(plain) > 0 ORDER BY sum(plain) DESC, token LIMIT %s
"""
# Added to nothing, a tsvector is unpacked once for all that is asked of it.
SEARCH = """
SELECT id, entry_id, language, {score} AS score FROM (
    SELECT id, entry_id, language, words || ''::tsvector AS words FROM search_indexedtext WHERE words @@ %s::tsquery {within} LIMIT %s
) AS text ORDER BY score DESC, entry_id, id LIMIT %s
"""
WITHIN = "AND entry_id = ANY(%s)"
HAVING_ALL = "SELECT DISTINCT entry_id FROM search_indexedtext WHERE words @@ %s::tsquery"
HAVING = "SELECT DISTINCT entry_id FROM search_indexedtext WHERE plain @@ %s::tsquery"
BEGINNING = """
SELECT entry_id FROM (SELECT entry_id, title FROM search_indexedtext WHERE named @@ %s::tsquery LIMIT 400) AS text
GROUP BY entry_id ORDER BY min(length(title)), entry_id LIMIT %s
"""


class PostgresWords:
    def write(self, texts: Sequence[IndexedWords]) -> None:
        identifiers = [text.text_id for text in texts]
        rows = [(_vector((text.names, "A"), (text.body, "B")), _vector((text.names, "A")), _vector((text.plain, "B"))) for text in texts]
        with connection.cursor() as cursor:
            cursor.execute(COUNT, {"sign": -1, "texts": identifiers})
            cursor.execute(WRITE, [identifiers, *(list(column) for column in zip(*rows, strict=True))])
            cursor.execute(COUNT, {"sign": 1, "texts": identifiers})
            _sum_counts(cursor)

    def forget(self, text_ids: Collection[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(COUNT, {"sign": -1, "texts": list(text_ids)})
            cursor.execute("UPDATE search_indexedtext SET words = NULL, named = NULL, plain = NULL WHERE id = ANY(%s)", [list(text_ids)])
            _sum_counts(cursor)

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE search_indexedtext SET words = NULL, named = NULL, plain = NULL WHERE words IS NOT NULL")
            cursor.execute("DELETE FROM search_counts")

    def frequencies(self, tokens: Collection[str]) -> Frequencies:
        with connection.cursor() as cursor:
            cursor.execute(FREQUENCIES, [[*tokens, EVERY_TEXT]])
            told = {token: (int(found), int(plain)) for token, found, plain in cursor.fetchall()}
        texts, _ = told.pop(EVERY_TEXT, (0, 0))
        return Frequencies(
            texts,
            {token: found for token, (found, _) in told.items() if found > 0},
            {token for token, counts in told.items() if max(counts) > 0},
        )

    def search(
        self, terms: Sequence[Term], *, frequencies: Frequencies, entries: Collection[int] | None = None, most: int = 300
    ) -> list[WordHit]:
        found = frequencies.found
        told = [_known(term, found) for term in telling_terms(terms, found)]
        if not told:
            return []
        ranked = [_ranked(term, found, frequencies.texts) for term in told]
        score = " + ".join(expression for expression, _ in ranked)
        parameters = [parameter for _, parameters in ranked for parameter in parameters]
        matched = " | ".join(_phrase(form) for term in _choosing(told, found) for form in term.forms)
        within = [] if entries is None else [[int(entry) for entry in entries]]
        statement = SEARCH.format(score=score, within=WITHIN if within else "")
        limit = most_possible(terms, found, frequencies.texts)
        with connection.cursor() as cursor:
            cursor.execute(statement, [*parameters, matched, *within, MOST_READ, most])
            return [WordHit(text, entry, language, min(float(score) / limit, 1.0)) for text, entry, language, score in cursor.fetchall()]

    def having_all(self, terms: Sequence[Term]) -> set[int]:
        matched = " & ".join(f"({' | '.join(_phrase(form) for form in term.forms)})" for term in terms)
        return _entries(HAVING_ALL, matched) if terms else set()

    def having(self, phrase: Sequence[str]) -> set[int]:
        return _entries(HAVING, _phrase(phrase))

    def beginning(self, start: Sequence[str], *, most: int = 20) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(BEGINNING, [f"{_phrase(start)}:*", most])
            return [row[0] for row in cursor.fetchall()]

    def vocabulary(self, *, most: int) -> Iterable[tuple[str, int]]:
        with connection.cursor() as cursor:
            cursor.execute(VOCABULARY, [most])
            return [(str(token), int(count)) for token, count in cursor.fetchall()]

    def count(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute(TEXTS)
            return int(cursor.fetchone()[0])

    def settle(self) -> None:
        """All is done in the transaction of the change; sums are only made to be read fast."""
        with connection.cursor() as cursor:
            cursor.execute(SUM)


def _vector(*fields: tuple[Sequence[str], str]) -> str:
    """Tokens with their places as a tsvector is written; a gap between fields, so that no phrase goes over it."""
    places: dict[str, list[str]] = {}
    place = size = 0
    for tokens, weight in fields:
        for token in tokens:
            place += 1
            if token not in places:
                size += len(token.encode())
                if size > MOST_BYTES:
                    break
            found = places.setdefault(token, [])
            # What stands beyond the last place is found, but not as part of a phrase.
            if place <= LAST_PLACE:
                found.append(f"{place}{weight}")
        place += 1
    return " ".join(f"{_quoted(token)}{':' if found else ''}{','.join(found)}" for token, found in places.items())


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def _phrase(tokens: Sequence[str]) -> str:
    """Without brackets, which would keep `:*` from the last token: `<->` binds closer than the others."""
    return " <-> ".join(_quoted(token) for token in tokens)


def _entries(statement: str, matched: str) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [matched])
        return {row[0] for row in cursor.fetchall()}


def _known(term: Term, frequencies: Mapping[str, int]) -> Term:
    """Without the forms that no text has: each costs time."""
    return Term(term.word, tuple(form for form in term.forms if all(frequencies.get(token) for token in form)))


def _choosing(terms: Sequence[Term], frequencies: Mapping[str, int]) -> Sequence[Term]:
    """As many of these as choose no more texts than are read; rarest first, at least one."""
    read = 0
    for place, term in enumerate(terms):
        read += term_frequency(term, frequencies)
        if place and read > MOST_READ:
            return terms[:place]
    return terms


def _ranked(term: Term, frequencies: Mapping[str, int], documents: int) -> tuple[str, list[Any]]:
    """What a term adds to the score of a text: the best of its forms. A phrase occurs at most as often as its rarest token."""
    expressions: list[str] = []
    parameters: list[Any] = [GAIN * rarity(documents, term_frequency(term, frequencies))]
    for form in term.forms:
        rarest = min(form, key=lambda token: frequencies.get(token, 0))
        rank = f"ts_rank('{RANKED}', words, %s::tsquery)"
        if len(form) > 1:
            expressions.append(f"CASE WHEN words @@ %s::tsquery THEN {rank} ELSE 0 END")
            parameters += [_phrase(form), _quoted(rarest)]
        else:
            expressions.append(rank)
            parameters.append(_quoted(rarest))
    return f"%s * greatest({', '.join(expressions)})", parameters


def _sum_counts(cursor: Any) -> None:
    cursor.execute(ADDED)
    if cursor.fetchone()[0] > MOST_ADDED:
        cursor.execute(SUM)
