"""What is frozen: everything public an edition shows, and nothing else."""

import json
from datetime import date

import pytest

from cities.commons.members.models import Membership, MembershipYear
from cities.core.actions import save_draft, withdraw_record
from cities.editions.queries import default_sections, freeze
from cities.editions.queries.freezing.periods import quarters
from tests.factories import (
    CampaignFactory,
    ConceptFactory,
    OrganisationFactory,
    PracticeFactory,
    PublishedResultFactory,
    ResourceFactory,
    SourceFactory,
    TerritoryFactory,
)
from tests.factories.editions import ChosenCaseFactory, EditionFactory, StatedFigureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def senegal():
    world = TerritoryFactory(code="world", kind="world", latitude=None, longitude=None)
    africa = TerritoryFactory(code="africa-middle-east", kind="world-region", parent=world, names={"en": "Africa", "ko": "아프리카"})
    return TerritoryFactory(code="sn", kind="country", parent=africa, country_code="SN")


def codes(edition):
    return [member["code"] for member in freeze(edition).content["members"]]


def test_members_are_frozen_with_what_an_entry_needs(senegal):
    food = ConceptFactory(code="food", scheme__code="themes", labels={"en": "Food", "fr": "Alimentation"})
    texts = {"fr": {"name": "Dakar", "description": "Une ville."}, "en": {"name": "Dakar", "state": "machine"}}
    OrganisationFactory(code="dakar", since=2019, texts=texts, territories=[senegal], concepts=[food], published=True)

    frozen = freeze(EditionFactory()).content

    [member] = frozen["members"]
    assert (member["region"], member["countries"], member["themes"], member["since"]) == (
        "africa-middle-east",
        ["SN"],
        ["themes:food"],
        2019,
    )
    assert {language: text["state"] for language, text in member["texts"].items()} == {"en": "machine", "fr": "original"}
    assert frozen["concepts"]["themes:food"]["fr"] == "Alimentation"
    assert frozen["places"]["africa-middle-east"]["names"]["ko"] == "아프리카"


def test_nothing_that_is_not_public_is_frozen(senegal):
    OrganisationFactory(code="draft", since=2019, texts={"en": {"name": "PLANTED draft"}})
    gone = OrganisationFactory(code="gone", since=2019, texts={"en": {"name": "PLANTED withdrawn"}}, published=True)
    withdraw_record(gone, reason="PLANTED reason", by=None)
    changed = OrganisationFactory(code="changed", since=2019, published=True)
    changed.original_text.name = "PLANTED change"
    save_draft(changed, by=None)
    edition = EditionFactory(campaign=CampaignFactory(closed=True, words={"en": {"title": "PLANTED survey"}}))
    ChosenCaseFactory(edition=edition, practice=PracticeFactory(texts={"en": {"title": "PLANTED practice"}}))

    frozen = freeze(edition)

    assert [member["code"] for member in frozen.content["members"]] == ["changed"]
    assert "PLANTED" not in frozen.text


def test_members_are_those_of_the_year_where_years_are_recorded():
    stayed, paused = (OrganisationFactory(code=code, since=2014, published=True) for code in ("stayed", "paused"))
    OrganisationFactory(code="later", since=2014, published=True)
    MembershipYear.objects.create(membership=stayed.membership, year=2021)
    MembershipYear.objects.create(membership=paused.membership, year=2021, status="paused")

    assert codes(EditionFactory()) == ["stayed"]


def test_without_recorded_years_memberships_say_who_was_there():
    for code, since, until in [("early", 2014, None), ("late", 2022, None), ("ended", 2014, 2018), ("left-that-year", 2014, 2021)]:
        organisation = OrganisationFactory(code=code, since=since, published=True)
        organisation.memberships.update(until=until) if until else None

    assert codes(EditionFactory()) == ["early", "left-that-year"]


