"""The index follows what Wagtail publishes and takes back."""

from django.db.models import Model

from cities.search.actions import forget_record, index_record
from cities.search.content import is_indexed, record_id


def index_published(sender: type[Model], instance: Model, **kwargs: object) -> None:
    if is_indexed(instance):
        index_record(instance)


def forget_unpublished(sender: type[Model], instance: Model, **kwargs: object) -> None:
    if is_indexed(instance):
        forget_record(record_id(instance))
