from cities.gather.intake.columns import entries_of, guess_columns, guess_kind
from cities.gather.intake.parsing import Entry
from cities.gather.intake.reading import read_document


def entries(text: str, *, language: str = "") -> list[Entry]:
    [table] = read_document(text.encode(), "a.csv").tables
    return list(entries_of(table, guess_columns(table, guess_kind(table.header)), language=language))


def test_row_becomes_a_member():
    [entry] = entries(
        "Name;Acronym;Member since;Category;City;Country;Region;Website;E-mail;Summary;Description;Latitude;Longitude;Founded;Themes\n"
        "Almond;AL;2019-05-03;Local government;Lyon;Royaume-Uni;Europe;almond.example, www.b.example;A@almond.example;"
        "Short;Long;45,7;4.8;1998;food, work\n",
        language="en",
    )

    assert (entry.kind, entry.name, entry.acronym, entry.member_since, entry.category) == (
        "member",
        "Almond",
        "AL",
        2019,
        "local-government",
    )
    assert (entry.city, entry.country, entry.region, entry.language, entry.line) == ("Lyon", "GB", "europe", "en", 2)
    assert entry.websites == ("https://almond.example", "https://www.b.example")
    assert entry.emails == ("a@almond.example",)
    assert (entry.summary, entry.text) == ("Short", "Long")
    assert entry.facts == {"latitude": "45.7", "longitude": "4.8", "founded": "1998", "themes": "food; work"}
    assert entry.notes == ()


def test_row_becomes_a_practice():
    [entry] = entries("Projet;Problème;Résultats;Année;Statut;Langue\nJardins;Peu de place;Cent jardins;2016;en cours;français\n")

    assert (entry.kind, entry.name, entry.started, entry.dated, entry.language) == ("practice", "Jardins", 2016, "2016", "fr")
    assert entry.facts == {"problem": "Peu de place", "results": "Cent jardins", "status": "running"}


def test_what_is_not_understood_is_noted():
    [entry] = entries(
        "Name,Since,Country,Website,Language,Region,Latitude,Category\n=1+1,soon,Atlantis,nowhere,Klingon,Middle-earth,far,club\n"
    )

    assert [note.code for note in entry.notes] == [
        "formula",
        "not-a-year",
        "no-country",
        "not-an-address",
        "not-a-language",
        "not-a-code",
        "not-a-number",
        "not-a-code",
    ]
    assert all(str(note) for note in entry.notes)


def test_city_and_country_in_one_column_are_parted():
    found = entries('Name,Place\nA,"Dakar, Senegal"\nB,Nowhere\n')

    assert [(entry.city, entry.country) for entry in found] == [("Dakar", "SN"), ("Nowhere", "")]
    assert [note.code for note in found[1].notes] == ["no-country"]


def test_telephone_and_contact_person_are_not_taken_in():
    [entry] = entries("Name,Phone,Contact person\nAlmond,+33 1 23 45,Someone Private\n")

    assert "Private" not in repr(entry)
    assert "+33" not in repr(entry)


def test_a_row_without_a_name_is_noted():
    found = entries("Name,City\nAlmond,Lyon\n,Cusco\n")

    assert [[note.code for note in entry.notes] for entry in found] == [[], ["no-name"]]


def test_a_short_row_lacks_its_last_cells():
    assert entries("Name,City,Country\nAlmond\n")[0].city == ""


def test_several_languages_make_one_entry_with_further_texts():
    [entry] = entries("name_en,name_fr,description_en\nAlmond,Amande,Tools\n")

    assert (entry.name, entry.language, entry.text) == ("Almond", "en", "Tools")
    assert entry.facts == {"name.fr": "Amande"}
