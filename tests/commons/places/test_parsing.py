import pytest
from babel import Locale

from cities.commons.places.parsing import NAME_LANGUAGES, NOT_COUNTRIES, country_code, country_named, fold_name, split_place


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("UK", "GB"), ("England", "GB"), ("Wales", "GB"), ("Scotland", "GB"), ("GB", "GB"), ("Royaume-Uni", "GB"), ("Écosse", "GB"),
        ("Reino Unido", "GB"), ("영국", "GB"), ("Ivory Coast", "CI"), ("Côte d'Ivoire", "CI"), ("Côte d’Ivoire", "CI"),
        ("Cote d'Ivoire", "CI"), ("Costa de Marfil", "CI"), ("DRC", "CD"), ("DR Congo", "CD"), ("RDC", "CD"),
        ("Democratic Republic of Congo", "CD"), ("République démocratique du Congo", "CD"), ("Congo", "CG"),
        ("Palestinian territories", "PS"), ("Palestine", "PS"), ("Territoires palestiniens", "PS"), ("Cabo Verde", "CV"),
        ("Cape Verde", "CV"), ("Cap-Vert", "CV"), ("Korea", "KR"), ("Corée du Sud", "KR"), ("대한민국", "KR"), ("한국", "KR"),
        ("Hong Kong", "HK"), ("Taiwan", "TW"), ("U.S.A.", "US"), ("États-Unis", "US"), ("EE. UU.", "US"), ("the Netherlands", "NL"),
        ("COD", "CD"), ("fr", "FR"), ("  peru ", "PE"), ("MÉXICO", "MX"), ("Türkiye", "TR"), ("Burma", "MM"),
    ],
)  # fmt: skip
def test_country_code_knows_names_in_use(name, code):
    assert country_code(name) == code


@pytest.mark.parametrize("name", ["", "Regional", "Europe", "EU", "Atlantis", "XX", "Quebec", "x" * 5000])
def test_country_code_of_what_is_no_country_is_none(name):
    assert country_code(name) is None


def test_country_names_of_no_two_countries_are_alike():
    meanings: dict[str, set[str]] = {}
    for language in NAME_LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES:
                meanings.setdefault(fold_name(name), set()).add(code)

    assert [name for name, codes in meanings.items() if len(codes) > 1] == []


def test_country_named_takes_no_codes_so_that_acronyms_stay_acronyms():
    assert (country_named("CAN"), country_named("PER"), country_named("UK")) == (None, None, "GB")


@pytest.mark.parametrize(
    ("printed", "city", "country"),
    [
        ("Dakar, Senegal", "Dakar", "SN"),
        ("MWANZA TANZANIA", "Mwanza", "TZ"),
        ("Singapore (headquarter)", "Singapore", "SG"),
        ("Kowloon, Hong Kong (headquarter)", "Kowloon", "HK"),
        ("Togo", "", "TG"),
        ("Gatineau, Quebec, Canada", "Gatineau", "CA"),
        ("Bogotá (Colombia)", "Bogotá", "CO"),
        ("Canada - Montréal", "Montréal", "CA"),
        ("Lomé-Telessou, Togo", "Lomé-Telessou", "TG"),
        ("서울, 대한민국", "서울", "KR"),
        ("Ciudad de México", "Ciudad de México", ""),
        ("Guinea-Bissau", "", "GW"),
        ("New Mexico", "New Mexico", ""),
        ("Atlantis", "Atlantis", ""),
        ("Springfield, Ohio", "Springfield", ""),
        ("(Peru)", "", "PE"),
        ("", "", ""),
    ],
)
def test_split_place_tells_city_from_country(printed, city, country):
    place = split_place(printed)

    assert (place.city, place.country) == (city, country)


def test_split_place_keeps_what_stands_between_and_in_brackets():
    assert split_place("Gatineau, Quebec, Canada").area == "Quebec"
    assert split_place("Singapore (headquarter)").aside == "headquarter"
