import pytest

from cities.editions.digests import canonical, digest


def test_the_same_content_is_the_same_bytes_whatever_its_order():
    one, other = canonical({"b": [1, {"y": "é", "x": None}], "a": 1}), canonical({"a": 1, "b": [1, {"x": None, "y": "é"}]})

    assert one == other == '{"a":1,"b":[1,{"x":null,"y":"é"}]}'
    assert digest(one) == "d0419028f3a386f19ba1bbe683281687750d458e12d2d44f3d543d00b86a1e82"


def test_what_is_no_number_is_refused():
    with pytest.raises(ValueError, match="Out of range"):
        canonical({"a": float("nan")})
