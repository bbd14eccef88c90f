import pytest

from cities.transfer.needs.actions import Said, put_aside, tell_need
from cities.transfer.needs.ports import Suggestion, add_source, remove_source
from cities.transfer.needs.queries import suggestions_for
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    """Suggests two needs to everybody."""
    add_source("test", lambda organisation, language: [Suggestion(f"test:{n}", f"Need {n}", "fr", f"Test ({language})") for n in (1, 2)])
    yield
    remove_source("test")


def test_source_suggests_until_it_is_told_or_put_aside(source, administrator):
    member = OrganisationFactory()
    assert [one.source for one in suggestions_for(member, language="es")] == ["Test (es)", "Test (es)"]

    need = tell_need(member, Said("Need 1", "fr", "members", origin="test:1"), by=administrator)
    put_aside(member, origin="test:2", by=administrator)
    put_aside(member, origin="test:2", by=administrator)

    assert (need.origin, suggestions_for(member, language="en")) == ("test:1", [])


def test_what_one_member_puts_aside_others_still_see(source, administrator):
    put_aside(OrganisationFactory(), origin="test:1", by=administrator)

    assert len(suggestions_for(OrganisationFactory(), language="en")) == 2
