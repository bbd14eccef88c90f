import json

import pytest

from cities.commons.instruments.actions import Change
from cities.commons.instruments.answering import Said
from cities.transfer.comparisons.actions import take_back
from tests.factories import ComparisonFactory
from tests.factories import comparison_bench as make_bench
from tests.portal.views.test_comparisons import filled


@pytest.fixture
def bench(db):
    return make_bench()


def get(client, path, **params):
    response = client.get(f"/api/v1/{path}", params)
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def criterion(found, code):
    return next(one for one in found["criteria"] if one["code"] == code)


def test_list_gives_what_is_published(client, bench):
    filled(bench)
    ComparisonFactory(version=bench.version, titles={"en": "zqdraft"})

    answer = get(client, "comparisons")

    (found,) = answer["results"]
    assert (answer["total"], found["code"], found["subjects"], found["grid"]) == (1, "lanes-and-gardens", 2, "small")
    assert (found["title"], found["language"], found["state"]) == ("Lanes And Gardens", "en", "original")
    assert "key_digest" not in found


def test_record_gives_every_cell_with_its_source(client, bench):
    filled(bench)

    found = get(client, f"comparisons/{bench.comparison.pk}")

    assert [record["code"] for record in found["records"]] == ["lanes", "gardens"]
    rules = criterion(found, "rules")
    assert (rules["standing"], rules["cells"][0]["value"]) == ("differs", ["law", "custom"])
    assert [(source["title"], source["locator"]) for source in rules["cells"][0]["sources"]] == [("A report", "page 3")]
    assert criterion(found, "share")["cells"][0]["said_by"] == "montreal, gardener"
    since = criterion(found, "since")["cells"]
    assert [(cell["state"], cell["value"], cell["filled_by"]) for cell in since] == [
        ("answered", "2001", "record"),
        ("not-known", None, ""),
    ]
    assert {words["language"]: words["words"] for words in criterion(found, "remark")["cells"][0]["words"]} == {
        "en": "It *works*.",
        "fr": "Ça marche.",
    }


def test_codes_are_the_same_and_labels_in_the_language_asked_for(client, bench):
    filled(bench)

    english, french = (get(client, f"comparisons/{bench.comparison.pk}", lang=language) for language in ("en", "fr"))

    values = [[[cell["value"] for cell in one["cells"]] for one in found["criteria"]] for found in (english, french)]
    assert values[0] == values[1]
    assert (criterion(english, "since")["label"], criterion(french, "since")["label"]) == ("Since", "Since (fr)")


def test_a_draft_is_not_there(client, bench):
    assert client.get(f"/api/v1/comparisons/{bench.comparison.pk}").status_code == 404
    filled(bench)
    take_back(bench.comparison, by=None)

    assert client.get(f"/api/v1/comparisons/{bench.comparison.pk}").status_code == 404
    assert get(client, "comparisons")["results"] == []


def test_both_are_described(client):
    described = client.get("/api/v1/openapi.json").json()

    assert {"/api/v1/comparisons", "/api/v1/comparisons/{record_id}"} <= set(described["paths"])
    assert "standing" in described["components"]["schemas"]["ComparisonCriterion"]["properties"]


def test_an_absence_is_no_value(client, bench):
    lanes, _gardens = bench.subjects
    filled(bench)
    from cities.transfer.comparisons.actions import fill_cells

    fill_cells(lanes, [Change("cost", Said(absence="no-answer"))], by=None, language="en")

    cell = criterion(get(client, f"comparisons/{bench.comparison.pk}"), "cost")["cells"][0]
    assert (cell["state"], cell["value"]) == ("no-answer", None)
