from django.utils import translation

from cities.commons.instruments.tallies import columns, spreads
from tests.commons.instruments.tallies.making import answer, definition, document, item

ABSENT = answer(absence="no-answer")


def spread(question, *answers, groups=(), language="en"):
    asked = definition(question)
    (found,) = spreads(asked, columns(asked, [document(**{question.code: one}) for one in answers]), language=language, groups=groups)
    return found


def test_every_level_is_counted_with_who_chose_it():
    question = item("power", "scale", options=("low", "middle", "high"))

    found = spread(question, answer("high"), answer("low"), ABSENT, answer("low"), groups=["public", "research", "public", "private"])

    assert [(level.code, level.count, level.groups) for level in found.levels] == [
        ("low", 2, ("private", "research")),
        ("middle", 0, ()),
        ("high", 1, ("public",)),
    ]
    assert (found.answered, found.middle) == (3, found.levels[0])


def test_yes_and_no_are_said_in_the_language_of_the_page_and_have_no_middle():
    with translation.override("fr"):
        found = spread(item("again", "yes-no"), answer("yes"), answer("no"), answer("yes"), language="fr")

    assert ([(str(level), level.count) for level in found.levels], found.middle) == ([("Oui", 2), ("Non", 1)], None)


def test_words_and_numbers_have_no_levels():
    asked = definition(item("remark", "long-text"), item("cost", "number"))

    assert spreads(asked, columns(asked, [document(remark=answer("Well"))]), language="en") == ()
