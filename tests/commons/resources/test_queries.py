import pytest

from cities.commons.places.queries import places
from cities.commons.resources.models import Resource, ResourceFile
from cities.commons.resources.queries import ResourceFilter, facet_counts, for_pages, narrowed
from cities.commons.vocabulary.queries import vocabularies
from tests.factories import ConceptFactory, ResourceFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    world = TerritoryFactory(code="world", kind="world", latitude=None, longitude=None)
    asia = TerritoryFactory(code="asia", kind="world-region", parent=world)
    korea = TerritoryFactory(code="kr", kind="country", parent=asia, country_code="KR")
    theme = ConceptFactory(code="youth", scheme__code="themes")
    ResourceFactory(
        code="guide",
        published=True,
        territories=[korea],
        concepts=[theme],
        files=[ResourceFile(language="ko"), ResourceFile(language="ko")],
    )
    ResourceFactory(code="film", published=True, kind=ConceptFactory(code="video", scheme__code="deliverable-types"))


def narrowing(**chosen):
    return narrowed(ResourceFilter(**chosen), places=places("en"), vocabulary=vocabularies("en"))


@pytest.mark.parametrize(
    ("chosen", "codes"),
    [
        ({}, ["film", "guide"]),
        ({"territory": ("kr",)}, ["guide"]),
        ({"kind": ("video",)}, ["film"]),
        ({"theme": ("youth",), "language": ("ko",)}, ["guide"]),
        ({"query": "film"}, ["film"]),
    ],
)
def test_resources_are_narrowed(shelf, chosen, codes):
    assert sorted(narrowing(**chosen).records().values_list("code", flat=True)) == codes
    assert ResourceFilter(**chosen).is_empty == (not chosen)


def test_facets_count_a_resource_once_however_many_files_it_has(shelf):
    counts = facet_counts(narrowing(), places=places("en"), vocabulary=vocabularies("en"))

    assert counts["language", "ko"] == 1
    assert (counts["kind", "deliverable-types:video"], counts["theme", "themes:youth"], counts["country", "KR"]) == (1, 1, 1)


def test_wider_theme_counts_resources_of_narrower_ones(shelf):
    work = ConceptFactory(code="work", scheme__code="themes")
    ResourceFactory(published=True, concepts=[ConceptFactory(code="wages", scheme__code="themes", broader=work)])

    counts = facet_counts(narrowing(), places=places("en"), vocabulary=vocabularies("en"))

    assert counts["topmost", work.pk] == 1


def test_page_of_a_resource_loads_all_it_shows(shelf, django_assert_num_queries):
    with django_assert_num_queries(7):
        (resource,) = for_pages(Resource.objects.filter(code="guide"))
        [list(relation.all()) for relation in (resource.texts, resource.files, resource.publishers, resource.practices)]
