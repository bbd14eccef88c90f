import pytest

from cities.gather.intake.scoring import DOUBTFUL, SURE, best_pairs, copied_share, is_part_of, name_likeness, shingles, website_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("City of Bamako", "Bamako City"),
        ("Réseau des régies", "RESEAU DES REGIES"),
        ("Municipal District Carabaylo", "Municipal District Carabayllo"),
        ("Economic & Social Centre", "Economic and Social Centre"),
        ("Carabayllo", "Carabaylo"),
    ],
)
def test_names_of_one_are_alike(one, other):
    assert name_likeness(one, other) >= SURE


@pytest.mark.parametrize(
    ("one", "other"),
    [("City of Bamako", "City of Dakar"), ("Almond Street", "Brook Network"), ("", "Almond"), ("Taipei City", "New Taipei City Hall")],
)
def test_names_of_two_are_not(one, other):
    assert name_likeness(one, other) < DOUBTFUL


def test_a_name_may_be_part_of_another():
    assert is_part_of("Bamako", "Bamako City")
    assert not is_part_of("Bamako", "City of Dakar")


def test_copied_share_is_of_the_shorter_text():
    text = "a long sentence about tools that neighbours lend each other every day"

    assert copied_share(shingles(text), shingles(f"{text} and more words after it")) == 1
    assert copied_share(shingles(text), shingles("quite another text about something else entirely today")) == 0
    assert copied_share(shingles(text), shingles("too short")) == 0


@pytest.mark.parametrize(
    "address", ["https://www.Almond.example/", "almond.example", "http://m.almond.example?x=1", "https://almond.example/#top"]
)
def test_website_key_is_what_addresses_share(address):
    assert website_key(address) == "almond.example"


def test_best_pairs_take_each_side_once():
    assert best_pairs({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.95, (2, 1): 0.3}, 0.5) == {1: 0, 0: 1}
