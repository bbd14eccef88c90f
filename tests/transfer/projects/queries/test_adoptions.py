from cities.transfer.matching.ports import adoptions as told
from cities.transfer.projects.actions import agree
from cities.transfer.projects.models import Transfer
from cities.transfer.projects.queries import adoptions


def test_practice_is_taken_up_where_a_public_transfer_is_in_use(table):
    counted = [dict(adoptions([table.practice.pk]))]
    for side in ("origin", "destination"):
        agree(table.transfer, side, by=None, basis="a letter")
    counted.append(dict(adoptions([table.practice.pk])))
    Transfer.objects.update(phase="re-use")
    counted.append(dict(adoptions([table.practice.pk])))

    assert counted == [{}, {}, {table.practice.pk: 1}]
    assert told([table.practice.pk]) == {table.practice.pk: 1}
