from cities.core.askers import is_within


def test_only_so_many_are_let_through_for_each_key():
    answers = [is_within("letters", "awa", most=2, seconds=60) for _ in range(3)]

    assert answers == [True, True, False]
    assert is_within("letters", "bintou", most=2, seconds=60)
    assert is_within("visits", "awa", most=2, seconds=60)