def test_membership_told_is_that_of_the_year_though_it_came_back_since():
    town = OrganisationFactory(code="town", since=2025, published=True)
    before = ConceptFactory(scheme__code="member-categories", code="sse-network")
    Membership.objects.create(organisation=town, category=before, since=2015, until=2021)

    told = [
        [(row["since"], row["category"]) for row in freeze(EditionFactory(year=year)).content["members"]] for year in (2021, 2023, 2025)
    ]

    assert told == [[(2015, "member-categories:sse-network")], [], [(2025, "member-categories:local-government")]]


@pytest.mark.parametrize("count", [1, 3])
def test_freezing_costs_the_same_however_many_members_there_are(django_assert_num_queries, count, senegal):
    for number in range(count):
        OrganisationFactory(code=f"m-{number}", since=2019, territories=[senegal], published=True)
    edition = EditionFactory()
    freeze(edition)

    with django_assert_num_queries(24):
        freeze(edition)


def test_the_same_records_give_the_same_digest():
    OrganisationFactory(code="dakar", since=2019, published=True)
    edition = EditionFactory(words={"en": {"title": "Yearbook"}})

    first, again = freeze(edition), freeze(edition)

    assert (first.digest, first.text) == (again.digest, again.text)
    assert json.loads(first.text) == first.content


def test_only_the_day_differs_between_two_days(settings, monkeypatch):
    edition = EditionFactory()
    first = freeze(edition)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2030, 1, 1))

    later = freeze(edition)

    assert later.digest != first.digest
    assert later.says_as(first.content) is True


def test_cases_come_in_the_order_they_were_chosen():
    edition = EditionFactory()
    for position, code in enumerate(["zinc", "apple", "moss"]):
        ChosenCaseFactory(edition=edition, practice=PracticeFactory(code=code, published=True), position=position)

    assert [case["code"] for case in freeze(edition).content["cases"]] == ["zinc", "apple", "moss"]


def test_the_count_before_comes_from_the_edition_before_then_from_years_then_from_a_source():
    edition = EditionFactory()
    assert freeze(edition).content["before"] is None

    StatedFigureFactory(edition=edition, subject="before", value=41, year=2018, source=SourceFactory(code="printed"))
    stated = freeze(edition).content["before"]
    organisation = OrganisationFactory(since=2014, published=True)
    MembershipYear.objects.create(membership=organisation.membership, year=2020)
    counted = freeze(edition).content["before"]

    assert (stated["origin"], stated["year"], stated["members"], stated["source"]) == ("stated", 2018, 41, "printed")
    assert (counted["origin"], counted["year"], counted["members"]) == ("years", 2020, 1)


def test_a_published_survey_is_frozen_with_its_coverage_and_what_was_published():
    campaign = CampaignFactory(published=True)
    PublishedResultFactory(campaign=campaign)

    survey = freeze(EditionFactory(campaign=campaign)).content["chapters"]["survey"]

    assert survey["coverage"] == {"asked": 0, "answered": 0}
    assert survey["title"] == {"en": "Member survey"}


def test_a_survey_nobody_may_read_yet_is_left_out():
    assert freeze(EditionFactory(campaign=CampaignFactory(closed=True))).content["chapters"]["survey"] is None


def test_a_report_counts_what_was_published_in_its_period():
    OrganisationFactory(code="new", since=2021, published=True)
    ResourceFactory(code="guide", year=2021, published=True)
    ResourceFactory(code="older", year=2019, published=True)
    edition = EditionFactory(kind="activity-report", sections=default_sections("activity-report"))

    chapters = freeze(edition).content["chapters"]

    assert chapters["activity"]["joined"] == ["new"]
    assert [row["label"] for row in chapters["activity"]["quarters"]] == ["2021/1", "2021/2", "2021/3", "2021/4"]
    assert [work["code"] for work in chapters["publications"]] == ["guide"]
    assert (chapters["activity"]["publications"], chapters["activity"]["partners"]) == (1, len(chapters["partners"]))


def test_quarters_are_cut_at_both_ends():
    assert quarters(date(2020, 11, 15), date(2021, 4, 2)) == [
        (date(2020, 11, 15), date(2020, 12, 31)),
        (date(2021, 1, 1), date(2021, 3, 31)),
        (date(2021, 4, 1), date(2021, 4, 2)),
    ]
