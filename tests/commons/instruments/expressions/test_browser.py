"""The browser's twin of the evaluator answers the same table; see `static/js/expressions.js`."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from cities.commons.instruments.expressions import as_data, value_of
from tests.commons.instruments.expressions.cases import CASES, TABLE, THIS, TODAY, told
from tests.commons.instruments.expressions.grammar import expressions, values
from tests.journeys.browsing import browser_path, running_browser

pytestmark = pytest.mark.journey

MODULE = Path(__file__).parents[4] / "cities" / "static" / "js" / "expressions.js"
ASK = """async ([source, cases, self, today]) => {
  const { valueOf } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  return cases.map(([tree, values]) => {
    const value = valueOf(tree, values, self, today);
    return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
  });
}"""


@pytest.fixture(scope="module")
def page():
    browser_path()
    with running_browser() as browser:
        yield browser.new_page()


def ask(page: Page, cases: list[tuple[object, object]]) -> list[object]:
    """What the browser makes of trees and values."""
    return page.evaluate(ASK, [MODULE.read_text(encoding="utf-8"), cases, TABLE["this"], TABLE["today"]])


def test_browser_answers_as_the_server_does(page):
    answers = ask(page, [(as_data(text), TABLE["values"]) for text, _value in CASES])

    found = [(text, answer) for (text, _value), answer in zip(CASES, answers, strict=True)]
    assert found == CASES
    assert [type(answer) is bool for answer in answers] == [type(value) is bool for _text, value in CASES]


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(asked=st.lists(st.tuples(expressions, values), min_size=60, max_size=60))
def test_browser_answers_anything_as_the_server_does(page, asked):
    expected = [told(value_of(text, answers, this=THIS, today=TODAY)) for text, answers in asked]

    assert ask(page, [(as_data(text), answers) for text, answers in asked]) == expected


def test_browser_lets_what_has_no_condition_hold(page):
    source = MODULE.read_text(encoding="utf-8")
    asked = "async (source) => (await import(URL.createObjectURL(new Blob([source], {type: 'text/javascript'})))).holds(null, {}, '', '')"

    assert page.evaluate(asked, source) is True
