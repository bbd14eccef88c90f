import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from cities.commons.members.models import PrivateContact
from cities.desk.actions import prepare_desk
from tests.desk.panels.test_texts import rendered
from tests.factories import ConceptFactory, OrganisationFactory, TerritoryFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory(
        acronym="VDD",
        seat=TerritoryFactory(code="sn-dakar", names={"en": "Dakar"}),
        concepts=[ConceptFactory(scheme__code="themes", scheme__labels={"en": "Themes"}, code="microcredit")],
        published=True,
    )


def test_translator_reads_the_facts(organisation, rf):
    prepare_desk()
    translator = UserFactory()
    translator.groups.add(Group.objects.get(name="Translators"))

    html = " ".join(rendered(organisation, rf, translator).split())

    assert "<dt>Acronym</dt><dd>VDD</dd>" in html
    assert "<dt>Where it sits</dt><dd>Dakar</dd>" in html
    assert "<dt>Themes</dt><dd>microcredit</dd>" in html
    assert 'name="acronym"' not in html
    assert 'name="private_contacts-TOTAL_FORMS"' not in html


def test_editor_changes_them_instead(organisation, rf, administrator):
    html = rendered(organisation, rf, administrator)

    assert "desk-facts" not in html
    assert 'name="acronym"' in html


def test_comparison_hides_private_addresses_from_translators(organisation, sign_in):
    organisation.private_contacts.add(PrivateContact(address="somebody@example.org"))
    organisation.save_revision()
    address = reverse("wagtailsnippets_members_organisation:revisions_compare", args=[organisation.pk, "live", "latest"])

    assert "somebody@example.org" not in sign_in("Translators").get(address).content.decode()
    assert "somebody@example.org" in sign_in("Editors").get(address).content.decode()
