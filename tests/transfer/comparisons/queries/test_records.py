from dataclasses import replace

import pytest

from cities.commons.instruments.answering import NOT_APPLICABLE, NOTHING, Said
from cities.commons.instruments.definition import ItemDefinition, OptionDefinition, Wording
from cities.commons.practices.models import PracticeFigure, PracticeOrganisation, PracticeText
from cities.core.actions import withdraw_record
from cities.transfer.comparisons.models import Kind
from cities.transfer.comparisons.queries import field_label, fits, offered_fields, public_records
from cities.transfer.comparisons.queries.records import reading
from cities.transfer.projects.models import Pilot
from tests.factories import (
    ConceptFactory,
    OrganisationFactory,
    PracticeFactory,
    SourceFactory,
    TerritoryFactory,
    TransferFactory,
)

pytestmark = pytest.mark.django_db
NO_WORDS = Wording({})
SEVERAL = ItemDefinition(pk=1, code="it", type="several-of", label=NO_WORDS, hint=NO_WORDS, constraint_message=NO_WORDS)


def item(type_, *codes, unit=""):
    return replace(SEVERAL, type=type_, unit=unit, options=tuple(OptionDefinition(code, NO_WORDS) for code in codes))


def read(practice, item, bound, kind=Kind.PRACTICE):
    return reading(kind, public_records(kind, [practice.pk])[practice.pk], item=item, bound=bound)


def figure(value, source, **facts):
    measure = ConceptFactory(code="members", scheme__code="measures")
    return PracticeFigure(**{"measure": measure, "value": value, "unit": "people", "year": 2020, "source": source, **facts})


def test_plain_fields_are_read_as_codes_and_years():
    practice = PracticeFactory(published=True, started=2001, status="ended")

    assert read(practice, item("whole-number", unit="year"), "started").said == Said("2001")
    assert read(practice, item("number"), "ended").said == NOTHING
    assert read(practice, item("one-of", "running", "ended"), "status").said == Said("ended")


def test_what_a_grid_does_not_offer_is_not_said():
    initiator = ConceptFactory(code="initiator", scheme__code="roles")
    parts = [PracticeOrganisation(name=name, role=initiator, actor_kind=kind) for name, kind in (("A", "public"), ("B", "research"))]
    practice = PracticeFactory(published=True, participations=parts)

    assert read(practice, item("several-of", "research", "public", "private"), "actors").said == Said(["research", "public"])
    assert read(practice, item("several-of", "private"), "actors").said == NOTHING
    # Two of which one would have to be chosen.
    assert read(practice, item("one-of", "public", "research"), "initiators").said == NOTHING
    assert read(practice, item("one-of", "public"), "initiators").said == NOTHING


def test_concepts_are_read_by_their_vocabulary():
    form = ConceptFactory(code="association", scheme__code="legal-forms")
    practice = PracticeFactory(published=True, concepts=[form, ConceptFactory(code="gardens")])

    assert read(practice, item("several-of", "cooperative", "association"), "concepts:legal-forms").said == Said(["association"])
    assert read(practice, item("concept"), "concepts:legal-forms").said == Said("legal-forms:association")
    assert read(practice, item("several-of", "association"), "concepts:themes").said == NOTHING


def test_figures_of_the_newest_year_are_read_and_those_that_disagree_stand_beside():
    old, one, other = SourceFactory(), SourceFactory(), SourceFactory()
    figures = [figure(5, old, year=2010), figure(50, one, qualifier="about"), figure(13, other), figure(7, one, unit="EUR")]
    practice = PracticeFactory(published=True, figures=figures)

    found = read(practice, item("number", unit="people"), "figure:members")

    assert found.said == Said("50")
    assert [(said.value, said.qualifier, said.source) for said in found.stated] == [("50", "about", one), ("13", "exact", other)]
    assert read(practice, item("money", unit="USD"), "figure:members").said == NOTHING


