"""The index follows the records compared: a comparison is found by their new titles and topics, no longer by one that is gone."""

from django.db.models import Model, Q

from cities.commons.practices.models import Practice
from cities.search.actions import index_found
from cities.transfer.comparisons.models import Subject
from cities.transfer.comparisons.passages import indexed_comparisons
from cities.transfer.projects.models import Transfer


def renew_compared(sender: type[Model], instance: Practice | Transfer, **kwargs: object) -> None:
    present = Subject.objects.filter(left_out_at__isnull=True)
    held = (
        present.filter(Q(practice=instance.pk) | Q(transfer__practices=instance.pk))
        if isinstance(instance, Practice)
        else present.filter(transfer=instance.pk)
    )
    index_found(indexed_comparisons().filter(pk__in=held.values("comparison")))
