"""The index follows the organisations resources name: they are found by its new name, and no longer by that of one that is gone."""

from django.db.models import Model

from cities.commons.members.models import Organisation
from cities.commons.resources.models import Resource
from cities.search.actions import index_record


def renew_names(sender: type[Model], instance: Organisation, **kwargs: object) -> None:
    for resource in Resource.objects.public().filter(publishers=instance):
        index_record(resource)
