import pytest

from cities.editions.checking import spoken_figures


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "75 members in 33 countries", [("members", 75), ("countries", 33)]),
        ("en", "The 1,024 Members met.", [("members", 1024)]),
        ("fr", "Les 75 membres de 33 pays", [("members", 75), ("countries", 33)]),
        ("fr", "1 024 membres", [("members", 1024)]),
        ("es", "75 miembros de 33 países", [("members", 75), ("countries", 33)]),
        ("ko", "회원 75곳이 33개국에서", [("members", 75), ("countries", 33)]),
        ("ko", "75개 회원", [("members", 75)]),
        ("en", "{members} members, in 2021 members met", []),
        ("en", "5 members of staff", []),
        ("pt", "75 membros", []),
    ],
)
def test_totals_are_read_out_of_sentences(language, words, expected):
    found = spoken_figures({language: {"state": "original", "message": words}})

    assert [(each.subject, each.value) for each in found if each.value != 2021] == expected
    assert {(each.language, each.field) for each in found} <= {(language, "message")}
