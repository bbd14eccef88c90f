import pytest

from cities.commons.practices.actions import begin_practice, practice_participants, practice_sources, public_organisation
from cities.commons.practices.models import Practice, PracticeOrganisation
from tests.factories import ConceptFactory, OrganisationFactory, PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def initiator():
    return ConceptFactory(scheme__code="roles", code="initiator")


def test_practice_begun_twice_has_two_addresses(initiator, administrator):
    organisation = OrganisationFactory(published=True)

    first = begin_practice(organisation, title="A garden", language="en", by=administrator)
    second = begin_practice(organisation, title="A garden", language="en", by=administrator)

    assert (first.code, second.code) == ("a-garden", f"a-garden-{second.pk.hex[:8]}")


def test_title_in_any_script_has_an_address_that_can_be_read(initiator, administrator):
    first, second = (begin_practice(OrganisationFactory(), title="의료 협동조합", language="ko", by=administrator) for _one in range(2))

    assert (first.code, second.code) == ("uilyo-hyeobdongjohab", f"uilyo-hyeobdongjohab-{second.pk.hex[:8]}")


def test_organisation_that_is_not_public_is_not_named_and_not_lost(initiator):
    hidden, shown = OrganisationFactory(code="hidden"), OrganisationFactory(code="shown", published=True)
    parts = [PracticeOrganisation(organisation=one, role=initiator, actor_kind="public") for one in (hidden, shown)]
    practice = PracticeFactory(participations=parts)
    section = practice_participants()

    values = section.read(practice)
    section.write(practice, values)

    assert [row[0] for row in values["participants"]] == ["an organisation that is not public (1)", "Shown"]
    assert [part.organisation for part in practice.participations.all()] == [hidden, shown]


def test_name_that_could_be_two_organisations_stays_a_name():
    OrganisationFactory.create_batch(2, published=True, texts={"en": {"name": "Network"}})
    only = OrganisationFactory(published=True, acronym="GSEF")
    OrganisationFactory(acronym="DRAFT")

    assert [public_organisation(name) for name in ("network", "gsef", "draft", "nobody")] == [None, only.pk, None, None]


def test_sources_are_read_as_they_were_written(initiator):
    practice = PracticeFactory()
    section = practice_sources()
    rows = (("A report", "https://example.org/report", "p. 3"), ("A book", "", ""))

    section.write(practice, {"sources": rows})
    practice.save()

    assert section.read(Practice.objects.get())["sources"] == rows
