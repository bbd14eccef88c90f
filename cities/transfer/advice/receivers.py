"""The index follows who took part in an engagement and what grew out of it: by their new names and topics, no longer by what is gone."""

from django.db.models import Model, Q

from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.search.actions import index_found
from cities.transfer.advice.passages import indexed_engagements


def renew_engagements(sender: type[Model], instance: Organisation | Practice | Resource, **kwargs: object) -> None:
    held = {
        Organisation: Q(participations__organisation=instance.pk),
        Practice: Q(learnt__practice=instance.pk),
        Resource: Q(learnt__resource=instance.pk),
    }
    index_found(indexed_engagements().filter(held[type(instance)]).distinct())
