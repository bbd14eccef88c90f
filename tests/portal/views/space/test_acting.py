from uuid import UUID

import pytest
from django.http import Http404

from cities.portal.views.space.acting import act_or_404, posted_key, posted_number

KEY = "7d444840-9dc0-11d1-b245-5ffdce74fad2"


@pytest.mark.parametrize(("typed", "number"), [("12", 12), ("", 0), ("x", 0), ("-1", 0), ("٣", 0), ("9" * 16, 0)])
def test_number_is_read_or_nought(rf, typed, number):
    assert posted_number(rf.post("/", {"step": typed}), "step") == number


@pytest.mark.parametrize(("typed", "key"), [(KEY, UUID(KEY)), ("x", None), ("", None)])
def test_key_is_read_or_none(rf, typed, key):
    request = rf.post("/", {"file": typed})

    assert (posted_key(request, "file"), posted_key(request, "other")) == (key, None)


def test_unknown_act_is_not_there():
    with pytest.raises(Http404):
        act_or_404({"agree": print}, "explode")
