import pytest

from cities.commons.resources.models import ResourceFile
from cities.commons.resources.passages import indexed_resources, passages
from tests.factories import ResourceFactory

pytestmark = pytest.mark.django_db


def test_passage_holds_the_titles_its_files_were_published_under():
    files = [ResourceFile(language="ko", title="보고서"), ResourceFile(language="fr")]
    resource = ResourceFactory(texts={"en": {"title": "Report", "summary": "For cities."}}, files=files)

    (entry,) = passages(resource)

    assert (entry.title, entry.words) == ("Report", "For cities.\n보고서")


def test_only_public_resources_may_be_found():
    shown = ResourceFactory(published=True)
    ResourceFactory()

    assert list(indexed_resources()) == [shown]
