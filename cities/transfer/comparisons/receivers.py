"""The index follows the records compared: a comparison is found by their new titles, and no longer by one that is gone."""

from django.db.models import Model

from cities.commons.practices.models import Practice
from cities.search.actions import index_record
from cities.transfer.comparisons.models import Comparison
from cities.transfer.projects.models import Transfer


def renew_compared(sender: type[Model], instance: Practice | Transfer, **kwargs: object) -> None:
    field = "practice" if isinstance(instance, Practice) else "transfer"
    held = Comparison.objects.public().filter(**{f"subjects__{field}": instance, "subjects__left_out_at__isnull": True})
    for comparison in held.distinct():
        index_record(comparison)
