from cities.transfer.matching.reading import NAMES, _by_country, tradition_name, traditions


def test_countries_two_traditions_meet_in_stand_under_both():
    assert traditions(["CM"]) == {"civil-french", "common"}
    assert traditions(["sn", "kr"]) == {"civil-french", "civil-germanic"}
    assert traditions(["CA-QC"]) == {"civil-french"}


def test_what_the_table_does_not_hold_is_told_nothing_about():
    assert traditions(["XX", ""]) == frozenset()


def test_every_tradition_has_a_name():
    assert {code for codes in _by_country().values() for code in codes} == set(NAMES)
    assert tradition_name("another") == "another"
