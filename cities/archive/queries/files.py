"""Uploads as the models know them."""

from django.apps import apps
from django.db.models import FileField

# Smaller versions of pictures and files half uploaded: made again when somebody asks.
REMADE = frozenset({"core.Rendition", "wagtailimages.Rendition", "wagtailcore.UploadedFile"})


def kept_file_columns() -> list[tuple[str, str]]:
    """Tables and columns with names of uploads that cannot be made again."""
    return [
        (model._meta.db_table, str(field.column))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in REMADE
        for field in model._meta.local_concrete_fields
        if isinstance(field, FileField)
    ]


def remade_files() -> set[str]:
    """Names of uploads that need not be carried over."""
    return {
        name
        for model in apps.get_models()
        if model._meta.label in REMADE
        for field in model._meta.local_concrete_fields
        if isinstance(field, FileField)
        for name in model._base_manager.values_list(field.name, flat=True)
        if name
    }
