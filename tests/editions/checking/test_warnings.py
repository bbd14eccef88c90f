from cities.editions.checking import warnings
from tests.editions.planted import case, content, member


def found(whole):
    return {(each.code, each.language, each.field): each.subjects for each in warnings(whole)}


def test_words_nobody_has_written_and_words_of_an_earlier_original_are_named():
    texts = {
        "en": {"state": "original", "title": "Yearbook", "message": "Welcome."},
        "fr": {"state": "human", "title": "Annuaire", "message": "Bienvenue.", "stale": ["message"]},
    }

    said = found(content(texts=texts))

    assert ("words-stale", "fr", "message") in said
    assert ("words-missing", "es", "title") in said
    assert ("words-missing", "ko", "message") in said
    # Nobody signs in any language: nothing is missing.
    assert [key for key in said if key[2] == "signed_by"] == []


def test_members_and_cases_are_named_by_what_they_lack_in_each_language():
    texts = {
        "en": {"state": "original", "name": "A", "description": "…"},
        "fr": {"state": "machine", "name": "A", "description": "…", "stale": ["name"]},
    }
    members = [member("a", texts=texts), member("b")]

    said = found(content(members=members, cases=[case("soup")]))

    assert said["member-untranslated", "fr", "description"] == ("b",)
    assert said["member-untranslated", "es", "description"] == ("a", "b")
    assert said["member-stale", "fr", "description"] == said["member-machine", "fr", "description"] == ("a",)
    assert said["case-untranslated", "ko", "summary"] == ("soup",)
    assert said["no-picture", "", ""] == ("a", "b")
    assert ("member-untranslated", "en", "description") not in said


def test_what_no_typeface_has_is_named():
    assert found(content(unprintable=["a"]))["unprintable", "", ""] == ("a",)
