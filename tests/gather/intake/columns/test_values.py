import pytest

from cities.gather.intake.columns.values import code_for, items_in, language_code, number_in, year_in


@pytest.mark.parametrize(
    ("text", "year"),
    [("2019", 2019), ("2019-05-03", 2019), ("03/05/2019", 2019), ("mai 2019", 2019), ("2018-2019", None), ("soon", None), ("12019", None)],
)
def test_year_in(text, year):
    assert year_in(text) == year


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("French", "fr"),
        ("français", "fr"),
        ("FR", "fr"),
        ("fr-CA", "fr"),
        ("한국어", "ko"),
        ("coreano", "ko"),
        ("Klingon", None),
        ("xx-YY", None),
    ],
)
def test_language_code(text, code):
    assert language_code(text) == code


@pytest.mark.parametrize(("text", "most", "number"), [("45.76", 90, 45.76), ("4,83°", 180, 4.83), ("95", 90, None), ("far", 90, None)])
def test_number_in(text, most, number):
    assert number_in(text, most) == number


def test_code_for_understands_several_languages():
    assert code_for("category", "Collectivité locale") == "local-government"
    assert code_for("status", "en cours") == "running"
    assert code_for("region", "América Latina") == "latin-america"
    assert code_for("region", "Middle-earth") is None


def test_items_in_a_cell_come_once_each():
    assert items_in("food; work|food\nhealth, care") == ("food", "work", "health", "care")
