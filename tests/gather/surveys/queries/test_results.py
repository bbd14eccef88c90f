import pytest

from cities.commons.instruments.actions import Change, reopen_sheet, save_answers, submit_sheet
from cities.commons.instruments.answering import Said
from cities.gather.surveys.actions import close_campaign
from cities.gather.surveys.exports.answers import For, entries
from cities.gather.surveys.queries import coverage, names_in, public_answers, results, shown_items
from tests.factories import PublishedResultFactory, RespondentFactory

pytestmark = pytest.mark.django_db
SECTORS = ("tourism",) * 6 + ("culture",) * 4 + ("care",)


@pytest.fixture
def answered(closed):
    for number, sector in enumerate(SECTORS):
        region = "africa" if number % 2 else "europe"
        language = ("en", "fr", "es", "ko")[number % 4]
        RespondentFactory(campaign=closed, region=region, language=language, answers={"sector": sector, "jobs": str(number)})
    return closed


def shown(campaign, code, **given):
    return next(each for each in shown_items(results(campaign), names=names_in("en"), **given) if each.item.code == code)


def test_answers_in_all_languages_are_counted_together(answered):
    found = results(answered).tallies["sector"]

    assert found.counts == {"tourism": 6, "culture": 4, "care": 1}
    assert found.answered == len(SECTORS)


def test_cross_adds_up_to_the_whole(answered):
    found = results(answered)
    crossed = found.cross(found.definition.item("sector"), "region")

    assert crossed.together == found.tallies["sector"]
    assert {group: tally.answered for group, tally in crossed.groups.items()} == {"europe": 6, "africa": 5}


def test_samples_are_not_counted(answered):
    RespondentFactory(campaign=answered, sample=True, answers={"sector": "care"})

    assert results(answered).tallies["sector"].counts["care"] == 1
    assert results(answered, is_sample=True).tallies["sector"].counts["care"] == 1


def test_answers_corrected_after_the_close_are_counted_everywhere(campaign, administrator):
    respondent = RespondentFactory(campaign=campaign, answers={"sector": "care"})
    close_campaign(campaign, by=None)
    sheet = reopen_sheet(respondent.sheet, reason="They asked us to", by=administrator)
    said = {"sector": Said("culture"), "advice": Said("Start small", publication="named")}
    save_answers(sheet, [Change(code, each) for code, each in said.items()], by=administrator, language="en")
    assert [len(results(campaign).sheets), coverage(campaign).submitted] == [0, 0]

    submit_sheet(sheet, by=administrator)

    assert results(campaign).tallies["sector"].counts["culture"] == 1
    assert [answer.words for answer in public_answers(campaign, names=names_in("en"))["advice"]] == ["Start small"]
    assert [len(entries(campaign, audience=For.STAFF)), coverage(campaign).submitted] == [1, 1]


def test_staff_see_every_count_and_the_public_no_small_one(answered):
    staff, public = shown(answered, "sector"), shown(answered, "sector", least=answered.least_shown)

    assert [code.count for code in staff.codes] == [6, 4, 1]
    # One alone would be the total less the others.
    assert [code.count for code in public.codes] == [6, None, None]


def test_too_few_answers_show_nothing(closed):
    RespondentFactory.create_batch(2, campaign=closed, answers={"sector": "care", "jobs": "4"})

    public = shown(closed, "jobs", least=3)

    assert (public.is_too_few, public.summary, public.codes) == (True, None, ())


def test_what_was_published_stands_beside_and_is_not_counted(closed):
    fact = PublishedResultFactory(campaign=closed, item_code="sector", option_code="tourism")

    found = shown(closed, "sector")

    assert [(code.code, code.count, code.published) for code in found.codes if code.published] == [("tourism", 0, (fact,))]
    assert found.tally.answered == 0


@pytest.mark.parametrize("count", [1, 3])
def test_counting_costs_one_query_once_the_instrument_is_known(closed, count, django_assert_num_queries):
    RespondentFactory.create_batch(count, campaign=closed, answers={"sector": "care"})
    results(closed)

    with django_assert_num_queries(1):
        assert len(results(closed).sheets) == count