def test_a_figure_without_a_value_is_not_nought():
    absent = figure(None, SourceFactory(), absence="not-applicable")
    silent = figure(None, SourceFactory(), absence="no-answer")

    assert read(PracticeFactory(published=True, figures=[absent]), item("number"), "figure:members").said == Said(absence=NOT_APPLICABLE)
    assert read(PracticeFactory(published=True, figures=[silent]), item("number"), "figure:members").said == NOTHING


def test_words_are_read_in_every_language():
    practice = PracticeFactory(published=True)
    PracticeText.objects.create(record=practice, language="fr", title="Titre", summary="Résumé", state="human")

    found = read(practice, item("long-text"), "words:summary")

    assert found.wording.words["fr"] == "Résumé"
    assert found.said == NOTHING


def test_transfers_tell_their_phase_and_pilots():
    transfer = TransferFactory(published=True)
    Pilot.objects.create(transfer=transfer)

    assert read(transfer, item("one-of", "understand"), "phase", Kind.TRANSFER).said == Said("understand")
    assert read(transfer, item("number"), "pilots", Kind.TRANSFER).said == Said("1")
    assert read(transfer, item("several-of", "legal"), "adaptations", Kind.TRANSFER).said == NOTHING


def test_territories_count_what_lies_in_them():
    land = TerritoryFactory(code="sn", kind="country")
    city = TerritoryFactory(code="sn-dakar", parent=land)
    PracticeFactory(published=True, territories=[city])
    PracticeFactory(territories=[city])
    OrganisationFactory(published=True, since=2019, territories=[city])

    assert read(land, item("number"), "practices", Kind.TERRITORY).said == Said("1")
    assert read(land, item("number"), "members", Kind.TERRITORY).said == Said("1")
    assert read(city, item("one-of", "city", "country"), "kind", Kind.TERRITORY).said == Said("city")


def test_a_field_fills_only_items_that_can_take_it():
    practice = PracticeFactory(published=True, started=2001)

    assert read(practice, item("several-of", "2001"), "started").said == NOTHING
    assert read(practice, item("number"), "nonsense").said == NOTHING
    assert fits(Kind.PRACTICE, "started", item("number"))
    assert not fits(Kind.PRACTICE, "started", item("text"))
    assert not fits(Kind.TERRITORY, "figure:members", item("number"))


def test_what_is_withdrawn_is_not_read():
    practice, draft = PracticeFactory(published=True), PracticeFactory()
    withdraw_record(practice, reason="", by=None)

    assert public_records(Kind.PRACTICE, [practice.pk, draft.pk]) == {}


def test_fields_are_offered_for_what_an_item_asks():
    PracticeFactory(published=True, concepts=[ConceptFactory(code="association", scheme__code="legal-forms")])
    ConceptFactory(code="members", scheme__code="measures", labels={"en": "members", "fr": "membres"})

    choices = [code for code, _label in offered_fields(Kind.PRACTICE, item("several-of"), language="en")]
    numbers = dict(offered_fields(Kind.PRACTICE, item("number"), language="fr"))
    assert choices == ["status", "actors", "initiators", "concepts:legal-forms"]
    assert list(numbers) == ["started", "ended", "figure:members"]
    assert numbers["figure:members"] == "membres"
    assert ("words:results", field_label(Kind.TRANSFER, "words:results")) in offered_fields(Kind.TRANSFER, item("text"), language="en")
    assert offered_fields(Kind.TERRITORY, item("text"), language="en") == ()
    assert field_label(Kind.PRACTICE, "figure:members") == "the record"


@pytest.mark.parametrize("count", [1, 3])
def test_records_cost_the_same_however_many(django_assert_num_queries, count):
    practices = PracticeFactory.create_batch(count, published=True)

    with django_assert_num_queries(6):
        found = public_records(Kind.PRACTICE, [practice.pk for practice in practices])
        for record in found.values():
            reading(Kind.PRACTICE, record, item=item("number"), bound="figure:members")

    assert len(found) == count
