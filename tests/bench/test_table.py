from bench.table import Comparison, Import, Visits, aligned, import_lines, import_table, page_table, target_lines, visits_of

OURS = Visits(cpu=(12.0, 10.0, 30.0), queries=9, size=20_000, gzip=5_000)
PLAIN = Visits(cpu=(8.0, 4.0, 8.0), queries=11, size=4_000, gzip=1_500)
SLOW = Visits(cpu=(41.5,), queries=13, size=1, gzip=1)
IMPORTS = [
    Import("ours", 1000, {"staged": 2.0, "applied": 3.0}, 6.0, peak=180.4, before=120.0, outcomes={"created": 990, "left to a person": 10}),
    Import("plain", 1000, {"pages": 20.0}, 21.0, peak=150.0, before=110.0, outcomes={"created": 1000}),
]


def test_visits_take_the_most_queries_and_the_median_size():
    answers = [{"cpu": 1.0, "queries": 4, "bytes": 10, "gzip": 5}, {"cpu": 3.0, "queries": 6, "bytes": 30, "gzip": 7}]

    assert visits_of(answers) == Visits(cpu=(1.0, 3.0), queries=6, size=20, gzip=6)


def test_page_table_shows_spread_ratio_and_pairs():
    table = page_table([Comparison("practice page", OURS, PLAIN)])

    assert table.splitlines() == [
        "subject               ours ms CPU     plain ms CPU  ratio  queries      kB raw    kB gzip",
        "-------------  ------------------  ---------------  -----  -------  ----------  ---------",
        "practice page  10.0 / 12.0 / 30.0  4.0 / 8.0 / 8.0   1.50   9 : 11  20.0 : 4.0  5.0 : 1.5",
    ]


def test_target_names_what_was_missed():
    kept, missed = Comparison("a", OURS, PLAIN, has_target=True), Comparison("b", SLOW, PLAIN, has_target=True)

    assert target_lines([kept]) == ["Target for pages: at most 12 queries and 40 ms CPU (median): kept by all."]
    assert target_lines([kept, missed])[1:] == ["  b: 13 queries and 41.5 ms"]


def test_target_is_for_pages_that_have_one():
    assert Comparison("API", SLOW, PLAIN).missed == []


def test_import_table_has_a_line_for_each_step_of_several():
    lines = import_table(IMPORTS).splitlines()

    assert [line.split()[0] for line in lines[2:]] == ["ours", "staged", "applied", "plain"]
    assert lines[2].split() == ["ours", "1,000", "5.0", "200", "6.0", "180", "120"]


def test_import_lines_say_what_came_of_the_rows_and_the_ratio():
    assert import_lines(IMPORTS) == [
        "ours: 990 created, 10 left to a person",
        "plain: 1,000 created",
        "ours ÷ plain: 4.00 times the rows a second",
    ]


def test_aligned_columns_have_figures_to_the_right():
    assert aligned([("name", "n"), ("a", "10")]) == "name   n\n----  --\na     10"
