import pytest
from django.urls import reverse

from cities.commons.instruments.actions import create_instrument, fill_draft
from cities.commons.instruments.queries import definitions
from tests.commons.instruments.definitions import definition, item, option, section, words

OPTIONS = (option("never", en="Never", fr="Jamais"), option("often", en="Often"))
ASKED = definition(
    section(
        "about",
        item("members", "whole-number", label=words(en="How many members?", fr="Combien de membres ?"), required="true()", unit="members"),
        item("how", "one-of", options=OPTIONS, options_code="levels"),
        item("projects", "repeat", items=(item("project"), item("cost", "money", unit="EUR"))),
        title=words(en="About you", fr="Vous"),
    ),
    section("more", item("again", "several-of", options=OPTIONS, options_code="levels"), condition="${members} > 1"),
    languages=("en", "fr"),
    title=words(en="Member survey", fr="Enquête"),
)


@pytest.fixture(autouse=True)
def forget_versions():
    definitions._remembered.cache_clear()


@pytest.fixture
def draft(db):
    version = create_instrument("member-survey", title="Member survey", language="en", by=None)
    return fill_draft(version, ASKED, by=None)


@pytest.fixture
def editor(sign_in):
    return sign_in("Editors")


def page(name, *arguments):
    return reverse(f"desk:{name}", args=["member-survey", *arguments])


def filled(response, name="section"):
    """What a browser would send of the page's form, unchanged."""
    from lxml import html

    forms = html.fromstring(response.content).xpath("//form[contains(@class, 'desk-instrument-form')]")
    return [(field, value) for field, value in forms[0].form_values() if field != "csrfmiddlewaretoken"]


def send(client, address, pairs, **changes):
    """Post the pairs, some changed; a list stands for several values of one name."""
    from django.http import QueryDict

    data = QueryDict(mutable=True)
    for name, value in pairs:
        if name not in changes:
            data.appendlist(name, value)
    for name, value in changes.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return client.post(address, data.urlencode(), content_type="application/x-www-form-urlencoded")
