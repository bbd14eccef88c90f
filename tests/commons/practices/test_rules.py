import pytest

from cities.commons.practices.models import PracticeOrganisation
from cities.commons.practices.rules import written_by
from cities.core.actions import withdraw_record
from tests.factories import ConceptFactory, OrganisationFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def practice(organisation, code, **facts):
    role = ConceptFactory(scheme__code="roles", code=facts.pop("role", "initiator"))
    part = PracticeOrganisation(organisation=organisation, role=role, actor_kind="public")
    return PracticeFactory(code=code, participations=[part], **facts)


def test_organisation_writes_what_it_brought_and_what_is_public_and_its_own():
    organisation, other = OrganisationFactory(published=True), OrganisationFactory(published=True)
    practice(organisation, "begun", published=True)
    practice(organisation, "draft-of-the-staff")
    practice(organisation, "partner", role="partner", published=True)
    practice(other, "of-others", published=True)
    practice(other, "brought-draft", brought_by=organisation)
    withdraw_record(practice(organisation, "withdrawn", published=True, brought_by=organisation), reason="old", by=None)

    assert sorted(written_by(organisation).values_list("code", flat=True)) == ["begun", "brought-draft"]
