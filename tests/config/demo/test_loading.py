import pytest
from django.test import Client

from cities.commons.members.models import MembershipYear, Organisation
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.config.demo.advice import load_advice
from cities.config.demo.loading import load_demo
from cities.config.demo.people import PEOPLE, load_people
from cities.desk.actions import prepare_desk
from cities.provenance.comparing import group_figures
from cities.search.queries import Search, rank
from cities.transfer.advice.models import AdviceRequest, Engagement, Expert
from cities.transfer.projects.models import Transfer
from cities.transfer.projects.queries import lineage_of
from tests.desk.posting import form_for

pytestmark = pytest.mark.django_db


def test_loading_publishes_everything_and_loading_again_changes_nothing(demo):
    again = load_demo()

    assert demo == {
        "organisations": Organisation.objects.public().count(),
        "practices": Practice.objects.public().count(),
        "resources": Resource.objects.public().count(),
        "transfers": Transfer.objects.public().count(),
    }
    assert again == {"organisations": 0, "practices": 0, "resources": 0, "transfers": 0}
    assert (
        Organisation.objects.public().filter(memberships__isnull=False, memberships__until=None).count()
        == MembershipYear.objects.filter(year=2021, status="active").count()
        == 75
    )


def test_loaded_network_shows_what_it_should(demo):
    training = Practice.objects.get(code="gsef-uclga-training-2021")
    disagreeing = [group for group in group_figures(training.figures.all()) if group.disagrees]

    assert len(disagreeing) == 1
    assert rank(Search("microjardinage", reader="fr")).total >= 1
    assert rank(Search("사회적경제", reader="ko")).total >= 1


def test_youth_cooperatives_travel_step_by_step(demo):
    found = lineage_of(practice=Practice.objects.get(code="cjs-quebec").pk)

    lines = {line.code: line for line in found.transfers}
    brittany, france = lines["youth-cooperatives-quebec-brittany"], lines["youth-cooperatives-brittany-france"]
    assert set(lines) == {brittany.code, france.code, "youth-cooperatives-quebec-barcelona", "youth-cooperatives-quebec-seoul"}
    assert [(one.year, int(one.value)) for one in (*brittany.uptake, *france.uptake)] == [
        (2013, 3),
        (2018, 15),
        (2015, 21),
        (2018, 50),
        (2018, 13),
    ]
    assert brittany.pilots == ("2013-22",) * 3
    assert [origin.code for origin in found.origins] == ["cjs-quebec"]


def test_every_figure_of_a_transfer_has_its_source(demo):
    assert Transfer.objects.public().count() == 17
    assert not Transfer.objects.filter(sources=None).exists()


def test_every_kind_of_record_takes_every_aspect(demo):
    records = [
        Practice.objects.get(code="fodem-dakar"),
        Organisation.objects.get(code="rtes"),
        Resource.objects.get(code="assessment-guide"),
    ]

    fodem, rtes, guide = [{concept.key for concept in record.concepts.all()} for record in records]

    assert fodem >= {"support-measures:loans", "beneficiaries:small-businesses", "scales:city"}
    assert rtes >= {"policy-areas:co-construction", "legal-forms:multi-stakeholder-cooperative"}
    assert guide >= {"policy-areas:access-to-finance", "beneficiaries:funders", "sdgs:sdg-8"}


@pytest.mark.parametrize("model", [Practice, Organisation, Resource])
def test_desk_has_a_field_for_every_vocabulary_records_are_described_by(demo, model):
    schemes = set(model.concepts.through.objects.values_list("concept__scheme", flat=True))

    assert schemes - {field.scheme for field in form_for(model).concept_fields.values()} == set()


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.email)
def test_everybody_of_the_demo_comes_in_with_the_password_it_prints(demo, person):
    prepare_desk()
    load_people("commons-demo")
    home = f"/en/my/{person.organisation}/" if person.organisation else "/admin/"
    client = Client()

    client.post("/en/account/login/", {"login": person.email, "password": "commons-demo"})

    assert client.get(home).status_code == 200


def test_advice_is_told_in_every_language_and_its_examples_say_so(demo):
    told = [{text.language for text in one.texts.all() if text.summary} for one in Engagement.objects.public()]

    load_people("commons-demo")
    again = load_advice()

    assert (len(told), all(languages == {"en", "fr", "es"} for languages in told)) == (5, True)
    assert sorted(one.need.original_text.language for one in AdviceRequest.objects.all()) == ["en", "es", "fr"]
    assert all(str(request.need).startswith(("Example", "Exemple", "Ejemplo")) for request in AdviceRequest.objects.all())
    assert (again, all(Expert.objects.values_list("is_sample", flat=True)), Expert.objects.available().count()) == (0, True, 5)
