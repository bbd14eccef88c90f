from bench.finding.judging import JudgedQuery
from bench.finding.pooling import Pool, Unjudged, pool_lines, pools

RECORDS = [f"practice:p{number:02}" for number in range(30)]
SHOWN = {record: Unjudged(record, record.upper(), "What it is.") for record in RECORDS}


def judged(code):
    return JudgedQuery(code, "en", "word", "bees", f"about {code}", {"practice:p00": 3}, is_unseen=False)


def test_pool_unites_the_first_ten_of_every_way_and_wording_of_a_need():
    ways = [{"bees-en": RECORDS[:12], "bees-fr": RECORDS[5:8]}, {"bees-en": [], "bees-fr": RECORDS[20:21]}]

    (pooled,) = pools([judged("bees-en"), judged("bees-fr")], ways, shown=SHOWN, zeros={})

    assert sorted(one.record for one in pooled.unjudged) == [*RECORDS[1:10], "practice:p20"]
    assert pooled.queries == ["about bees-en", "about bees-fr"]


def test_pool_leaves_out_what_was_graded_or_found_not_relevant():
    zeros = {"bees": {"practice:p02"}, "other": {"practice:p01"}}

    (pooled,) = pools([judged("bees-en")], [{"bees-en": RECORDS[:3]}], shown=SHOWN, zeros=zeros)

    assert [one.record for one in pooled.unjudged] == ["practice:p01"]


def test_need_with_nothing_to_judge_is_not_told():
    assert pools([judged("bees-en")], [{"bees-en": RECORDS[:1]}], shown=SHOWN, zeros={}) == []


def test_order_of_a_pool_says_nothing_about_ways_and_ranks():
    (one,) = pools([judged("bees-en")], [{"bees-en": RECORDS[:10]}], shown=SHOWN, zeros={})
    (other,) = pools([judged("bees-en")], [{"bees-en": RECORDS[9::-1]}, {"bees-en": RECORDS[3:7]}], shown=SHOWN, zeros={})

    assert one == other
    assert [each.record for each in one.unjudged] != RECORDS[1:10]


def test_lines_show_queries_titles_and_summaries():
    lines = pool_lines([Pool("bees", ["abejas"], [Unjudged("practice:p01", "Hives", "Two hives.")])])

    assert lines == [
        "1 records to judge for 1 needs; no order, no matter who found them.",
        "",
        "## bees",
        "> abejas",
        "practice:p01 | Hives | Two hives.",
    ]
