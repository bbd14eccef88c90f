import pytest
from django.utils.translation import override

from cities.search.reasons import Reason, told_reason


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (Reason("name", words=("Renapess",)), "This is its name"),
        (Reason("words", language="fr", words=("jardin", "ville")), "Has the words: jardin, ville (French)"),
        (Reason("words", language="ko"), "Has words you asked for (Korean)"),
        (Reason("meaning", language="es", group="problem"), "Says something close to it (Spanish)"),
        (Reason("place", subject="sn-dakar"), "Place: Dakar"),
        (Reason("concept", subject="themes/food"), "Topic: Dakar"),
    ],
)
def test_reason_is_told_in_a_sentence(reason, told):
    assert told_reason(reason, subject="Dakar", language="en") == told


@pytest.mark.parametrize(("language", "told"), [("fr", "coréen"), ("es", "coreano")])
def test_reason_is_told_in_the_readers_language(language, told):
    reason = Reason("meaning", language="ko")

    with override(language):
        sentence = told_reason(reason, subject="", language=language)

    assert sentence.endswith(f"({told})")
