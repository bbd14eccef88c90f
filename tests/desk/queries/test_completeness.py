import pytest

from cities.commons.members.completeness import STANDARD as MEMBER_STANDARD
from cities.commons.members.completeness import organisation_facts
from cities.commons.members.models import Organisation, OrganisationFigure, Website
from cities.commons.practices.completeness import STANDARD as PRACTICE_STANDARD
from cities.commons.practices.completeness import practice_facts
from cities.commons.practices.models import Practice, PracticeFigure, PracticeOrganisation, PracticeSource
from cities.commons.resources.completeness import STANDARD as RESOURCE_STANDARD
from cities.commons.resources.completeness import resource_facts
from cities.commons.resources.models import Resource, ResourceFile
from cities.desk.queries.completeness import completeness_of, missing_labels
from cities.translation.completeness import completeness
from tests.factories import ConceptFactory, OrganisationFactory, PracticeFactory, ResourceFactory, SourceFactory, TerritoryFactory

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "fr", "es")


def concept(scheme, code):
    return ConceptFactory(scheme__code=scheme, code=code)


def figure(model):
    return model(measure=concept("measures", "members"), value=3, unit="people", source=SourceFactory())


def full_practice():
    words = dict.fromkeys(Practice.text_model.words, "Said.")
    return PracticeFactory(
        texts={"fr": {**words, "title": "Jardins"}, "en": {"title": "Gardens"}},
        started=2010,
        contact=OrganisationFactory(),
        territories=[TerritoryFactory()],
        concepts=[concept("themes", "food")],
        participations=[PracticeOrganisation(name="The city", role=concept("roles", "initiator"), actor_kind="public")],
        figures=[figure(PracticeFigure)],
        sources=[PracticeSource(source=SourceFactory())],
    )


def full_organisation():
    return OrganisationFactory(
        seat=TerritoryFactory(),
        founded=1990,
        territories=[TerritoryFactory()],
        concepts=[concept("themes", "food"), concept("sectors", "health")],
        websites=[Website(url="https://example.org")],
        figures=[figure(OrganisationFigure)],
    )


def full_resource():
    return ResourceFactory(
        year=2021,
        publishers=[OrganisationFactory()],
        concepts=[concept("themes", "food")],
        files=[ResourceFile(language="en", url="https://example.org/report.pdf")],
    )


CASES = {
    Practice: (full_practice, practice_facts, PRACTICE_STANDARD),
    Organisation: (full_organisation, organisation_facts, MEMBER_STANDARD),
    Resource: (full_resource, resource_facts, RESOURCE_STANDARD),
}


@pytest.mark.parametrize("model", CASES, ids=lambda model: model.__name__)
def test_many_at_once_and_one_in_memory_agree(model):
    make, facts, standard = CASES[model]
    full, bare = make(), {Practice: PracticeFactory, Organisation: OrganisationFactory, Resource: ResourceFactory}[model]()

    found = completeness_of(model)

    for record in (full, bare):
        in_memory = completeness(facts(model.objects.get(pk=record.pk)), standard, languages=LANGUAGES)
        assert found[record.pk] == in_memory
    assert found[full.pk].percent > found[bare.pk].percent


def test_practice_lacks_what_nobody_wrote():
    practice = full_practice()

    assert completeness_of(Practice)[practice.pk].missing == ("translation.es", "image")


def test_what_is_missing_is_named():
    practice = full_practice()

    assert missing_labels(completeness_of(Practice)[practice.pk], Practice, "en") == ["title and summary in Spanish", "a picture"]


@pytest.mark.parametrize("model", CASES, ids=lambda model: model.__name__)
def test_every_part_of_a_standard_has_a_name(model):
    standard = CASES[model][2]

    assert {*(f"words.{field}" for field in standard.words), *standard.facts} <= set(standard.labels)


@pytest.mark.parametrize("count", [1, 3])
def test_known_completeness_costs_two_queries(count, django_assert_num_queries):
    PracticeFactory.create_batch(count)
    completeness_of(Practice)

    with django_assert_num_queries(2):
        found = completeness_of(Practice)

    assert len(found) == count
