import pytest

from cities.commons.instruments.answering import Said, in_words
from tests.commons.instruments.forms import item, options

COLOURS = options("red", "green", "blue")


@pytest.mark.parametrize(
    ("asked", "said", "words"),
    [
        (item(kind="number", unit="km"), Said("1234.5"), "1\u202f234,5 km"),
        (item(kind="date"), Said("2026-11-22"), "22 novembre 2026"),
        (item(kind="one-of", options=COLOURS), Said("red"), "red (fr)"),
        (item(kind="several-of", options=COLOURS), Said(["red", "blue"]), "red (fr)\nblue (fr)"),
        (item(kind="rank", options=COLOURS), Said(["blue", "red"]), "1. blue (fr)\n2. red (fr)"),
        (item(kind="matrix", options=COLOURS, rows=options("water")), Said({"water": "red"}), "water (fr): red (fr)"),
        (item(kind="territory"), Said("sn"), "Sénégal"),
        (item(kind="file"), Said(["1", "2"]), "one.pdf\n2"),
        (item(), Said("words"), "words"),
        (item(kind="number"), Said({"typed": "about 5"}), "about 5"),
        (item(), Said(), ""),
    ],
    ids=lambda value: value.type if hasattr(value, "type") else "",
)
def test_answer_in_words(asked, said, words):
    assert in_words(asked, said, "fr", known=lambda _item: {"sn": "Sénégal", "1": "one.pdf"}) == words


def test_absence_in_words():
    asked = item(kind="number")

    assert in_words(asked, Said(absence="not-applicable"), "en", known=lambda _item: {}) == "Does not apply"
    assert in_words(asked, Said(absence="no-answer"), "en", known=lambda _item: {}) == "No answer"
    assert in_words(item(kind="yes-no"), Said("no"), "en", known=lambda _item: {}) == "No"
