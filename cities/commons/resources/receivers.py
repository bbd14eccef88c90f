"""The index follows the organisations resources name: they are found by its new name, and no longer by that of one that is gone."""

from django.db.models import Model

from cities.commons.members.models import Organisation
from cities.commons.resources.passages import indexed_resources
from cities.search.actions import index_found


def renew_names(sender: type[Model], instance: Organisation, **kwargs: object) -> None:
    index_found(indexed_resources().filter(publishers=instance))
