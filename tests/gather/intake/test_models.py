import pytest

from cities.gather.intake import queries
from cities.gather.intake.models import Batch, Item
from tests.factories import BatchFactory, ColumnMappingFactory, ItemFactory


@pytest.mark.parametrize(
    ("action", "decision", "applies"),
    [
        ("new", "waiting", True),
        ("changed", "waiting", True),
        ("same", "waiting", False),
        ("doubtful", "waiting", False),
        ("doubtful", "accepted", True),
        ("new", "refused", False),
        ("rejected", "accepted", False),
        ("same", "accepted", True),
    ],
)
def test_what_is_refused_rejected_or_doubtful_is_not_applied(db, action, decision, applies):
    ItemFactory(action=action, decision=decision)

    assert Item.objects.filter(queries.applicable()).exists() is applies


def test_open_batches_are_those_that_wait(db):
    open_ones = [BatchFactory(state=state) for state in ("waiting", "reading", "staged")]
    for state in ("applied", "undone", "discarded", "failed"):
        BatchFactory(state=state)

    assert set(Batch.objects.open()) == set(open_ones)
    assert [batch.is_open for batch in open_ones] == [False, False, True]


def test_names_of_batch_item_and_mapping(db):
    batch = BatchFactory(document="members.csv")

    assert str(batch) == f"members.csv ({batch.pk})"
    assert str(ItemFactory(batch=batch, name="Almond")) == "Almond"
    assert str(ColumnMappingFactory(signature="a" * 64)) == "a" * 12


def test_private_storage_lies_outside_what_is_served(settings):
    storage = Batch._meta.get_field("upload").storage

    assert str(storage.location) == str(settings.ENVIRONMENT.data_dir / "imports")
    assert not str(storage.location).startswith(str(settings.MEDIA_ROOT))
