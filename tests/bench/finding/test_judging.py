from collections import defaultdict

from bench.finding.judging import judged_queries, judged_zeros


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
