import pytest

from cities.gather.surveys.letters import NAMES, SHIPPED_LANGUAGES, LetterWording, filled_in, shipped_wording, unknown_names
from cities.gather.surveys.models import Occasion


@pytest.mark.parametrize("occasion", Occasion.values)
@pytest.mark.parametrize("language", SHIPPED_LANGUAGES)
def test_shipped_wording_is_complete_in_each_language(occasion, language):
    wording = shipped_wording(occasion, language)

    assert wording.language == language
    assert unknown_names(wording.subject + wording.body) == []
    assert "{title}" in wording.subject
    assert "{link}" in wording.body
    assert ("{decline_link}" in wording.body) == (occasion != Occasion.THANKS)


def test_language_nobody_wrote_gets_its_sister():
    assert shipped_wording("invitation", "fr-CA").language == "fr"
    assert shipped_wording("invitation", "sw").language == "en"


def test_empty_value_leaves_no_gap_and_braces_in_values_stay():
    wording = LetterWording("{title}", "Before\n\n{introduction}\n\nAfter {organisation}", "en")

    words = filled_in(wording, {"title": "A {link}", "introduction": "", "organisation": "{decline_link}"})

    assert (words.subject, words.body) == ("A {link}", "Before\n\nAfter {decline_link}")


def test_names_nobody_knows_are_told_once():
    assert unknown_names("{titel} {link} {titel} {}") == ["titel", ""]
    assert unknown_names(" ".join(f"{{{name}}}" for name in NAMES)) == []
