"""How often practices were taken up elsewhere: what the matching counts as evidence."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Count

from cities.transfer.projects.models import Phase, Transfer


def adoptions(practices: Collection[UUID]) -> Mapping[UUID, int]:
    """By practice, its public transfers that are in use where they went: one query."""
    in_use = Transfer.objects.public().filter(phase=Phase.REUSE, stopped_on__isnull=True, practices__in=practices)
    return dict(in_use.values_list("practices").annotate(times=Count("pk", distinct=True)))
