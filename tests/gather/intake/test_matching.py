from uuid import UUID, uuid4

import pytest

from cities.gather.intake.matching import Index, Known
from cities.gather.intake.parsing import Entry


def known(*names: str, country: str = "", acronym: str = "", website: str = "") -> Known:
    return Known(uuid4(), names, acronym, frozenset({country} - {""}), frozenset({website} - {""}))


BAMAKO = known("Ville de Bamako", "City of Bamako", country="ML", website="bamako.ml")
NETWORK = known("Réseau des maires du Cameroun", country="CM", acronym="REMCESS")
LIBRARY = known("Almond Street Library", country="FR", website="almond.example")


def found(entry: Entry, *records: Known) -> tuple[list[UUID], bool]:
    match = Index(records or (BAMAKO, NETWORK, LIBRARY)).find(entry)
    return [candidate.known.id for candidate in match.candidates], match.is_sure


def entry(name: str, **facts: object) -> Entry:
    return Entry(kind="member", name=name, **facts)  # type: ignore[arg-type]  # facts are those of an entry


@pytest.mark.parametrize(
    ("entry", "record"),
    [
        (entry("Bamako City", country="ML"), BAMAKO),
        (entry("bamako", country="ML"), BAMAKO),
        (entry("Network of Mayors of Cameroon", acronym="REMCESS", country="CM", websites=()), None),
        (entry("REMCESS"), NETWORK),
        (entry("ALMOND street library"), LIBRARY),
        (entry("Almond Street Libary", country="FR"), LIBRARY),
        (entry("Library of Almond Street", websites=("https://www.almond.example/",), country="FR"), LIBRARY),
    ],
)
def test_the_same_is_found_for_sure_or_not_at_all(entry, record):
    ids, is_sure = found(entry)

    assert (ids, is_sure) == (([record.id], True) if record else ([NETWORK.id], False))


@pytest.mark.parametrize(
    "entry",
    [
        entry("Another House", websites=("https://almond.example",), country="FR"),
        entry("Almond Street Tool Library"),
        entry("Fund, City of Bamako", country="ML"),
    ],
)
def test_the_alike_is_doubtful(entry):
    ids, is_sure = found(entry)

    assert (len(ids), is_sure) == (1, False)


@pytest.mark.parametrize("entry", [entry("Brook Network", country="PE"), entry("Bamako City", country="SN"), entry("")])
def test_the_other_is_new(entry):
    assert found(entry) == ([], False)


def test_two_records_of_one_name_make_it_doubtful():
    one, two = known("Almond Street Library", country="FR"), known("Almond Street Library", country="FR")

    ids, is_sure = found(entry("Almond Street Library", country="FR"), one, two)

    assert (set(ids), is_sure) == ({one.id, two.id}, False)


def test_a_country_tells_namesakes_apart():
    here, there = known("House of Repair", country="FR"), known("House of Repair", country="PE")

    assert found(entry("House of Repair", country="PE"), here, there) == ([there.id], True)


def test_a_word_in_many_names_leads_nowhere():
    records = [known(f"Member {number}") for number in range(100)]

    assert found(entry("Member 7"), *records) == ([records[7].id], True)
    assert found(entry("Member of none"), *records) == ([], False)
