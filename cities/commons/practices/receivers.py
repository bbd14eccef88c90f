"""The index follows the organisations practices name: they are found by its new name, and no longer by that of one that is gone."""

from django.db.models import Model, Q

from cities.commons.members.models import Organisation
from cities.commons.practices.passages import indexed_practices
from cities.search.actions import index_found


def renew_names(sender: type[Model], instance: Organisation, **kwargs: object) -> None:
    named = Q(participations__organisation=instance) | Q(contact=instance) | Q(brought_by=instance)
    index_found(indexed_practices().filter(named).distinct())
