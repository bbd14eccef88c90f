import pytest

from cities.editions.typesetting.characters import BREAK, covered, printable, unprintable


def test_the_faces_cover_what_the_languages_of_editions_need():
    needed = "".join(chr(code) for code in range(0xAC00, 0xD7A4)) + "ÀÉÑçœßŁşẽ’“”«»–—…€₩№→ΩЖ¿¡"

    assert [letter for letter in needed if ord(letter) not in covered()] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("e\u0301", "é"),
        ("abc\u202edef\u2066g\u200fh", "abcdefgh"),
        ("a\x00b\x07c\ufeffd", "abcd"),
        ("two\r\nlines\rthree\ttabbed", "two\nlines\nthree tabbed"),
        ("1\u202f500\u2009km", "1\u00a0500 km"),
        ("مدينة 東 ok", "□□□□□ □ ok"),
        ("\ud800", ""),
    ],
)
def test_only_what_can_be_set_reaches_the_page(text, shown):
    assert printable(text) == shown


def test_a_word_longer_than_a_line_can_be_broken():
    assert printable("x" * 70).count(BREAK) == 2
    assert printable("x" * 70).replace(BREAK, "") == "x" * 70


def test_what_cannot_be_set_is_named():
    assert unprintable("ok ع 東 한 é\u202e") == {"ع", "東"}
