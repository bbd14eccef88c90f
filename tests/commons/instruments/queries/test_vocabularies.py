from dataclasses import replace

import pytest

from cities.commons.instruments.actions import fill_draft
from cities.commons.instruments.queries import definition_of
from tests.factories import ConceptFactory
from tests.factories.instruments import InstrumentVersionFactory, ItemFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["one-of", "several-of"])
def test_a_choice_that_names_a_vocabulary_offers_its_concepts(kind):
    ConceptFactory(scheme__code="support-measures", code="loans", labels={"en": "Loans", "fr": "Prêts"})
    ConceptFactory(scheme__code="themes", code="housing")
    section = SectionFactory(version=InstrumentVersionFactory())
    ItemFactory(section=section, code="measures", type=kind, scheme_id="support-measures", words={"en": {"label": "Which?"}})

    fill_draft(section.version, definition_of(section.version), by=None)
    [item] = definition_of(section.version).items

    assert [(option.code, option.label.shown_in("fr")) for option in item.options] == [("loans", "Prêts")]
    assert (item.scheme, item.options_code) == ("support-measures", "support_measures")


def test_what_is_published_keeps_the_concepts_it_was_asked_with():
    ConceptFactory(scheme__code="support-measures", code="loans")
    section = SectionFactory(version=InstrumentVersionFactory())
    ItemFactory(section=section, code="measures", type="one-of", scheme_id="support-measures", words={"en": {"label": "Which?"}})
    fill_draft(section.version, definition_of(section.version), by=None)

    ConceptFactory(scheme__code="support-measures", code="grants")

    assert [option.code for option in definition_of(section.version).item("measures").options] == ["loans"]


def test_other_items_stay_as_they_are():
    section = SectionFactory(version=InstrumentVersionFactory())
    ItemFactory(section=section, code="name", words={"en": {"label": "Name"}})
    before = definition_of(section.version)

    fill_draft(section.version, before, by=None)
    after = definition_of(section.version)

    assert [replace(item, pk=0) for item in after.items] == [replace(item, pk=0) for item in before.items]
