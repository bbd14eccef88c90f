from decimal import Decimal

import pytest

from cities.transfer.projects.models import TransferFigure
from cities.transfer.projects.queries import adoption_by_year, lineage_of, lineages, transfers_of_practice
from tests.factories import ConceptFactory, PracticeFactory, SourceFactory, TerritoryFactory, TransferFactory


def uptake(year, value, **facts):
    measure = ConceptFactory(code="cooperatives", scheme__code="measures")
    return TransferFigure(aspect="uptake", measure=measure, value=Decimal(value), unit="units", year=year, source=SourceFactory(), **facts)


@pytest.fixture
def family(db):
    """Quebec → Brittany, which became a practice of its own → France; Quebec → Seoul, which also learned from Brittany."""
    quebec, brittany = PracticeFactory(code="quebec", published=True, started=1983), PracticeFactory(code="brittany", published=True)
    first = TransferFactory(
        code="first",
        published=True,
        practices=[quebec],
        result=brittany,
        territories=[TerritoryFactory()],
        phase="re-use",
        stays=[("understand", "2011", "2012"), ("re-use", "", "")],
        figures=[uptake(2013, 3)],
    )
    second = TransferFactory(
        code="second",
        published=True,
        practices=[brittany],
        follows=[first],
        phase="re-use",
        stays=[("re-use", "2014", "")],
        figures=[uptake(2015, 21), uptake(2018, 50, qualifier="about"), uptake(2018, 13)],
    )
    third = TransferFactory(code="third", published=True, practices=[quebec], follows=[first], stays=[("understand", "2018-04", "")])
    return quebec, brittany, (first, second, third)


def test_lineage_is_the_same_from_wherever_it_is_asked(family):
    quebec, brittany, transfers = family

    found = [lineage_of(practice=quebec.pk), lineage_of(practice=brittany.pk), lineage_of(transfer=transfers[1].pk)]

    assert {frozenset(line.code for line in one.transfers) for one in found} == {frozenset({"first", "second", "third"})}
    assert [origin.code for origin in found[0].origins] == ["quebec"]


def test_each_transfer_knows_what_it_came_from(family):
    quebec, _brittany, (first, _second, _third) = family
    found = lineage_of(practice=quebec.pk)

    parents = {line.code: found.parents(line) for line in found.transfers}

    assert parents == {"first": (quebec.pk,), "second": (first.pk,), "third": (quebec.pk, first.pk)}


def test_uptake_is_counted_year_by_year_with_all_sources(family):
    lines = {line.code: line for line in lineages().transfers}

    assert [(one.year, int(one.value)) for one in lines["second"].uptake] == [(2015, 21), (2018, 50), (2018, 13)]
    assert [int(one.value) for one in lines["second"].latest_uptake] == [50, 13]
    assert (lines["first"].in_use_since, lines["second"].in_use_since, lines["third"].in_use_since) == (2013, 2014, None)
    assert adoption_by_year(lines.values())[:5] == ((2011, 1, 0), (2012, 1, 0), (2013, 1, 1), (2014, 2, 2), (2015, 2, 2))
    assert adoption_by_year(lines.values())[-1] == (2018, 3, 2)


def test_what_is_not_agreed_is_in_no_lineage(family):
    quebec, _brittany, _transfers = family
    TransferFactory(code="draft", practices=[quebec])

    assert "draft" not in {line.code for line in lineage_of(practice=quebec.pk).transfers}
    assert not transfers_of_practice(PracticeFactory(published=True))
    assert lineage_of(practice=PracticeFactory(published=True).pk) is None


@pytest.mark.parametrize("count", [1, 3])
def test_lineage_costs_the_same_however_long(db, count, django_assert_num_queries):
    practice = PracticeFactory(published=True)
    for _ in range(count):
        TransferFactory(published=True, practices=[practice], territories=[TerritoryFactory()], stays=[("understand", "2011", "")])

    with django_assert_num_queries(16):
        found = lineage_of(practice=practice.pk)

    assert len(found.transfers) == count
