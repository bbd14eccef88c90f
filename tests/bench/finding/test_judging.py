from collections import defaultdict

from bench.finding.judging import between, judged_queries, judged_zeros


def test_wordings_of_a_need_share_its_grades():
    grades = defaultdict(list)

    for query in judged_queries():
        grades[query.need].append(query.grades)

    assert [need for need, some in grades.items() if any(each != some[0] for each in some)] == []


def test_grades_go_from_one_to_three():
    assert {grade for query in judged_queries() for grade in query.grades.values()} == {1, 2, 3}


def test_record_is_not_judged_twice_for_a_need():
    zeros = judged_zeros()

    assert [query.id for query in judged_queries() if zeros.get(query.need, set()) & set(query.grades)] == []


def test_needs_with_zeros_are_needs_of_the_set():
    assert set(judged_zeros()) - {query.need for query in judged_queries()} == set()


def test_drawings_of_needs_lie_around_the_mean_and_closer_the_more_there_are():
    few, many = ({str(need): [0.0, 0.2] if need % 2 else [1.0] for need in range(count)} for count in (4, 400))

    assert between(few)[0] < between(many)[0] < 0.4 < between(many)[1] < between(few)[1]
    assert between({"one": [0.5], "two": [0.5]}) == (0.5, 0.5)
