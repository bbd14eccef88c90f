import pytest

from cities.commons.resources.models import ResourceFile
from cities.commons.resources.passages import content, indexed_resources
from tests.factories import ResourceFactory

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
