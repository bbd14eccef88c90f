"""Where a person can be found in an instance, read off the models."""

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import CharField, EmailField, Field, FileField, JSONField, Model, Q, QuerySet, SlugField, TextField
from django.db.models.functions import Cast

from cities.core.models import Record
from cities.translation.models import Text

# Written anew from the records when the person is gone.
REWRITTEN = frozenset({"search.Entry", "search.IndexedText", "search.Passage", "search.Vector", "search.IndexState"})


# What the queue does next it is told in these rows, the erasing itself among them. It forgets them a day after.
TASKS, FINISHED = "django_tasks_database.DBTaskResult", ("SUCCESSFUL", "FAILED")


def addressed_rows(address: str) -> Iterator[Model]:
    """Rows that have this e-mail address in a column of its own and go with it: not records, nor what its model says `outlives_people`."""
    for model in _models():
        columns = [field.name for field in model._meta.local_concrete_fields if isinstance(field, EmailField)]
        if columns and not issubclass(model, Record) and not getattr(model, "outlives_people", False):
            condition = Q()
            for column in columns:
                condition |= Q(**{f"{column}__iexact": address})
            yield from model._base_manager.filter(condition)


def calls_a_record(name: str) -> bool:
    """Whether something is called so: who writes for a town may give its name as theirs."""
    texts = [model for model in _models() if issubclass(model, Text) and model.words]
    return any(model._base_manager.filter(**{f"{model.words[0]}__iexact": name}).exists() for model in texts)


def all_addresses() -> set[str]:
    return {
        address
        for model in _models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, EmailField)
        for address in model._base_manager.values_list(field.name, flat=True)
        if address
    }


def mentions(words: list[str]) -> Iterator[tuple["Field[Any, Any]", QuerySet[Any]]]:
    """Columns with rows that have one of these words somewhere in their text, whatever the case."""
    for model in _models():
        for field in model._meta.local_concrete_fields:
            if is_text(field):
                yield field, _mentioning(model, field, words)


def pointing_rows(model: type[Model], keys: list[Any]) -> Iterator[QuerySet[Any]]:
    """Rows that point to these by content type and id, as revisions and log entries do."""
    about = {"content_type__app_label": model._meta.app_label, "content_type__model": model._meta.model_name}
    for other in _models():
        columns = {field.name: field for field in other._meta.local_concrete_fields}
        if {"content_type", "object_id"} <= set(columns):
            yield other._base_manager.filter(**about, object_id__in=_as_stored(columns["object_id"], keys))


def _as_stored(column: "Field[Any, Any]", keys: list[Any]) -> list[Any]:
    """Keys as the column has them; one that does not fit into it is not in it."""
    stored = []
    for key in keys:
        try:
            stored.append(column.get_prep_value(str(key)))
        except ValueError:
            continue
    return stored


def uploads_of(rows: list[Model]) -> list[Any]:
    """The files these rows keep."""
    return [
        upload
        for row in rows
        for field in row._meta.local_concrete_fields
        if isinstance(field, FileField)
        if (upload := getattr(row, field.name))
    ]


def is_text(field: "Field[Any, Any]") -> bool:
    """Columns somebody writes words into. Codes, which stand in addresses, are not."""
    return isinstance(field, CharField | TextField | JSONField) and not isinstance(field, SlugField | FileField) and not field.primary_key


def _mentioning(model: type[Model], field: "Field[Any, Any]", words: list[str]) -> QuerySet[Any]:
    rows: QuerySet[Any] = model._base_manager.all()
    if model._meta.label == TASKS:
        rows = rows.filter(status__in=FINISHED)
    column = field.name
    if isinstance(field, JSONField):
        rows, column = rows.annotate(searched_text=Cast(field.name, TextField())), "searched_text"
    condition = Q(pk__in=[])
    for word in words:
        # JSON may be kept with its letters escaped.
        for spelling in {word, json.dumps(word)[1:-1]}:
            condition |= Q(**{f"{column}__icontains": spelling})
    return rows.filter(condition)


def _models() -> list[type[Model]]:
    models = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
    return [model for model in models if model._meta.label not in REWRITTEN]
