import pytest

from cities.gather.intake.columns import IGNORED, Columns, corrected, guess_columns, guess_kind, signature
from cities.gather.intake.reading import Table, read_document


def table(text: str) -> Table:
    return read_document(text.encode(), "a.csv").tables[0]


def guessed(text: str, kind: str = "member") -> dict[str, str]:
    columns = guess_columns(table(text), kind)
    header = table(text).header
    return {header[place]: field for place, field in sorted(columns.fields.items())}


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (
            "Organisation,Acronym,Member since,City,Country,Website,E-mail,Description",
            "name acronym member_since city country websites emails text",
        ),
        (
            "Nom;Sigle;Année d’adhésion;Ville;Pays;Site web;Courriel;Présentation",
            "name acronym member_since city country websites emails text",
        ),
        (
            "Nombre;Siglas;Miembro desde;Ciudad;País;Sitio web;Correo electrónico;Descripción",
            "name acronym member_since city country websites emails text",
        ),
        ("기관명,약칭,가입연도,도시,국가,홈페이지,이메일,소개", "name acronym member_since city country websites emails text"),
        ("memberName,memberSince,City/Country,Phone,Contact person", "name member_since place phone contact_person"),
    ],
)
def test_columns_are_guessed_from_headers(header, fields):
    row = header.replace(header[0], "x", 1)
    found = guessed(f"{header}\n{row}\n")

    assert list(found.values()) == fields.split()


def test_columns_without_a_telling_header_are_guessed_from_contents():
    found = guessed(
        "A;B;C;D;E;F;G\n"
        "Almond Street Library;Lyon, France;2019;https://almond.example;post@almond.example;français;"
        + "It lends tools to neighbours. " * 6
        + "\nBrook Network;Cusco, Peru;2020;www.brook.example;post@brook.example;Spanish;"
        + "It keeps brooks clean. " * 8
        + "\n"
    )

    assert found == {"A": "name", "B": "place", "C": "member_since", "D": "websites", "E": "emails", "F": "language", "G": "text"}


def test_columns_of_several_languages_fill_several_texts():
    found = guessed("name_en,name_fr,Description (es),Title FR\na,b,c,d\n")

    assert found == {"name_en": "name.en", "name_fr": "name.fr", "Description (es)": "text.es"}


def test_no_field_is_given_twice():
    assert guessed("Name,Title,Country,Pays\na,b,France,France\n") == {"Name": "name", "Country": "country"}


def test_a_column_of_numbers_is_no_name():
    assert guessed("A\n1\n2\n") == {}


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Organisation,Member since,Country", "member"),
        ("Project,Problem,Results,Start", "practice"),
        ("Titre,Résumé", "practice"),
        ("Nom,Pays", "member"),
        ("Pratique,Statut,Année", "practice"),
        ("X,Y", "member"),
    ],
)
def test_kind_of_records_is_guessed_from_headers(header, kind):
    assert guess_kind(header.split(",")) == kind


def test_signature_is_that_of_the_header_whatever_its_letters():
    assert signature(["Nom ", "PAYS"]) == signature(["nom", "Pays"])
    assert signature(["Nom", "Pays"]) != signature(["Pays", "Nom"])


def test_corrected_columns_follow_the_person():
    columns = corrected(Columns("member", {0: "name", 1: "text", 2: "city"}), {1: "summary", 2: IGNORED, 3: "text.fr"})

    assert columns.fields == {0: "name", 1: "summary", 2: IGNORED, 3: "text.fr"}
    assert columns.is_usable
    assert not corrected(columns, {0: ""}).is_usable


def test_corrected_columns_know_their_fields():
    with pytest.raises(KeyError):
        corrected(Columns("member", {}), {0: "password"})


def test_a_column_without_cells_or_with_an_endless_header_is_left_open():
    found = guessed(f"Name,Empty,{'x_' * 5000}fr\nAlmond,,\n")

    assert found == {"Name": "name"}


def test_a_suffix_that_is_no_text_field_means_nothing():
    assert guessed("Name,City (fr)\nAlmond,Lyon\n") == {"Name": "name"}
