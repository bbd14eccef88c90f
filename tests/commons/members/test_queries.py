import pytest

from cities.commons.members.models import Organisation
from cities.commons.members.queries import MemberFilter, by_name, facet_counts, for_pages, narrowed, points
from cities.commons.places.queries import places
from cities.commons.vocabulary.models import Concept
from cities.commons.vocabulary.queries import vocabularies
from tests.factories import ConceptFactory, OrganisationFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    world = TerritoryFactory(code="world", kind="world", latitude=None, longitude=None)
    asia = TerritoryFactory(code="asia", kind="world-region", parent=world)
    korea = TerritoryFactory(code="kr", kind="country", parent=asia, country_code="KR")
    theme = ConceptFactory(code="youth", scheme__code="themes")
    OrganisationFactory(
        code="seoul", published=True, since=2014, texts={"ko": {"name": "서울"}, "en": {"name": "Seoul"}}, territories=[korea]
    )
    OrganisationFactory(code="elan", published=True, since=2019, texts={"fr": {"name": "Élan"}}, concepts=[theme])
    OrganisationFactory(code="zagreb", published=True, since=2020, texts={"en": {"name": "zagreb"}})
    OrganisationFactory(code="friend", published=True)


def narrowing(**chosen):
    return narrowed(MemberFilter(**chosen), places=places("en"), vocabulary=vocabularies("en"))


def found(**chosen):
    return sorted(narrowing(**chosen).records().values_list("code", flat=True))


def test_directory_holds_running_memberships_only(directory):
    Organisation.objects.get(code="zagreb").memberships.update(until=2023)

    assert found() == ["elan", "seoul"]
    assert MemberFilter().is_empty


@pytest.mark.parametrize(
    ("chosen", "codes"),
    [
        ({"territory": ("asia",)}, ["seoul"]),
        ({"theme": ("youth",)}, ["elan"]),
        ({"kind": ("local-government",), "since": ("2019-2021",)}, ["elan", "zagreb"]),
        ({"category": ("local-government",), "since": ("before-2016", "1800s")}, ["seoul"]),
        ({"query": "서울"}, ["seoul"]),
    ],
)
def test_directory_is_narrowed(directory, chosen, codes):
    assert found(**chosen) == codes


def test_members_are_sorted_by_their_names_in_the_readers_language(directory):
    names = by_name(narrowing().records(), "en").values_list("code", flat=True)

    assert list(names) == ["elan", "seoul", "zagreb"]


def test_facets_count_members(directory):
    counts = facet_counts(narrowing(), places=places("en"), vocabulary=vocabularies("en"))

    assert (counts["territory", "asia"], counts["country", "KR"]) == (1, 1)
    assert counts["since", "2019-2021"] == 2
    assert counts["kind", "organisation-kinds:local-government"] == 3
    assert counts["theme", "themes:youth"] == 1


def test_wider_theme_counts_members_of_all_narrower_ones_once(directory):
    work = ConceptFactory(code="work", scheme__code="themes")
    youth = Concept.objects.get(code="youth")
    students = ConceptFactory(code="students", scheme__code="themes", broader=youth)
    Concept.objects.filter(pk=youth.pk).update(broader=work)
    OrganisationFactory(published=True, since=2021, concepts=[students, youth])
    OrganisationFactory(published=True, since=2021, concepts=[students])

    counts = facet_counts(narrowing(), places=places("en"), vocabulary=vocabularies("en"))

    assert (counts["topmost", work.pk], counts["topmost", youth.pk]) == (3, 3)
    assert (counts["theme", youth.pk], counts["theme", students.pk]) == (2, 2)
    assert ("topmost", students.pk) not in counts
    assert len(found(theme=("work",))) == 3


def test_points_count_members_by_territory(directory):
    assert points(narrowing().records()) == {"kr": 1}


def test_page_of_an_organisation_loads_all_it_shows(directory, django_assert_num_queries):
    with django_assert_num_queries(7):
        (organisation,) = for_pages(Organisation.objects.filter(code="seoul"))
        [list(relation.all()) for relation in (organisation.texts, organisation.websites, organisation.memberships, organisation.figures)]
