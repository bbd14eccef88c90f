import pytest

from cities.gather.intake.parsing import UnsoundProfile, all_profiles, load_profile, parse_document, profile_for
from cities.gather.intake.parsing.profiles import fitness
from cities.gather.intake.reading import UnreadableDocument, read_document

SMALL = """
name = "small"
records = "member"
[titles]
en = "Small"
[[fit]]
pattern = '^since'
at_least = 2
[entry]
since = '^since (?P<year>[0-9]{4})$'
"""


def test_shipped_profiles_are_sound_and_named_in_three_languages():
    assert [profile.name for profile in all_profiles()] == ["cities-activity-report", "gsef-member-yearbook"]
    assert [set(profile.titles) for profile in all_profiles()] == [{"en", "fr", "es"}] * 2


@pytest.mark.parametrize(
    "text",
    [
        "name = ",
        SMALL + "unknown = 1",
        SMALL + "place = '('",
        SMALL.replace("at_least = 2", ""),
        SMALL.replace("since = '^since", "seit = '^since"),
    ],
)
def test_an_unsound_profile_is_refused(text):
    with pytest.raises(UnsoundProfile):
        load_profile(text)


def test_a_profile_fits_by_its_signals():
    profile = load_profile(SMALL)

    assert fitness(profile, read_document(b"A\nsince 2001\nB\nsince 2002\n", "a.txt")) == 2
    assert fitness(profile, read_document(b"A\nsince 2001\n", "a.txt")) == 0


def test_a_profile_is_chosen_by_name_or_fit():
    document = read_document(b"A\nsince 2001\nB\nsince 2002\n", "a.txt")
    small = load_profile(SMALL)

    assert profile_for(document, among=[*all_profiles(), small]) is small
    assert profile_for(document, "small", among=[small]) is small


def test_no_fitting_profile_and_no_known_name_are_refused():
    document = read_document(b"only a sentence\n", "a.txt")

    with pytest.raises(UnreadableDocument) as nothing:
        profile_for(document)
    with pytest.raises(UnreadableDocument) as unknown:
        profile_for(document, "small")
    with pytest.raises(UnreadableDocument) as hollow:
        parse_document(document, load_profile(SMALL))

    assert (nothing.value.code, unknown.value.code, hollow.value.code) == ("no-profile", "unknown-profile", "no-profile")


def test_the_smallest_profile_reads_a_list():
    reading = parse_document(read_document(b"Almond\nsince 2001\nLends tools.\n\nBrook\nsince 2002\n", "a.txt"), load_profile(SMALL))

    assert [(entry.name, entry.member_since, entry.text) for entry in reading.entries] == [
        ("Almond", 2001, "Lends tools."),
        ("Brook", 2002, ""),
    ]
    assert (reading.totals, reading.statements) == (None, ())
