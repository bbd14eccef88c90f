"""The rows of an instance: which are carried over, which can be made again, which must stay."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Field, ForeignKey, ManyToManyField, Model

from cities.core.models import Record

# Made by the migrations of every instance, with other numbers in each: pointed to by name.
NAMED: tuple[type[Model], ...] = (ContentType, Permission)
# What lets somebody in or is half done; it stays where it is.
SECRET = frozenset(
    {
        "sessions.Session",
        "usersessions.UserSession",
        "mfa.Authenticator",
        "account.EmailConfirmation",
        # A letter that waits may hold a key.
        "core.Letter",
        "members.Jotting",
        "wagtailcore.APIToken",
        "wagtailcore.UploadedFile",
        "wagtailadmin.EditingSession",
        "wagtailadmin.FormState",
        "django_tasks_database.DBTaskResult",
    }
)
# Worked out from the other rows.
DERIVED = frozenset(
    {
        "search.Entry",
        "search.IndexedText",
        "search.Passage",
        "search.Vector",
        "search.IndexState",
        "core.Rendition",
        "wagtailimages.Rendition",
        "wagtailcore.ReferenceIndex",
        "modelsearch.IndexEntry",
        "modelsearch.SQLiteFTSIndexEntry",
    }
)
# Who changed what when; and drafts, which live in revisions.
HISTORY = frozenset(
    {
        "wagtailcore.Revision",
        "wagtailcore.ModelLogEntry",
        "wagtailcore.PageLogEntry",
        "wagtailcore.WorkflowState",
        "wagtailcore.TaskState",
        "wagtailcore.Comment",
        "wagtailcore.CommentReply",
    }
)
NEVER_CARRIED = ("password",)

Row = dict[str, Any]


def carried_models(*, with_history: bool) -> list[type[Model]]:
    """The models whose rows make up the instance, by label."""
    left_out = {*SECRET, *DERIVED, *(model._meta.label for model in NAMED), *(() if with_history else HISTORY)}
    models = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy and model._meta.label not in left_out]
    return sorted(models, key=lambda model: model._meta.label)


def derived_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model._meta.label in DERIVED and model._meta.managed]


def columns(model: type[Model]) -> list["Field[Any, Any]"]:
    return list(model._meta.local_concrete_fields)


def own_links(model: type[Model]) -> list["ManyToManyField[Any, Any]"]:
    """Many-to-many relations without rows of their own: carried as lists of ids."""
    return [field for field in model._meta.local_many_to_many if link_model(field)._meta.auto_created]


def link_model(field: "ManyToManyField[Any, Any]") -> type[Model]:
    """The model of the rows that make up the relation."""
    through = field.remote_field.through
    if through is None:
        raise TypeError(f"{field} is not ready")
    return through


def rows_of(model: type[Model], *, carried: set[type[Model]]) -> Iterator[Row]:
    """Every row of a model, by field; in the order of the primary key."""
    fields = columns(model)
    names = _Named()
    links = {field.name: _links(field, names) for field in own_links(model)}
    primary = model._meta.pk.attname
    for values in model._base_manager.order_by("pk").values_list(*(field.attname for field in fields)).iterator(chunk_size=2000):
        by_column = dict(zip((field.attname for field in fields), values, strict=True))
        row = {field.name: _told(field, by_column[field.attname], names=names, carried=carried) for field in fields}
        yield {**row, **{name: targets.get(by_column[primary], []) for name, targets in links.items()}}


def is_empty() -> bool:
    """Nobody has an account and nothing was recorded. What migrations and vocabularies bring does not count."""
    holders: list[type[Model]] = [get_user_model(), *(model for model in apps.get_models() if issubclass(model, Record))]
    return not any(model._base_manager.exists() for model in holders)


@contextmanager
def one_moment() -> Iterator[None]:
    """All queries inside see the same state; writers are not kept waiting."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql" and not connection.savepoint_ids:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    # Django would begin with IMMEDIATE, which is for writers and shuts others out.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


class _Named:
    """Names of content types and permissions, read once."""

    def __init__(self) -> None:
        self.known: dict[type[Model], dict[Any, list[str]]] = {}

    def of(self, model: type[Model], key: Any) -> list[str]:
        if model not in self.known:
            rows = model._default_manager.all()
            self.known[model] = {row.pk: list(row.natural_key()) for row in rows}  # type: ignore[attr-defined]  # both have one
        return self.known[model][key]


def _told(field: "Field[Any, Any]", value: Any, *, names: _Named, carried: set[type[Model]]) -> Any:
    """The value as it is carried. A pointer to a row that stays behind is dropped where it may be."""
    if field.name in NEVER_CARRIED:
        return ""
    if value is None or not isinstance(field, ForeignKey):
        return value
    target = field.related_model
    if target in NAMED:
        return names.of(target, value)
    return value if target in carried or not field.null else None


def _links(field: "ManyToManyField[Any, Any]", names: _Named) -> dict[Any, list[Any]]:
    through = link_model(field)
    source, target = field.m2m_column_name(), field.m2m_reverse_name()
    found: dict[Any, list[Any]] = defaultdict(list)
    for owner, other in through._base_manager.order_by("pk").values_list(source, target):
        found[owner].append(names.of(field.related_model, other) if field.related_model in NAMED else other)
    return found
