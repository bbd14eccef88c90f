"""The real yearbook, and a made-up one of the same shape."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cities.gather.intake.parsing import Entry, Reading, load_profile, parse_document, profile_for
from cities.gather.intake.reading import read_document
from cities.gather.intake.scoring import website_key
from tests.gather.intake import files
from tests.gather.intake.parsing.truth import MEMBERS, Truth


@pytest.fixture(scope="module")
def yearbook(shared_documents: Path) -> Reading:
    document = read_document(shared_documents / "member-yearbook-2021.txt")
    return parse_document(document, profile_for(document))


def by_line(reading: Reading) -> dict[int, Entry]:
    return {entry.line: entry for entry in reading.entries}


def right(reading: Reading, holds: Callable[[Entry, Truth], bool]) -> float:
    entries = by_line(reading)
    return sum(1 for truth in MEMBERS if truth.line in entries and holds(entries[truth.line], truth)) / len(MEMBERS)


def test_yearbook_profile_is_chosen_by_fit(yearbook):
    assert yearbook.profile == "gsef-member-yearbook"


def test_yearbook_yields_every_member_where_its_title_stands(yearbook):
    assert [entry.line for entry in yearbook.entries] == [truth.line for truth in MEMBERS]


@pytest.mark.parametrize(
    ("fact", "holds"),
    [
        ("since", lambda entry, truth: entry.member_since == truth.since),
        ("country", lambda entry, truth: entry.country == truth.country),
        ("city", lambda entry, truth: entry.city == truth.city),
        ("websites", lambda entry, truth: tuple(map(website_key, entry.websites)) == truth.websites),
        ("region", lambda entry, truth: entry.region == truth.region),
    ],
)
def test_yearbook_facts_are_right_in_98_of_100_members(yearbook, fact, holds):
    assert right(yearbook, holds) >= 0.98


def test_yearbook_facts_are_all_right_as_of_this_version(yearbook):
    entries = by_line(yearbook)

    wrong = [
        truth.line
        for truth in MEMBERS
        for entry in [entries[truth.line]]
        if (entry.member_since, entry.country, entry.city, tuple(map(website_key, entry.websites)))
        != (truth.since, truth.country, truth.city, truth.websites)
    ]

    assert wrong == []


def test_yearbook_websites_are_absolute(yearbook):
    addresses = [address for entry in yearbook.entries for address in entry.websites]

    assert [address for address in addresses if not address.startswith(("https://", "http://"))] == []


def test_yearbook_descriptions_hold_no_address_and_no_marks(yearbook):
    texts = "\n".join(entry.text for entry in yearbook.entries)

    assert "@" not in texts
    assert "**" not in texts
    assert "GSEF member since" not in texts
    assert "City/Country" not in texts


def test_yearbook_every_entry_has_a_description_and_a_name(yearbook):
    assert [entry.line for entry in yearbook.entries if not entry.text or not entry.name] == []


def test_yearbook_acronyms_are_split_from_names(yearbook):
    entries = by_line(yearbook)

    assert [entries[line].acronym for line in (628, 660, 680, 1001, 1031, 827, 1385, 2067)] == [
        "ADS",
        "CeRES",
        "FODEM",
        "POJeT",
        "PFAnE",
        "HEIN4LIFE",
        "SSEGOV",
        "REDESOL",
    ]
    assert entries[680].name == "Municipal Development and Solidarity Fund, City of Dakar"
    assert entries[2102].name == "Gatineau City"
    assert entries[1999].name == "Gobierno de la Ciudad de México"


def test_yearbook_pages_come_from_the_contents_list(yearbook):
    entries = by_line(yearbook)

    assert [entries[line].page for line in (538, 680, 1706, 2156)] == [30, 37, 89, 110]
    assert len(yearbook.pairs["contents"]) == 75


def test_yearbook_entry_under_another_heading_gets_its_own_region(yearbook):
    strangers = [entry for entry in yearbook.entries if entry.heading != entry.region]

    assert [(entry.line, entry.heading, entry.region) for entry in strangers] == [(1706, "asia", "europe")]


def test_yearbook_local_governments_are_recognised(yearbook):
    local = [entry for entry in yearbook.entries if entry.category.startswith("local-government")]

    assert len(local) == 27


@pytest.mark.parametrize("kind", ["docx", "odt", "html", "md"])
def test_yearbook_reads_the_same_from_other_formats(shared_documents, yearbook, kind):
    lines = (shared_documents / "member-yearbook-2021.txt").read_text("utf-8").split("\n")
    content = "\n".join(lines).encode() if kind == "md" else getattr(files, kind)(lines)

    document = read_document(content, f"yearbook.{kind}")
    reading = parse_document(document, profile_for(document))

    assert [facts(entry) for entry in reading.entries] == [facts(entry) for entry in yearbook.entries]


def facts(entry: Entry) -> tuple[object, ...]:
    return (entry.name, entry.acronym, entry.member_since, entry.city, entry.country, entry.region, entry.websites)


INVENTED = """Contents

