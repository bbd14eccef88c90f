import pytest
from django.core.exceptions import ValidationError

from cities.desk.forms.instruments.options import option_lines, options_in


def said(texts):
    return [(option.code, option.label.words) for option in options_in(texts, "en")]


def test_lines_become_choices_and_lines_again():
    options = options_in({"en": "a | Ah\nb | Be", "fr": "b | Bé"}, "en")

    assert [(option.code, option.label.words) for option in options] == [("a", {"en": "Ah"}), ("b", {"en": "Be", "fr": "Bé"})]
    assert (option_lines(options, "en"), option_lines(options, "fr")) == ("a | Ah\nb | Be", "a |\nb | Bé")


def test_codes_come_from_words_where_there_are_none():
    assert said({"en": "Very often\n\nVery often\n한국어"}) == [
        ("very_often", {"en": "Very often"}),
        ("very_often-2", {"en": "Very often"}),
        ("choice", {"en": "한국어"}),
    ]


def test_words_may_hold_a_line():
    assert said({"en": "a | this | that"}) == [("a", {"en": "this | that"})]


@pytest.mark.parametrize("texts", [{"en": "a | A\na | B"}, {"en": "a | A", "fr": "b | B"}, {"en": "", "fr": "B"}])
def test_what_does_not_fit_is_refused(texts):
    with pytest.raises(ValidationError):
        options_in(texts, "en")
