import pytest
from django.urls import reverse

from cities.commons.instruments.models import Instrument
from cities.commons.vocabulary.actions import load_shipped_vocabularies
from cities.desk.views.start import waiting_items
from cities.transfer.comparisons.actions import ask_for_publication, publish
from cities.transfer.comparisons.models import Binding
from tests.desk.views.test_transfers import staff
from tests.factories import ComparisonFactory
from tests.factories import comparison_bench as make_bench


@pytest.fixture
def bench(db):
    return make_bench()


@pytest.mark.parametrize(("role", "status"), [("Administrators", 200), ("Editors", 200), ("Translators", 302), ("Facilitators", 302)])
def test_comparisons_are_for_coordinators(bench, role, status):
    client = staff(role)

    assert client.get(reverse("desk:comparisons")).status_code == status
    assert client.get(reverse("desk:comparison_grid", args=["small"])).status_code == status


def test_what_waits_for_publication_comes_first(desk_client, bench):
    ComparisonFactory(version=bench.version, code="newer")
    ask_for_publication(bench.comparison, by=None)

    found = desk_client.get(reverse("desk:comparisons")).context["rows"]
    waiting = desk_client.get(reverse("desk:comparisons"), {"state": "waiting"}).context["rows"]

    assert [row.line.code for row in found] == ["lanes-and-gardens", "newer"]
    assert [(row.title, row.owner, row.state) for row in waiting] == [("Lanes And Gardens", "Dakar", "draft")]


def test_request_to_publish_waits_on_the_start_of_the_desk(bench, rf):
    ask_for_publication(bench.comparison, by=bench.writer)
    request = rf.get("/")
    request.user = bench.administrator

    item = next(item for item in waiting_items(request) if str(item.label) == "comparison to publish")

    assert (item.count, item.url) == (1, f"{reverse('desk:comparisons')}?state=waiting")


def test_they_are_narrowed_by_state(desk_client, bench):
    ComparisonFactory(version=bench.version, code="newer")
    publish(bench.comparison, by=None)

    shown = {state: desk_client.get(reverse("desk:comparisons"), {"state": state}).context["rows"] for state in ("draft", "published", "x")}

    assert {state: [row.line.code for row in rows] for state, rows in shown.items()} == {
        "draft": ["newer"],
        "published": ["lanes-and-gardens"],
        "x": ["lanes-and-gardens", "newer"],
    }


def test_what_a_grid_is_filled_from_is_said(desk_client, bench):
    path = reverse("desk:comparison_grid", args=["small"])
    grid = desk_client.get(path).context["grid"]
    assert {row.item.code: row.bound for row in grid.rows}["since"] == "started"

    desk_client.post(path, {"field:since": "ended", "field:remark": "words:results", "field:rules": "started"})

    assert dict(Binding.objects.values_list("item_code", "field")) == {"since": "ended", "remark": "words:results"}


def test_each_kind_of_record_fills_a_grid_in_its_own_way(desk_client, bench):
    path = f"{reverse('desk:comparison_grid', args=['small'])}?kind=territory"

    desk_client.post(path, {"field:since": "practices"})

    assert set(Binding.objects.values_list("kind", "field")) == {("practice", "started"), ("territory", "practices")}


def test_no_such_grid(desk_client, bench):
    assert desk_client.get(reverse("desk:comparison_grid", args=["nothing"])).status_code == 404


def test_the_ready_grid_is_added_once(desk_client, db):
    load_shipped_vocabularies()

    for _again in range(2):
        desk_client.post(reverse("desk:add_ready_grid"))

    assert Instrument.objects.filter(purpose="comparison").count() == 1


def test_others_do_not_add_it(bench):
    assert staff("Translators").post(reverse("desk:add_ready_grid")).status_code in (302, 403)
    assert not Instrument.objects.filter(code="urban-commons").exists()


def test_a_network_without_the_vocabularies_is_told_so(desk_client, db):
    page = desk_client.post(reverse("desk:add_ready_grid"), follow=True)

    assert "needs the vocabularies" in page.text
    assert not Instrument.objects.filter(code="urban-commons").exists()
