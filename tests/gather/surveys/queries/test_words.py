import pytest

from cities.gather.surveys.queries import names_in, newest_answers, open_answers, public_answers
from tests.factories import RespondentFactory, frozen_answer

pytestmark = pytest.mark.django_db


def say(campaign, words, publication, **facts):
    return RespondentFactory(campaign=campaign, answers={"advice": frozen_answer(words, publication=publication)}, **facts)


def test_public_reads_only_what_whoever_wrote_it_allows(closed):
    named = say(closed, "With our name", "named")
    say(closed, "Without our name", "anonymous")
    say(closed, "Not at all", "private")
    say(closed, "Nothing was chosen", "")
    say(closed, "Made up", "named", sample=True)

    found = public_answers(closed, names=names_in("en"))["advice"]

    assert [(each.words, each.organisation) for each in found] == [
        ("With our name", str(named.organisation)),
        ("Without our name", ""),
    ]
    assert [(each.region, each.kind) for each in found if not each.organisation] == [("", "")]


def test_staff_read_everything_the_newest_first(closed):
    for words in ("First", "Second"):
        say(closed, words, "private")

    assert [each.words for each in open_answers(closed, "advice", names=names_in("en"))] == ["Second", "First"]
    assert [answer.words for _item, answer in newest_answers(closed, names=names_in("en"), most=1)] == ["Second"]


def test_nothing_is_said_where_nothing_was_written(closed):
    RespondentFactory(campaign=closed, answers={"advice": None})

    assert open_answers(closed, "advice", names=names_in("en")) == []


@pytest.mark.parametrize("count", [1, 3])
def test_reading_costs_the_same_however_many(closed, count, django_assert_num_queries):
    for number in range(count):
        say(closed, f"Words {number}", "named")
    names = names_in("en")

    with django_assert_num_queries(4):
        assert len(open_answers(closed, "advice", names=names)) == count
