import json

import pytest

from cities.transfer.projects.actions import take_back_agreement
from tests.factories import JournalEntryFactory, TransferFactory
from tests.factories import table as make_table
from tests.portal.views.test_transfers import rich


@pytest.fixture
def table(db):
    return make_table()


def get(client, path, **params):
    response = client.get(f"/api/v1/{path}", params)
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def test_list_gives_where_a_practice_goes_and_how_far_it_has_come(client, table):
    shown = rich(table)

    answer = get(client, "transfers")

    (found,) = answer["results"]
    assert (answer["total"], found["id"], found["phase"], found["trigger"]) == (1, str(shown.pk), "re-use", "mission")
    assert found["origin"]["organisation"]["label"] == "Montreal"
    assert [place["code"] for place in found["destination"]["territories"]] == ["sn-dakar"]
    assert [(one["year"], one["value"]) for one in found["uptake"]] == [(2015, 21)]
    assert [(stay["phase"], stay["began"]) for stay in found["stays"]] == [("understand", "2011"), ("re-use", "2014")]


def test_record_tells_everything_with_its_source(client, table):
    found = get(client, f"transfers/{rich(table).pk}")

    (adaptation,) = found["adaptations"]
    assert (adaptation["dimension"], adaptation["became"]["label"], adaptation["source"]["title"]) == ("legal", "A contract", "A report")
    assert [(one["began"], one["weeks"], one["participants"]) for one in found["pilots"]] == [("2013-22", 6, 14)]
    assert [(one["happened"], one["sentence"]["label"]) for one in found["steps"]] == [("2012-12", "They met.")]
    assert [(one["name"], one["actor_kind"]) for one in found["local_group"]] == [("A school", "research")]
    assert found["texts"][0]["lessons"] == "Ask **first**."


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ({"phase": "re-use"}, 1),
        ({"phase": "adapt"}, 0),
        ({"origin": "montreal"}, 1),
        ({"destination": "montreal"}, 0),
        ({"practice": "lanes"}, 1),
        ({"practice": "nothing"}, 0),
        ({"territory": "ca-montreal"}, 1),
        ({"stopped": "true"}, 0),
        ({"q": "contract"}, 1),
        ({"language": "fr"}, 0),
        ({"sort": "title"}, 1),
    ],
)
def test_list_is_narrowed(client, table, asked, total):
    rich(table)

    assert get(client, "transfers", **asked)["total"] == total


def test_draft_is_not_there_and_withdrawn_is_gone(client, table):
    shown = rich(table)
    assert client.get(f"/api/v1/transfers/{table.transfer.pk}").status_code == 404

    take_back_agreement(shown, "origin", by=None)

    assert client.get(f"/api/v1/transfers/{shown.pk}").status_code == 410
    assert get(client, "transfers")["total"] == 0


def test_lineage_is_nodes_and_edges(client, table):
    shown = rich(table)

    found = get(client, f"practices/{table.practice.pk}/lineage")

    assert {(node["kind"], node["began"]) for node in found["nodes"]} == {("practice", "2001"), ("transfer", "2011")}
    assert found["edges"] == [{"source": str(table.practice.pk), "target": str(shown.pk)}]
    assert client.get(f"/api/v1/practices/{shown.pk}/lineage").status_code == 404


def test_work_behind_it_is_never_given(client, table):
    shown = rich(table)
    JournalEntryFactory(transfer=shown, words="zqjournal")

    assert "zqjournal" not in client.get(f"/api/v1/transfers/{shown.pk}").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_long(client, table, count, django_assert_max_num_queries):
    for _ in range(count):
        TransferFactory(published=True, practices=[table.practice], territories=[table.dakar])
    get(client, "transfers")

    with django_assert_max_num_queries(18):
        assert get(client, "transfers", limit=50)["total"] == count
