from cities.gather.intake.parsing import all_profiles
from cities.gather.intake.parsing.totals import printed_totals
from cities.gather.intake.reading import read_document

YEARBOOK = next(profile for profile in all_profiles() if profile.name == "gsef-member-yearbook")


def totals(text: str):
    return printed_totals(read_document(text.encode(), "a.txt").lines, YEARBOOK)


def test_a_table_ends_where_its_rows_end():
    table = totals(
        "Continent\tTotal Number\tCountries\nAsia\t2\tJapan, Atlantis\nNowhere\t1\tPeru\nEurope\t-\n\nAfrica and Middle East\t9\tMali\n"
    )

    assert table.rows == {"asia": {"members": 2}, "europe": {"members": 0}}
    assert (table.countries["asia"], table.unread, table.totals) == (("JP",), ("Atlantis",), {})


def test_numbers_with_words_count_in_the_row_of_totals_only():
    table = totals("Continent\tTotal Number\nAsia\t2 Members\nTOTAL\t2 Members\n")

    assert (table.rows["asia"]["members"], table.totals["members"]) == (None, 2)


def test_a_sentence_in_the_place_of_countries_lists_none():
    table = totals("Continent\tTotal Number\tCountries\nInternational\t1\tSeated in Rome, and Spain respectively\n")

    assert (table.countries["world"], table.unread) == ((), ())


def test_no_table_no_totals():
    assert totals("Nothing here\n") is None
