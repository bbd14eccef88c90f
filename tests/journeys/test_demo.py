"""The first minute: what `cities demo` tells whoever has just started it."""

import pytest

from cities.config.demo.people import PEOPLE
from tests.journeys.site import PASSWORD

pytestmark = pytest.mark.journey


def test_demo_says_what_it_loads_where_it_is_and_who_can_sign_in(site):
    if site.process is None:
        pytest.skip("This demo was started by somebody else, who read what it says.")

    said = site.log.read_text()

    assert "98 organisations" in said
    assert f"{site.url}/admin/" in said
    assert [person.email for person in PEOPLE if f"{person.email} " not in said] == []
    assert said.count(PASSWORD) == len(PEOPLE)
