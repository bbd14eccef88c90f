import pytest

from tests.factories import CampaignFactory
from tests.factories.instruments import InstrumentVersionFactory, ItemFactory, OptionListFactory, SectionFactory


@pytest.fixture
def version(db):
    """A published questionnaire: one of, several of, a number, words that ask before they are published."""
    version = InstrumentVersionFactory(published=True)
    section = SectionFactory(version=version, code="all")
    sectors = OptionListFactory(version=version, code="sectors", codes=("tourism", "culture", "care"))
    ItemFactory(
        section=section, code="sector", type="one-of", options=sectors, words={"en": {"label": "Sector"}, "fr": {"label": "Secteur"}}
    )
    ItemFactory(section=section, code="help", type="several-of", options=sectors, position=1, words={"en": {"label": "Help"}})
    ItemFactory(section=section, code="jobs", type="number", position=2, words={"en": {"label": "Jobs"}})
    ItemFactory(section=section, code="advice", type="long-text", position=3, is_personal=True, words={"en": {"label": "Advice"}})
    return version


@pytest.fixture
def campaign(version):
    return CampaignFactory(version=version, running=True)


@pytest.fixture
def closed(version):
    return CampaignFactory(version=version, closed=True, least_shown=3)
