import pytest

from cities.core.cells import harmless


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (0, 0),
        ("-12.5", "-12.5"),
        ("=1+1", "'=1+1"),
        ("+33 1", "'+33 1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("plain", "plain"),
        (["a", "é"], '["a", "é"]'),
    ],
)
def test_cells_run_nothing(value, cell):
    assert harmless(value) == cell
