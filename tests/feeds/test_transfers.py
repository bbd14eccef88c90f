import csv
import io
import json

import pytest
from lxml import etree

from tests.factories import TransferFactory
from tests.factories import table as make_table
from tests.portal.views.test_transfers import rich


@pytest.fixture
def table(db):
    return make_table()


def rows(client, name):
    text = client.get(f"/fr/feeds/{name}").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_table_has_a_row_a_count_and_codes_in_every_language(client, table):
    shown = rich(table)
    TransferFactory(published=True, texts={"en": {"title": "=1+1"}})

    head, *found = rows(client, "transfers.csv")

    by_title = {row[1]: dict(zip(head, row, strict=True)) for row in found}
    told = by_title["Lanes go south"]
    assert (told["id"], told["phase"], told["began"], told["in_use_since"]) == (str(shown.pk), "re-use", "2011", "2014")
    assert (told["uptake_year"], told["uptake_value"], told["uptake_source"]) == ("2015", "21", "A report")
    assert (told["origin_territories"], told["destination_territories"]) == ("ca-montreal", "sn-dakar")
    assert "'=1+1" in by_title


def test_codebook_explains_every_column(client, table):
    head, *_found = rows(client, "transfers.csv")
    _head, *explained = rows(client, "transfers-codebook.csv")

    assert {row[0] for row in explained if not row[1]} == set(head)
    assert ["phase", "re-use", "réutiliser"] in explained


def test_feed_tells_adoptions_apart(client, table):
    rich(table)
    TransferFactory(code="other", published=True)

    feed = etree.fromstring(client.get("/en/feeds/transfers.atom").content)

    space = {"a": "http://www.w3.org/2005/Atom"}
    assert sorted(feed.xpath("//a:entry/a:category/@term", namespaces=space)) == ["adoption", "transfer"]


def test_lineage_is_given_as_data(client, table):
    shown = rich(table)

    found = json.loads(client.get(f"/en/feeds/lineage/{table.practice.pk}.json").content)

    assert found["edges"] == [{"from": str(table.practice.pk), "to": str(shown.pk)}]
    assert found["nodes"][1]["uptake"] == [{"year": 2015, "value": 21.0, "precision": "exact"}]
    assert client.get(f"/en/feeds/lineage/{shown.pk}.json").status_code == 404


def test_transfer_is_cited(client, table):
    shown = rich(table)

    assert "Lanes go south" in client.get(f"/en/feeds/cite/{shown.pk}.bib").content.decode()
    assert client.get(f"/en/feeds/cite/{table.transfer.pk}.bib").status_code == 404
