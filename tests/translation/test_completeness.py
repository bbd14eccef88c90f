from django.utils.translation import override

from cities.translation.completeness import Facts, Standard, completeness, missing_label

STANDARD = Standard(words={"title": 3, "summary": 1}, facts={"sources": 4}, needed=("title",), labels={"sources": "a source"})


def test_nothing_missing_is_a_hundred():
    facts = Facts({"fr": {"title", "summary"}, "en": {"title"}}, "fr", {"sources"})

    assert completeness(facts, STANDARD, languages=("en", "fr")).percent == 100


def test_missing_parts_come_heaviest_first():
    facts = Facts({"fr": {"title"}}, "fr", set())

    found = completeness(facts, STANDARD, languages=("en", "fr", "es"))

    assert found.missing == ("sources", "translation.en", "translation.es", "words.summary")
    assert found.percent == 25


def test_record_without_words_lacks_them_all():
    assert completeness(Facts({}, None, set()), STANDARD, languages=("en",)).percent == 0


def test_picture_asks_for_words_about_it():
    facts = Facts({"en": {"title", "summary"}}, "en", {"sources", "image"})

    assert completeness(facts, STANDARD, languages=("en",)).missing == ("words.image_alt",)


def test_missing_translation_is_named_in_the_readers_language():
    with override("fr"):
        label = missing_label("translation.es", STANDARD, in_language="fr")

    assert "espagnol" in label


def test_missing_fact_has_its_label():
    assert missing_label("sources", STANDARD, in_language="en") == "a source"
