import pytest
from wagtail.models import TaskState

from cities.commons.members.models import Organisation
from cities.core.actions import submit_record, withdraw_change
from cities.core.queries import review_of, reviews
from cities.desk.actions import prepare_desk
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    prepare_desk()
    return OrganisationFactory(published=True)


def test_record_nobody_reviews_has_no_review(organisation):
    assert review_of(organisation) is None


def test_submitted_record_waits(organisation, administrator):
    submit_record(organisation, by=administrator)

    review = review_of(organisation)
    assert (review.state, review.comment, review.since is not None) == ("waiting", "", True)


def test_reviewers_question_is_told(organisation, administrator):
    submit_record(organisation, by=administrator)
    task = TaskState.objects.get()
    task.task.specific.on_action(task, user=administrator, action_name="reject", comment="Which year?")

    assert (review_of(organisation).state, review_of(organisation).comment) == ("asked", "Which year?")


def test_review_taken_back_is_none(organisation, administrator):
    submit_record(organisation, by=administrator)

    withdraw_change(organisation, by=administrator)

    assert review_of(organisation) is None


@pytest.mark.parametrize("count", [1, 3])
def test_reviews_of_many_cost_one_query(organisation, administrator, django_assert_num_queries, count):
    records = OrganisationFactory.create_batch(count, published=True)
    for record in records:
        submit_record(record, by=administrator)
    reviews(Organisation, [])

    with django_assert_num_queries(1):
        found = reviews(Organisation, [record.pk for record in records])

    assert {review.state for review in found.values()} == {"waiting"}
