from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from cities.commons.practices.models import PracticeFigure
from cities.portal.queries.lists import PracticeCard
from cities.portal.reading import Words
from cities.portal.templatetags import portal

FOREIGN = Words("두레 <b>", "ko", "original", is_foreign=True, is_stale=False)
OWN = Words("Aid", "en", "human", is_foreign=False, is_stale=False)


def figure(value, unit="units", qualifier="exact", absence=""):
    return PracticeFigure(value=None if value is None else Decimal(str(value)), unit=unit, qualifier=qualifier, absence=absence)


def card(started, ended):
    return PracticeCard("a", OWN, None, "", "world", started, ended, (), ())


def test_foreign_words_say_their_language_and_own_words_do_not():
    assert portal.attributes(FOREIGN) == ' lang="ko" dir="ltr"'
    assert portal.attributes(OWN) == ""
    assert portal.attributes("plain") == ""


def test_words_are_escaped_in_pages():
    assert Template("{% load portal %}{{ words|prose }}{{ words }}").render(Context({"words": FOREIGN})).count("<b>") == 0


def test_prose_and_plain_of_nothing_are_empty():
    assert (portal.prose(None), portal.plain(None)) == ("", "")


@pytest.mark.parametrize(
    ("language", "numbers", "dates"),
    [
        ("en", "1,234,567", "22 November 2026"),
        ("fr", "1\u202f234\u202f567", "22 novembre 2026"),
        ("es", "1.234.567", "22 de noviembre de 2026"),
    ],
)
def test_numbers_and_dates_follow_the_language(language, numbers, dates):
    with translation.override(language):
        assert portal.number(1234567) == numbers
        assert portal.day(date(2026, 11, 22)) == dates


@pytest.mark.parametrize(
    ("language", "shown", "written"),
    [
        ("en", figure(463, qualifier="about"), "about 463"),
        ("en", figure(200000, "XOF"), "F\u202fCFA\xa0200,000"),
        ("fr", figure(200000, "XOF"), "200\u202f000\xa0F\u202fCFA"),
        ("en", figure(2500.5, "EUR"), "€2,500.50"),
        ("en", figure(1000, "EUR"), "€1,000"),
        ("fr", figure(47.8, "percent"), "47,8\xa0%"),
        ("en", figure(40, "percent"), "40%"),
        ("en", figure(1, "years"), "1 year"),
        ("en", figure(3, "years"), "3 years"),
        ("en", figure(12.5, "tonnes"), "12.5 tonnes"),
        ("en", figure(5155, "people"), "5,155"),
        ("en", figure(None, absence="no-answer"), "no answer"),
    ],
)
def test_amount_reads_as_its_readers_write_it(language, shown, written):
    with translation.override(language):
        assert portal.amount(shown) == written


@pytest.mark.parametrize(
    ("started", "ended", "written"), [(2010, None, "since 2010"), (1998, 2004, "1998–2004"), (2019, 2019, "2019"), (None, 2004, "")]
)
def test_years_of_a_practice(started, ended, written):
    assert portal.years(card(started, ended)) == written


def test_languages_have_two_names():
    assert portal.autonym("fr") == "Français"
    with translation.override("es"):
        assert portal.named_language("fr") == "francés"
    assert portal.direction("ar") == "rtl"


def test_domain_is_what_a_reader_needs_of_an_address():
    assert portal.domain("https://www.example.org/a/") == "example.org/a"


def test_icons_are_decoration():
    assert portal.icon("search") == '<svg class="icon" aria-hidden="true"><use href="/static/icons.svg#search"/></svg>'


def test_actor_sign_is_filled_for_who_began_it():
    assert 'class="actor actor--first"' in portal.actor_sign("public", is_first=True)
    assert 'class="actor"' in portal.actor_sign("public")


def test_filter_can_be_taken_away_from_an_address():
    def left(address, name, value):
        return portal.without({"request": RequestFactory().get(address)}, name, value)

    assert left("/en/practices/?theme=a&theme=b&page=2", "theme", "a") == "?theme=b"
    assert left("/en/practices/?theme=a", "theme", "a") == "/en/practices/"


def test_names_of_kinds_parts_and_schemes():
    assert portal.actor_name("civil-society") == "civil society"
    assert portal.kind_name("member") == "Organisation"
    assert portal.scheme_name("themes") == "Themes"
    assert portal.scheme_name("scales") == "scales"
    assert portal.field_name("co_construction") == "how it was built together"
    assert portal.field_name("description") == "description"


@pytest.mark.parametrize(
    ("path", "is_within"),
    [("/es/transfers/", True), ("/es/transfers/bees/", True), ("/es/editions/yearbook/read/es/transfers/", False), (None, False)],
)
def test_page_stands_in_the_section_its_address_begins_with(path, is_within):
    assert portal.is_within(path, "/es/transfers/") is is_within
