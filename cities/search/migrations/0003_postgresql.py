"""The word index of PostgreSQL, and where its server has pgvector also that of meanings."""

from typing import Any

from django.db import DatabaseError, migrations, transaction

WORDS = (
    # Tokens of names (A) and body (B); of names alone, for beginnings; and all of them unstemmed, for phrases.
    "ALTER TABLE search_indexedtext ADD COLUMN words tsvector, ADD COLUMN named tsvector, ADD COLUMN plain tsvector",
    # Ranking reads them by the thousand: they stay in their row as long as there is room.
    "ALTER TABLE search_indexedtext ALTER COLUMN words SET STORAGE MAIN",
    "CREATE INDEX search_indexedtext_words ON search_indexedtext USING gin (words)",
    "CREATE INDEX search_indexedtext_named ON search_indexedtext USING gin (named)",
    "CREATE INDEX search_indexedtext_plain ON search_indexedtext USING gin (plain)",
    # In how many texts each token stands. Changes are only added, so that nobody waits for anybody; rows of number 0 are sums.
    "CREATE SEQUENCE search_counts_number",
    'CREATE TABLE search_counts (number bigint NOT NULL, token text COLLATE "C" NOT NULL, found integer NOT NULL, plain integer NOT NULL)',
    "CREATE INDEX search_counts_token ON search_counts (token)",
    "CREATE INDEX search_counts_added ON search_counts (number) WHERE number > 0",
)
WITHOUT_WORDS = (
    "DROP TABLE search_counts",
    "DROP SEQUENCE search_counts_number",
    "ALTER TABLE search_indexedtext DROP COLUMN words, DROP COLUMN named, DROP COLUMN plain",
)
# Numbers of a vector of the encoders that ship their weights; of other sizes every vector is compared.
SIZES = (384, 512)
VECTORS = (
    "ALTER TABLE search_vector ADD COLUMN centred halfvec, ADD COLUMN mark varchar(8), ADD COLUMN entry_id bigint, "
    "ADD COLUMN language varchar(35), ADD COLUMN is_lead boolean",
    "CREATE INDEX search_vector_entry ON search_vector (entry_id)",
    *(
        f"CREATE INDEX search_vector_near_{size} ON search_vector "
        f"USING hnsw ((centred::halfvec({size})) halfvec_ip_ops) WHERE vector_dims(centred) = {size}"
        for size in SIZES
    ),
)
WITHOUT_VECTORS = (
    "ALTER TABLE search_vector DROP COLUMN IF EXISTS centred, DROP COLUMN IF EXISTS mark, DROP COLUMN IF EXISTS entry_id, "
    "DROP COLUMN IF EXISTS language, DROP COLUMN IF EXISTS is_lead",
)


def make_indexes(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    for statement in WORDS:
        schema_editor.execute(statement)
    if has_vectors(schema_editor.connection):
        for statement in VECTORS:
            schema_editor.execute(statement)


def has_vectors(connection: Any) -> bool:
    """Whether pgvector is there or could be put there, which takes the right to create extensions in this database."""
    with connection.cursor() as cursor:
        # 0.8 walks on along its graph until enough is found.
        cursor.execute(
            "SELECT installed_version, string_to_array(coalesce(installed_version, default_version), '.')::int[] >= '{0,8}' "
            "FROM pg_available_extensions WHERE name = 'vector'"
        )
        installed, is_recent = cursor.fetchone() or (None, False)
        if installed or not is_recent:
            return bool(is_recent)
        try:
            with transaction.atomic(using=connection.alias):
                cursor.execute("CREATE EXTENSION vector")
        except DatabaseError:
            return False
        return True


def drop_indexes(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for statement in (*WITHOUT_VECTORS, *WITHOUT_WORDS):
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = (("search", "0002_words"),)
    operations = (migrations.RunPython(make_indexes, drop_indexes),)
