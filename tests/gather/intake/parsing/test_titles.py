import pytest

from cities.gather.intake.parsing.titles import Title, split_title


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Brook Network (BN), Peru", Title("Brook Network", "BN", "PE")),
        ("Brook Network, BN", Title("Brook Network", "BN", "")),
        ("Brook Network(BN), UK", Title("Brook Network", "BN", "GB")),
        ("Brook Network (BN), Regional", Title("Brook Network", "BN", "", "Regional")),
        ("Brook Fund (BF), City of Almond", Title("Brook Fund, City of Almond", "BF", "")),
        ("Brook Network (BN) Tanzania Chapter, Tanzania", Title("Brook Network Tanzania Chapter", "BN", "TZ")),
        ("Brook Fund (BR Fund)", Title("Brook Fund", "BR Fund", "")),
        ("Someone (Brook University), Canada", Title("Someone (Brook University)", "", "CA")),
        ("Brook (BN) Centre, BNC", Title("Brook Centre", "BNC", "")),
        ("Brook (of the hills), BNC", Title("Brook (of the hills)", "BNC", "")),
        ("Brook, Almond City", Title("Brook, Almond City", "", "")),
        ("Peru", Title("Peru", "", "")),
        ("  Brook   Network  ", Title("Brook Network", "", "")),
    ],
)
def test_split_title(printed, title):
    assert split_title(printed) == title
