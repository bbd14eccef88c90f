import pytest
from django.utils import translation

from cities.transfer.advice.templatetags.advice import called
from tests.factories import ExpertFactory, OrganisationFactory


@pytest.fixture
def seoul(db):
    return OrganisationFactory(published=True, texts={"ko": {"name": "서울특별시"}, "en": {"name": "Seoul"}})


@pytest.mark.parametrize(("language", "shown"), [("en", "Seoul"), ("ko", "서울특별시")])
def test_organisation_is_called_as_the_reader_calls_it(seoul, language, shown):
    with translation.override(language):
        assert called(seoul) == shown


def test_foreign_name_is_marked(db):
    with translation.override("en"):
        assert called(OrganisationFactory(texts={"ko": {"name": "서울"}})) == '<span lang="ko">서울</span>'


def test_expert_is_called_by_name_or_as_the_organisation(seoul):
    with translation.override("en"):
        named, nobody = (ExpertFactory(called="Jo"), ExpertFactory(offer__organisation=seoul, person=None))

        assert (called(named), called(nobody)) == ("Jo", "Seoul")
