"""Held to XPath 1.0 as libxml2 has it, over the common core: any expression, any answers, one value.

Not to elementpath, whose XPath 1.0 departs from the standard where surveys need it: `0 = '0'` is false there, `1 mod -3` is 2.
"""

import math
import re

from hypothesis import given, settings
from lxml import etree

from cities.commons.instruments.expressions import value_of
from tests.commons.instruments.expressions.cases import TODAY
from tests.commons.instruments.expressions.grammar import expressions, values

ROOT = etree.Element("answers")


def reference(text, answers):
    value = etree.XPath(re.sub(r"\$\{(\w+)\}", r"$\1", text))(ROOT, **answers)
    return str(value) if isinstance(value, str) else value


def same(ours, theirs):
    if isinstance(ours, float) and isinstance(theirs, float):
        return (math.isnan(ours) and math.isnan(theirs)) or ours == theirs or math.isclose(ours, theirs, rel_tol=1e-12)
    return type(ours) is type(theirs) and ours == theirs


@settings(max_examples=500, deadline=None)
@given(expressions, values)
def test_value_is_the_references(text, answers):
    theirs = reference(text, answers)

    ours = value_of(text, answers, today=TODAY)

    assert same(ours, theirs), (ours, theirs)
