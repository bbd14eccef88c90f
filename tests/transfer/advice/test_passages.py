from datetime import date

import pytest

from cities.core.actions import publish_record, save_draft, withdraw_record
from cities.search.queries import Search, rank
from cities.transfer.advice.actions import agree, end_engagement, remove_output, take_back_agreement
from cities.transfer.advice.models import Engagement
from cities.transfer.advice.passages import content, indexed_engagements
from cities.translation.actions import write_text
from tests.factories import EngagementFactory, OutputFactory, PlannedStepFactory, PracticeFactory


def found(words):
    return {one.line.pk for one in rank(Search(f'"{words}"', reader="en")).ranked}


@pytest.fixture
def shown(bench):
    """Dakar and Montréal have agreed to tell how lending went, with a report."""
    bench.parts = {bench.dakar: "asking", bench.montreal: "advising"}
    bench.engagement = EngagementFactory(code="lending", request=bench.request, parts=bench.parts, began_on=date(2024, 5, 1))
    bench.output = OutputFactory(engagement=bench.engagement, title="Zqreport")
    for organisation in bench.parts:
        agree(bench.engagement, organisation, by=None, basis="for a test")
    bench.engagement.refresh_from_db()
    return bench


def test_an_engagement_is_found_by_what_all_agreed_to_and_by_who_took_part(shown):
    (listed,) = indexed_engagements()

    told = content(listed)

    (text,) = told.texts
    assert (text.title, text.summary, told.year) == ("Lending", "How lending went.", 2024)
    assert {"Ville de Dakar", "Ville de Montréal", "Zqreport"} <= set(text.also)
    assert (told.facets["concept"], told.facets["place"]) == (("deliverable-types:report",), ("sn-dakar",))


def test_what_grew_out_of_it_says_what_it_is_about_once_it_is_public(shown):
    practice = PracticeFactory(code="credit", concepts=[shown.credit])
    shown.engagement.learnt.create(practice=practice)
    assert "themes:microcredit" not in content(indexed_engagements().get()).facets["concept"]

    publish_record(practice, by=None)

    (line,) = (one.line for one in rank(Search('"zqreport"', reader="en")).ranked)
    assert "themes:microcredit" in line.concepts


@pytest.mark.parametrize("count", [1, 3])
def test_reading_them_costs_the_same_however_many_they_are(bench, count, django_assert_num_queries):
    for number in range(count):
        engagement = EngagementFactory(code=f"e-{number}", parts={bench.dakar: "asking"}, published=True)
        OutputFactory(engagement=engagement, published_at="2026-01-31T12:00:00Z")
        engagement.learnt.create(practice=PracticeFactory(code=f"p-{number}", published=True, concepts=[bench.credit]))

    with django_assert_num_queries(14):
        contents = [content(engagement) for engagement in indexed_engagements()]

    assert len(contents) == count


def test_neither_drafts_nor_the_request_nor_the_work_behind_are_found(shown):
    draft = Engagement.objects.get(pk=shown.engagement.pk)
    write_text(draft, "en", state="original", words={"summary": "zqnewsummary"})
    save_draft(draft, by=None)
    agree(draft, shown.dakar, by=shown.awa)
    OutputFactory(engagement=shown.engagement, title="zqlater")
    PlannedStepFactory(engagement=shown.engagement, sentence="zqstep")
    end_engagement(shown.engagement, outcome="done", by=None, asks=False)

    assert [found(words) for words in ("zqnewsummary", "zqlater", "zqstep", "vendeuses")] == [set()] * 4
    assert found("zqreport") == {shown.engagement.pk}


def test_an_agreement_taken_back_takes_it_out_of_the_index_at_once(shown):
    take_back_agreement(shown.engagement, shown.montreal, by=None)

    assert found("zqreport") | found("how lending went") == set()


def test_an_output_that_is_removed_is_not_found_any_more(shown):
    remove_output(shown.output, by=shown.awa)

    assert found("zqreport") == set()
    assert found("how lending went") == {shown.engagement.pk}


def test_a_withdrawn_organisation_is_not_told_by_the_engagement(shown):
    assert shown.engagement.pk in found("ville de montréal")

    withdraw_record(shown.montreal, reason="gone", by=None)

    assert found("ville de montréal") == set()
