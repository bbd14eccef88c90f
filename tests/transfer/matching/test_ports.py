from uuid import uuid4

from cities.transfer.matching.ports import adoptions, forget_adoptions, tell_adoptions


def test_adoptions_are_the_sum_of_what_is_told(db):
    practice, other = uuid4(), uuid4()
    tell_adoptions("one", lambda practices: dict.fromkeys(practices, 2))
    tell_adoptions("two", lambda practices: {practice: 1})

    try:
        assert adoptions([practice, other]) == {practice: 3, other: 2}
    finally:
        forget_adoptions("one")
        forget_adoptions("two")
    assert adoptions([practice]) == {}
