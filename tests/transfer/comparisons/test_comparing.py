import pytest

from cities.commons.instruments.answering import NO_ANSWER, NOT_APPLICABLE, NOTHING, Said
from cities.transfer.comparisons.comparing import Row, Standing, compared, counted, is_known, stands_out

LAW, CUSTOM = Said(["law"]), Said(["custom", "law"])


@pytest.mark.parametrize(
    ("cells", "standing", "known"),
    [
        ([Said("a"), Said("a")], Standing.SAME, 2),
        ([Said("a"), Said("b")], Standing.DIFFERS, 2),
        ([Said("a"), NOTHING, Said("a")], Standing.OPEN, 2),
        ([Said("a"), NOTHING, Said("b")], Standing.DIFFERS, 2),
        ([Said("a"), Said(absence=NO_ANSWER)], Standing.OPEN, 1),
        ([Said("a"), Said(absence=NOT_APPLICABLE)], Standing.DIFFERS, 2),
        ([Said(absence=NOT_APPLICABLE), Said(absence=NOT_APPLICABLE)], Standing.SAME, 2),
        ([NOTHING, Said(absence=NO_ANSWER)], Standing.UNKNOWN, 0),
        ([Said("0"), NOTHING], Standing.OPEN, 1),
        ([], Standing.UNKNOWN, 0),
    ],
)
def test_what_is_not_known_agrees_with_nothing(cells, standing, known):
    row = compared(cells)

    assert (row.standing, row.known) == (standing, known)


def test_words_are_read_and_not_compared():
    assert compared([Said("some"), Said("others")], is_words=True) == Row(Standing.WORDS, 2)
    assert compared([NOTHING, NOTHING], is_words=True).standing == Standing.UNKNOWN


def test_codes_everybody_known_has_chosen_are_shared():
    assert compared([LAW, NOTHING, CUSTOM]).shared == {"law"}
    assert compared([LAW, Said(absence=NOT_APPLICABLE)]).shared == set()


def test_what_may_be_done_with_an_answer_is_no_difference():
    assert compared([Said("a", publication="named"), Said("a")]).standing == Standing.SAME


def test_a_cell_stands_out_only_beside_what_is_known():
    assert stands_out(CUSTOM, LAW)
    assert not stands_out(LAW, LAW)
    assert not stands_out(NOTHING, LAW)
    assert not stands_out(LAW, NOTHING)


def test_what_could_not_be_read_is_not_known():
    assert not is_known(Said({"typed": "many"}))
    assert is_known(Said("0"))


def test_every_standing_is_counted():
    rows = [compared([LAW, LAW]), compared([LAW, CUSTOM]), compared([LAW, LAW])]

    assert counted(rows) == {Standing.SAME: 2, Standing.DIFFERS: 1, Standing.OPEN: 0, Standing.UNKNOWN: 0, Standing.WORDS: 0}
