import pytest

from cities.translation.languages import text_direction


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        ("fr", "ltr"),
        ("ar", "rtl"),
        ("ar-EG", "rtl"),
        ("az", "ltr"),
        ("az-Arab", "rtl"),
        ("pa-arab-PK", "rtl"),
        ("sd", "rtl"),
        ("sd-Deva", "ltr"),
        ("fr-1694acad", "ltr"),
    ],
)
def test_text_runs_as_its_script_does_where_the_tag_names_one(tag, direction):
    assert text_direction(tag) == direction
