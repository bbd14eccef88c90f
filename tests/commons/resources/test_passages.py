import pytest

from cities.commons.members.models import Organisation
from cities.commons.resources.models import ResourceFile
from cities.commons.resources.passages import content, indexed_resources
from cities.commons.resources.receivers import renew_names
from cities.core.actions import withdraw_record
from cities.search.queries import Search, rank
from tests.factories import OrganisationFactory, ResourceFactory

pytestmark = pytest.mark.django_db


def test_titles_of_files_are_names_and_words_of_every_language():
    files = [ResourceFile(language="ko", title="보고서"), ResourceFile(language="fr")]
    resource = ResourceFactory(texts={"en": {"title": "Report", "summary": "For cities."}}, files=files, year=2020)

    told = content(resource)
    (text,) = told.texts

    assert (text.title, text.summary, tuple(text.also)) == ("Report", "For cities.", ("보고서", "report"))
    assert (told.names, told.year, told.facets["file"]) == (("보고서",), 2020, ("ko", "fr"))


def test_only_public_resources_may_be_found():
    shown = ResourceFactory(published=True)
    ResourceFactory()

    assert list(indexed_resources()) == [shown]


def test_resource_is_found_by_who_published_it_while_that_is_public():
    publisher = OrganisationFactory(texts={"en": {"name": "Zurbaran Institute"}}, published=True)
    resource = ResourceFactory(publishers=[publisher], published=True)
    before = [one.line.pk for one in rank(Search("zurbaran", reader="en")).ranked]

    withdraw_record(publisher, by=None, reason="Closed.")

    assert resource.pk in before
    assert not rank(Search("zurbaran", reader="en")).ranked


@pytest.mark.parametrize("count", [1, 6])
def test_a_new_name_costs_the_same_however_many_resources_say_it(count, django_assert_max_num_queries):
    network = OrganisationFactory(texts={"en": {"name": "Zurbaran Network"}}, published=True)
    resources = [ResourceFactory(publishers=[network], published=True) for _number in range(count)]
    network.texts.update(name="Velazquez Network")

    with django_assert_max_num_queries(32):
        renew_names(Organisation, instance=network)

    found = [one.line.pk for one in rank(Search("velazquez", reader="en")).ranked if one.line.kind == "resource"]
    assert set(found) == {resource.pk for resource in resources}
