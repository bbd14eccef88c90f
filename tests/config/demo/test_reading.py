"""The demo network must read as if a good editor wrote it; what a machine can see of that is checked here."""

import re
import unicodedata

import pytest

from cities.config.demo import reading
from cities.config.demo.loading import ASPECTS

SITE = {"en", "fr", "es"}
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", re.IGNORECASE)
PHONE = re.compile(r"\+\d[\d\s().-]{7,}")
WHOLE = ("title", "summary", "problem", "action", "co_construction", "results", "success_factors", "obstacles", "transferability")

organisations = reading.entries("organisations", "organisations")
practices = reading.practices()
resources = reading.entries("resources", "resources")
everything = (*organisations, *practices, *resources)


def said(entry):
    return [words for text in entry["texts"].values() for words in text.values() if isinstance(words, str)]


def test_network_has_its_75_members_and_enough_practices():
    members = [entry for entry in organisations if "membership" in entry]

    assert len(members) == 75
    assert len(practices) + len(resources) >= 40


@pytest.mark.parametrize("entry", everything, ids=lambda entry: entry["code"])
def test_record_has_title_and_summary_in_the_languages_of_the_site(entry):
    title = "name" if entry in organisations else "title"

    lacking = [language for language in SITE if not all(entry["texts"].get(language, {}).get(field) for field in (title, "summary"))]

    assert lacking == []


def test_enough_practices_are_whole_in_three_languages():
    whole = [
        entry["code"]
        for entry in practices
        if "problem" in entry["texts"][entry["original"]]
        and all(set(entry["texts"][entry["original"]]) & set(WHOLE) <= set(entry["texts"][language]) for language in SITE)
    ]

    assert len(whole) >= 15


def test_states_of_translation_can_all_be_seen():
    texts = [text for entry in everything for text in entry["texts"].values()]

    assert {text.get("state", "human") for text in texts} == {"human", "reviewed", "machine"}
    assert any(text.get("stale") for text in texts)


def test_originals_are_in_many_languages():
    assert {entry["original"] for entry in practices} >= {"fr", "es", "ko", "en"}


@pytest.mark.parametrize("entry", practices, ids=lambda entry: entry["code"])
def test_practice_names_its_sources_and_so_does_every_figure(entry):
    used = [*entry["sources"], *entry.get("figures", [])]

    unknown = [use["source"] for use in used if use["source"] not in reading.sources()]

    assert entry["sources"] != []
    assert unknown == []


@pytest.mark.parametrize("entry", practices, ids=lambda entry: entry["code"])
def test_practice_can_be_found_by_theme_policy_area_and_goal(entry):
    assert all(entry.get(aspect) for aspect in ("themes", "policy_areas", "sdgs"))


@pytest.mark.parametrize("entry", everything, ids=lambda entry: entry["code"])
def test_record_names_a_concept_once(entry):
    named = [(aspect, code) for aspect in ASPECTS if isinstance(entry.get(aspect), list) for code in entry[aspect]]

    assert sorted(set(named)) == sorted(named)


def test_no_address_or_number_of_a_person_is_in_the_texts():
    found = [words for entry in everything for words in said(entry) if ADDRESS.search(words) or PHONE.search(words)]

    assert found == []


def test_texts_are_in_composed_form_and_trimmed():
    crooked = [words for entry in everything for words in said(entry) if unicodedata.normalize("NFC", words) != words]

    assert crooked == []


def test_two_entries_with_one_code_are_an_error(tmp_path, monkeypatch):
    (tmp_path / "things").mkdir()
    (tmp_path / "things" / "a.toml").write_text('[[things]]\ncode = "x"\n[[things]]\ncode = "x"\n')
    monkeypatch.setattr(reading, "DATA", tmp_path)

    with pytest.raises(ValueError, match="x stands twice"):
        reading.entries("things", "things")
