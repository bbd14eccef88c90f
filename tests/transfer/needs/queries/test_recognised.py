import pytest

from cities.transfer.needs.queries import meant_concepts, recognised_concepts
from tests.factories import ConceptFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def microcredit(db):
    return ConceptFactory(code="microcredit", scheme__code="themes", labels={"en": "Microcredit", "fr": "Microcrédit", "ko": "소액대출"})


@pytest.mark.parametrize(
    ("sentence", "language"), [("We look for microcredit.", "en"), ("Du microcrédit pour elles", "fr"), ("소액대출이 필요합니다", "ko")]
)
def test_concept_named_in_any_language_is_recognised(microcredit, sentence, language):
    assert recognised_concepts(sentence, language=language, schemes=("themes",)) == ("themes:microcredit",)


def test_other_vocabularies_are_left_out(microcredit):
    assert recognised_concepts("microcredit", language="en", schemes=("sectors",)) == ()


def test_nothing_is_meant_without_an_encoder(microcredit):
    assert meant_concepts("small loans", language="en") == {}
