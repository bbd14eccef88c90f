import pytest

from cities.api.schemas.answers import SuggestAnswer
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/suggest"


@pytest.fixture
def gardens():
    for number in range(3):
        PracticeFactory(texts={"en": {"title": f"Garden {number}"}}, published=True)


def test_total_is_how_many_are_given_and_there_is_no_more_to_turn_to(client, gardens):
    response = client.get(ADDRESS, {"q": "gar", "limit": 2})

    answer = SuggestAnswer.model_validate_json(response.content)
    assert (answer.total, [one.label for one in answer.results], "Link" in response.headers) == (2, ["Garden 0", "Garden 1"], False)


def test_passing_over_suggestions_is_not_offered(client, gardens):
    assert client.get(ADDRESS, {"q": "gar", "offset": 1}).status_code == 400
