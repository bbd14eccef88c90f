"""The word index of the database at hand."""

from typing import Any

from django.db import migrations

SQLITE = (
    # Contentless: the words are in the passages already. Categories keep joined marks and underscores inside a token, as our analysers do.
    "CREATE VIRTUAL TABLE search_words USING fts5(names, body, plain, content='', contentless_delete=1, "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* Co Pc'\")",
    "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab('search_words', 'row')",
    "CREATE VIRTUAL TABLE search_columns USING fts5vocab('search_words', 'col')",
)


def make_words(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE:
            schema_editor.execute(statement)


def drop_words(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for table in ("search_columns", "search_vocabulary", "search_words"):
            schema_editor.execute(f"DROP TABLE {table}")


class Migration(migrations.Migration):
    dependencies = (("search", "0001_initial"),)
    operations = (migrations.RunPython(make_words, drop_words),)
