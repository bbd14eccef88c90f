"""Batches and items as they lie before somebody."""

import factory
from factory.django import DjangoModelFactory

from cities.gather.intake.models import Batch, ColumnMapping, Item


class BatchFactory(DjangoModelFactory[Batch]):
    class Meta:
        model = Batch

    document = "members.csv"
    digest = factory.Sequence(lambda n: f"{n:064d}")
    format = "csv"
    state = Batch.State.STAGED


class ItemFactory(DjangoModelFactory[Item]):
    class Meta:
        model = Item

    batch = factory.SubFactory(BatchFactory)
    position = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Member {n}")
    action = Item.Action.NEW
    entry = factory.LazyAttribute(lambda item: {"kind": "member", "name": item.name})
    fingerprint = factory.Sequence(lambda n: f"{n:064d}")


class ColumnMappingFactory(DjangoModelFactory[ColumnMapping]):
    class Meta:
        model = ColumnMapping

    signature = factory.Sequence(lambda n: f"{n:064d}")
    kind = "member"
