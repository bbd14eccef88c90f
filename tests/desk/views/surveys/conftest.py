import pytest

from tests.factories import CampaignFactory, RespondentFactory, frozen_answer
from tests.factories.instruments import InstrumentVersionFactory, ItemFactory, OptionListFactory, SectionFactory


@pytest.fixture
def version(db):
    version = InstrumentVersionFactory(published=True)
    section = SectionFactory(version=version, code="all", words={"en": {"title": "All of it"}})
    sectors = OptionListFactory(version=version, code="sectors", codes=("tourism", "culture", "care"))
    ItemFactory(section=section, code="sector", type="one-of", options=sectors, words={"en": {"label": "Sector"}})
    ItemFactory(section=section, code="advice", type="long-text", position=1, words={"en": {"label": "Advice"}}, is_personal=True)
    return version


@pytest.fixture
def campaign(version):
    return CampaignFactory(code="asked", version=version, running=True)


@pytest.fixture
def answered(campaign):
    """One who has answered and one who has not."""
    words = frozen_answer("Un fonds", publication="private", language="fr")
    first = RespondentFactory(campaign=campaign, asked=True, organisation__code="dakar", answers={"sector": "care", "advice": words})
    second = RespondentFactory(campaign=campaign, asked=True, organisation__code="lome")
    return first, second
