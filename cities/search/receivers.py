"""The index follows what Wagtail publishes and takes back."""

from django.db.models import Model

from cities.search.actions import forget_record, index_record, is_indexed


def index_published(sender: type[Model], instance: Model, **kwargs: object) -> None:
    if is_indexed(instance):
        index_record(instance)


def forget_unpublished(sender: type[Model], instance: Model, **kwargs: object) -> None:
    if is_indexed(instance):
        forget_record(instance.pk)
