"""Regional stewards see and edit the records of their region, and no others."""

import pytest
from django.urls import reverse

from tests.factories import OrganisationFactory, PracticeFactory, StewardshipFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def network(sign_in):
    africa, asia = TerritoryFactory(code="africa"), TerritoryFactory(code="asia")
    dakar = TerritoryFactory(code="dakar", parent=TerritoryFactory(code="sn", parent=africa))
    client = sign_in("Regional stewards")
    StewardshipFactory(user=client.user, region=africa)
    return {
        "client": client,
        "near": PracticeFactory(territories=[dakar], published=True),
        "far": PracticeFactory(territories=[asia], published=True),
        "seated": OrganisationFactory(seat=dakar, published=True),
    }


def test_lists_show_the_region(network):
    page = network["client"].get(reverse("wagtailsnippets_practices_practice:list")).content.decode()

    assert str(network["near"]) in page
    assert str(network["far"]) not in page


def test_records_of_the_region_open_and_others_do_not(network):
    client = network["client"]

    assert client.get(edit_address(network["near"])).status_code == 200
    assert client.get(edit_address(network["seated"])).status_code == 200
    assert client.get(edit_address(network["far"])).status_code == 302


def test_searching_the_desk_finds_the_region(network):
    found = network["client"].get(reverse("desk:find"), {"q": "practice"}).context["kinds"]

    assert [kind.total for kind in found] == [1]


def test_pickers_offer_the_region_and_what_is_public(network, sign_in):
    drafts = {name: PracticeFactory(territories=network[name].territories.all()) for name in ("near", "far")}

    def offered(client):
        found = client.get(reverse("desk:choices", args=["practice"]), {"q": "practice"}).json()["choices"]
        return {choice["value"] for choice in found}

    everything = {str(each.pk) for each in (network["near"], network["far"], *drafts.values())}
    assert offered(network["client"]) == everything - {str(drafts["far"].pk)}
    assert offered(sign_in("Editors")) == everything


def test_an_editor_who_is_also_a_steward_is_bound_to_nothing(network, sign_in):
    editor = sign_in("Editors")
    StewardshipFactory(user=editor.user, region__code="elsewhere")

    assert editor.get(edit_address(network["far"])).status_code == 200


def edit_address(record):
    return reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])


@pytest.mark.parametrize("report", ["site-history/", "site-history/results/"])
def test_reports_about_every_region_are_not_for_who_is_bound_to_one(network, sign_in, report):
    assert sign_in("Editors").get(f"/admin/reports/{report}").status_code == 200
    assert network["client"].get(f"/admin/reports/{report}").status_code == 302
    assert "site-history" not in network["client"].get("/admin/", follow=True).content.decode()
