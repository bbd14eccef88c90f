"""How Django's cache in the database works here: what is counted in it is counted."""

import base64
import pickle
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError, connections, router, transaction

_NOTHING = object()


class CountingCache(DatabaseCache):
    """Django's own reads, adds and writes: of two processes at once one is lost, and a count of a day ends five minutes after the last."""

    _table: str

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """The new count; its time runs as it was set. Raises ValueError where nothing is counted.

        A database that cannot be written is no reason to refuse a page: then this one alone is counted.
        """
        try:
            return self._counted(key, delta, version)
        except DatabaseError:
            return delta

    def _counted(self, key: str, delta: int, version: int | None) -> int:
        database: str = router.db_for_write(self.cache_model_class)
        connection = connections[database]
        table, name = connection.ops.quote_name(self._table), self.make_and_validate_key(key, version=version)
        with transaction.atomic(using=database), connection.cursor() as cursor:
            # Nobody else counts until this is written; SQLite has locked the whole file already.
            cursor.execute(f"UPDATE {table} SET cache_key = cache_key WHERE cache_key = %s", [name])  # noqa: S608 -- the table is our setting
            before: Any = self.get(key, _NOTHING, version)
            if before is _NOTHING:
                raise ValueError(f"Nothing is counted for {key}.")
            written = base64.b64encode(pickle.dumps(before + delta, self.pickle_protocol)).decode("latin1")
            cursor.execute(f"UPDATE {table} SET value = %s WHERE cache_key = %s", [written, name])  # noqa: S608 -- as above
        return int(before + delta)
