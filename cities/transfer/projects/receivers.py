"""The index follows the practices of a transfer: it is found by their new topics, and no longer by those of one that is gone."""

from django.db.models import Model

from cities.commons.practices.models import Practice
from cities.search.actions import index_found
from cities.transfer.projects.passages import indexed_transfers


def renew_transfers(sender: type[Model], instance: Practice, **kwargs: object) -> None:
    index_found(indexed_transfers().filter(practices=instance.pk))
