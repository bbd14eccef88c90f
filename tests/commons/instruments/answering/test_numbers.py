from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.commons.instruments.answering.numbers import Unreadable, read_day, read_number, write_day, write_number, write_plainly

LANGUAGES = ("en", "fr", "es", "ko", "pt", "ca", "pt-BR", "xx", "not a tag")


@pytest.mark.parametrize(
    ("written", "language", "meant"),
    [
        ("1,234.5", "en", "1234.5"),
        ("1 234,5", "fr", "1234.5"),
        ("1\u202f234,5", "fr", "1234.5"),
        ("1.234,5", "es", "1234.5"),
        # What can only mean one number is read so in every language.
        ("1.234,5", "en", "1234.5"),
        ("1,234.5", "fr", "1234.5"),
        ("1,5", "en", "1.5"),
        ("1.5", "fr", "1.5"),
        ("1.5", "es", "1.5"),
        ("0.125", "es", "0.125"),
        ("1,234,567", "fr", "1234567"),
        ("1'234.50", "fr", "1234.5"),
        ("1’234", "en", "1234"),
        # What could be two is read as the language writes it.
        ("1,234", "en", "1234"),
        ("1,234", "fr", "1.234"),
        ("1.234", "es", "1234"),
        ("1.234", "en", "1.234"),
        ("1234.567", "es", "1234.567"),
        ("12 345 678", "en", "12345678"),
        ("007", "en", "7"),
        ("-5", "en", "-5"),
        ("− 5,0", "fr", "-5"),
        ("+3", "en", "3"),
        (".5", "en", "0.5"),
        ("0", "en", "0"),
        ("-0", "en", "0"),
        ("٣٤٥", "en", "345"),
        ("１２", "ko", "12"),
    ],
)
def test_number_is_read_as_people_write_it(written, language, meant):
    assert write_plainly(read_number(written, language)) == meant


@pytest.mark.parametrize(
    ("written", "language"),
    [
        # French does not use the point: a thousand and more, or one and a bit?
        ("1.234", "fr"),
        ("", "en"),
        ("twelve", "en"),
        ("about 12", "en"),
        ("12-15", "en"),
        ("1e5", "en"),
        ("0x1f", "en"),
        ("NaN", "en"),
        ("Infinity", "en"),
        ("1,23,45", "en"),
        ("12 34", "fr"),
        ("1,234,5", "en"),
        ("1.2.3,4.5", "en"),
        ("5,", "fr"),
        (",", "fr"),
        ("--5", "en"),
        ("²", "en"),
        ("9" * 31, "en"),
        ("1_000", "en"),
    ],
)
def test_number_nobody_can_be_sure_of_is_not_guessed(written, language):
    with pytest.raises(Unreadable):
        read_number(written, language)


@pytest.mark.parametrize(
    ("written", "unit"), [("12 %", "%"), ("12%", "percent"), ("€ 12", "EUR"), ("12 EUR", "EUR"), ("12 km²", "km²"), ("12 F CFA", "XOF")]
)
def test_unit_written_with_the_number_is_understood(written, unit):
    assert read_number(written, "fr", unit=unit) == 12


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15), st.sampled_from(LANGUAGES))
def test_number_shown_is_read_again_as_the_same(number, language):
    stored = write_plainly(number)

    # Three places after a point or comma can be thousands; the form shows the language's own signs, which are never taken so.
    assert write_plainly(read_number(write_number(stored, language), language)) == stored


@given(st.text(max_size=40), st.sampled_from(LANGUAGES))
def test_anything_typed_is_a_number_or_unreadable(text, language):
    try:
        number = read_number(text, language)
    except Unreadable:
        return

    assert number.is_finite()


@pytest.mark.parametrize("written", ["2026-11-22", "22/11/2026", "22.11.2026", "22-11-2026", "2026. 11. 22.", "٢٢/١١/٢٠٢٦"])
def test_day_is_read_in_several_orders(written):
    assert read_day(written) == date(2026, 11, 22)


@pytest.mark.parametrize("written", ["", "2026", "11/22/2026", "31/02/2026", "22/11/26", "tomorrow", "0000-01-01"])
def test_day_that_does_not_exist_is_not_guessed(written):
    with pytest.raises(Unreadable):
        read_day(written)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_day_stored_is_read_again_as_the_same(day):
    assert read_day(day.isoformat()) == day


def test_day_is_shown_as_the_language_writes_it():
    assert [write_day("2026-11-22", language) for language in ("en", "fr", "es")] == [
        "22 November 2026",
        "22 novembre 2026",
        "22 de noviembre de 2026",
    ]


def test_number_keeps_all_its_places():
    assert write_number("0.000001", "fr") == "0,000001"
    assert write_plainly(Decimal("1E+3")) == "1000"