Almond Street Library, France\t5
Brook Network (BN), Peru\t6
Copper House, Kenya\t7

Friends Member Directory 2030

Europe

Almond Street Library

Friends member since 2024

City/Country: Lyon, France

W www.almond.example E post@almond.example

Lends tools. Write to desk@almond.example for a list of tools that are

lent every day.

GOALS

- More **tools**
- Fewer purchases

Copper House

A house without any mark, known from the contents only.

Brook Network, BN
A motto of few words

Friends member since 2025

City/Country: Cusco, Peru

Keeps brooks clean.

Friends of Friends
Report 2028–2030

Printed in Lyon
"""


@pytest.fixture
def invented() -> Reading:
    return parse_document(read_document(INVENTED.encode(), "friends.txt"), profile_for_friends())


def profile_for_friends():
    text = (Path(__file__).parents[4] / "cities/gather/intake/profiles/gsef-member-yearbook.toml").read_text("utf-8")
    return load_profile(text.replace("ends = '(?i)\\bmember survey$'", "ends = '\\bMember Directory'").replace("after = ", "# "))


def test_directory_takes_a_title_without_marks_from_the_contents(invented):
    house = invented.entries[1]

    assert (house.name, house.country, [note.code for note in house.notes]) == ("Copper House", "KE", ["no-marks"])


def test_directory_prefers_the_line_the_contents_knows_to_a_motto(invented):
    assert (invented.entries[2].name, invented.entries[2].acronym, invented.entries[2].text) == (
        "Brook Network",
        "BN",
        "Keeps brooks clean.",
    )


def test_directory_ends_before_the_back_matter(invented):
    assert "Printed in Lyon" not in invented.entries[-1].text


def test_directory_keeps_addresses_apart_from_the_text(invented):
    library = invented.entries[0]

    assert library.emails == ("post@almond.example", "desk@almond.example")
    assert library.text == (
        "Lends tools. Write to for a list of tools that are lent every day.\n\nGOALS\n\n- More tools\n- Fewer purchases"
    )
    assert [note.code for note in library.notes] == ["mail-in-text"]


def small(text: str, **parts: str) -> Reading:
    profile = load_profile(
        """
name = "small"
records = "member"
[titles]
en = "Small"
[[fit]]
pattern = "^since"
at_least = 1
[entry]
since = "^since (?P<year>[0-9]{4})$"
place = "^in (?P<place>.+)$"
web_marks = ["W"]
longest_title = 30
[[sections]]
region = "europe"
headings = ["Europe"]
[contents]
begins = "^Contents$"
ends = "^End$"
"""
    )
    return parse_document(read_document(text.encode(), "a.txt"), profile)


def test_an_entry_without_a_title_has_no_name():
    reading = small("Europe\nsince 2001\n\nA title far too long to be the name of anybody at all\nsince 2002\n")

    assert [entry.name for entry in reading.entries] == ["", ""]


def test_addresses_alone_begin_no_entry():
    reading = small("W www.almond.example\nAlmond\nsince 2001\nW www.brook.example\nText\nW www.copper.example\n" + "x" * 3000 + "\n")

    assert [(entry.name, entry.websites) for entry in reading.entries] == [("Almond", ("https://www.brook.example",))]


def test_a_place_that_names_no_country_is_noted():
    [entry] = small("Almond\nsince 2001\nin Atlantis\n").entries

    assert (entry.city, entry.country, [note.code for note in entry.notes]) == ("Atlantis", "", ["no-country"])


def test_the_contents_fill_what_the_entry_lacks_and_contradict_the_rest():
    reading = small(
        "Contents\nAlmond Library (AL), France\t2\nBrook (BR), Peru\t3\nEnd\n"
        "Almond Library\nsince 2001\n\nBrook, BK\nsince 2002\nin Lyon, France\n\nCopper\nsince 2003\n"
    )
    almond, brook, copper = reading.entries

    assert (almond.country, almond.acronym, almond.page) == ("FR", "AL", 2)
    assert {note.code for note in brook.notes} >= {"acronym-differs", "country-differs"}
    assert [note.code for note in copper.notes] == ["not-listed"]
