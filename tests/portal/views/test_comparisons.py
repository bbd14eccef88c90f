"""Comparisons as readers meet them: the table, what differs, the files, the link, and what they must not see."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from cities.commons.instruments.actions import Change
from cities.commons.instruments.answering import NO_ANSWER, NOT_APPLICABLE, Said
from cities.commons.practices.models import PracticeFigure
from cities.core.actions import publish_record, withdraw_record
from cities.transfer.comparisons.actions import (
    Known,
    SourceChange,
    bind_grid,
    fill_cells,
    publish,
    share,
    stop_sharing,
    take_back,
    translate_cell,
)
from tests.factories import ConceptFactory, SourceFactory
from tests.factories import comparison_bench as make_bench
from tests.portal.views.space.conftest import signed_in

REPORT = Known("A report", "https://example.org/report", "page 3")


@pytest.fixture
def bench(db):
    return make_bench()


def filled(bench):
    """Rules differ, both share, power is a scale, words in two languages; the rest is not known."""
    lanes, gardens = bench.subjects
    fill_cells(
        lanes,
        [
            Change("rules", Said(["law", "custom"])),
            Change("share", Said("yes")),
            Change("power", Said("low")),
            Change("remark", Said("It *works*.")),
        ],
        [SourceChange("rules", REPORT), SourceChange("share", Known(organisation=bench.guest, role="gardener"))],
        by=bench.writer,
        language="en",
    )
    translate_cell(lanes, "remark", language="fr", words="Ça marche.", by=bench.writer)
    fill_cells(
        gardens,
        [Change("rules", Said(["law"])), Change("share", Said("yes")), Change("power", Said("high"))],
        by=bench.helper,
        language="fr",
    )
    return publish(bench.comparison, by=bench.administrator)


def page(client, bench, language="en", **params):
    response = client.get(f"/{language}/comparisons/{bench.comparison.code}/", params)
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def words(node):
    return " ".join(" ".join(node.itertext()).split())


def row(tree, code):
    return [words(cell) for cell in tree.xpath(f"//*[@id='c-{code}']/*")]


def test_a_draft_is_there_for_nobody_else(client, bench):
    address = reverse("portal:comparison", args=[bench.comparison.code])

    for someone in (client, signed_in(bench.stranger)):
        assert {someone.get(path).status_code for path in (address, f"{address}cells.csv", f"{address}codebook.csv")} == {404}
    assert client.get(f"/id/{bench.comparison.pk}").status_code == 404
    assert b"Lanes And Gardens" not in client.get(reverse("portal:comparisons")).content
    assert signed_in(bench.helper).get(address).status_code == 200


def test_those_who_write_it_see_it_as_readers_would_and_no_cache_keeps_it(bench):
    answer = signed_in(bench.writer).get(reverse("portal:comparison", args=[bench.comparison.code]))

    assert "no-store" in answer["Cache-Control"]
    assert 'content="noindex"' in answer.content.decode()


def test_the_table_says_what_is_known_and_from_where(client, bench):
    filled(bench)

    tree = page(client, bench)

    assert row(tree, "since") == ["Since ≈ the same as far as known", "2001 from the record", "not known"]
    assert row(tree, "cost")[1:] == ["not known", "not known"]
    rules = row(tree, "rules")
    assert rules[1:] == ["Law Custom 1", "≠ differs: Law no source given"]
    assert row(tree, "share")[1] == "Yes said by Montreal, gardener"
    assert words(tree.xpath("//*[@id='source-1']")[0]) == "A report , page 3"


def test_what_is_not_shared_by_all_is_marked(client, bench):
    filled(bench)

    parts = page(client, bench).xpath("//*[@id='c-rules']/td[1]//li")

    assert [(words(part), part.get("class")) for part in parts] == [("Law", None), ("Custom", "cell__only")]


def test_rows_where_all_agree_can_be_left_out(client, bench):
    filled(bench)

    tree = page(client, bench, show="differences")

    codes = [found.get("id") for found in tree.xpath("//tr[contains(@class, 'sides__row')]")]
    assert codes == ["c-since", "c-rules", "c-power", "c-cost", "c-remark"]
    assert "1 criterion is the same for all and is left out." in words(tree)


def test_any_subject_can_be_the_one_to_read_beside(client, bench):
    filled(bench)

    tree = page(client, bench, beside="2")

    assert "is-different" in tree.xpath("//*[@id='c-rules']/td[1]")[0].get("class")
    assert "is-reference" in tree.xpath("//*[@id='c-rules']/td[2]")[0].get("class")


@pytest.mark.parametrize("params", [{"beside": "99"}, {"beside": "x", "one": "-1"}, {"one": "0", "show": "nonsense"}, {"beside": "٢"}])
def test_what_no_form_sends_changes_nothing(client, bench, params):
    filled(bench)

    assert len(page(client, bench, **params).xpath("//tr[contains(@class, 'sides__row')]")) == 6


def test_scales_are_drawn_with_a_sentence(client, bench):
    filled(bench)

    (drawing,) = page(client, bench).xpath("//figure[@class='multiple']")

    assert "From Low (Lanes) to High (Gardens)" in words(drawing)
    assert "known for 2 of 2" in words(drawing)
    assert [dot.get("cx") for dot in drawing.xpath(".//*[@class='multiple__dot']")] == ["3.0%", "97.0%"]


def test_the_summary_counts_how_rows_stand(client, bench):
    filled(bench)

    told = [words(entry) for entry in page(client, bench).xpath("//*[@class='comparison__summary']/dl/div")]

    assert told == [
        "≠ They differ in 2 Rules · Power",
        "= The same for all 1 Share",
        "≈ The same as far as known; somewhere not known 1 Since",
        "? Not known for any 1 Cost",
        "¶ To read side by side 1 Remark",
    ]


def test_words_are_shown_in_the_readers_language(client, bench):
    filled(bench)

    assert row(page(client, bench, "fr"), "remark")[1].startswith("Ça marche.")
    spanish = page(client, bench, "es").xpath("//*[@id='c-remark']/td[1]//*[@class='cell__words']")[0]
    assert spanish.get("lang") == "fr"


def test_absences_are_told_apart(client, bench):
    lanes, gardens = bench.subjects
    fill_cells(lanes, [Change("power", Said(absence=NOT_APPLICABLE))], by=None, language="en")
    fill_cells(gardens, [Change("power", Said(absence=NO_ANSWER))], by=None, language="en")
    publish(bench.comparison, by=None)

    assert [cell.removesuffix(" no source given") for cell in row(page(client, bench), "power")[1:]] == ["does not apply", "no answer"]


def test_figures_that_disagree_stand_both(client, bench):
    measure = ConceptFactory(code="costs", scheme__code="measures")
    figures = [
        PracticeFigure(measure=measure, value=value, unit="EUR", year=2020, source=SourceFactory(), qualifier=how)
        for value, how in ((50_000, "about"), (13_000, "exact"))
    ]
    bench.lanes.figures.set(figures)
    publish_record(bench.lanes, by=None)
    bind_grid(bench.version.instrument, "practice", {"cost": "figure:costs"}, by=None)
    publish(bench.comparison, by=None)

    assert row(page(client, bench), "cost")[1] == "≈ 50,000 EUR in 2020 13,000 EUR in 2020 1 2 from the record"


def test_a_withdrawn_record_is_not_shown(client, bench):
    filled(bench)
    withdraw_record(bench.lanes, reason="", by=None)

    tree = page(client, bench)

    assert "1 record is no longer public and is left out." in words(tree)
    assert "Lanes" not in words(tree.xpath("//table[@class='sides']")[0])


def test_files_are_the_same_whatever_the_language(client, bench):
    filled(bench)

    for name in ("cells", "codebook"):
        answers = [client.get(f"/{language}/comparisons/{bench.comparison.code}/{name}.csv") for language in ("en", "fr", "es")]
        assert len({answer.content for answer in answers}) == 1
        assert {answer["Content-Disposition"] for answer in answers} == {f'attachment; filename="lanes-and-gardens-{name}.csv"'}


def test_a_shared_link_opens_it_for_this_browser_until_it_ends(bench):
    key = share(bench.comparison, by=bench.writer)
    reader, other = Client(), Client()
    address = reverse("portal:comparison", args=[bench.comparison.code])

    answer = reader.get(reverse("portal:shared_comparison", args=[key]))

    assert (answer.status_code, answer["Location"]) == (302, address)
    assert key not in reader.get(address).content.decode()
    assert (reader.get(address).status_code, other.get(address).status_code) == (200, 404)
    assert reader.get(f"/en/my/comparisons/{bench.comparison.pk}/").status_code == 302

    share(bench.comparison, by=bench.writer)
    assert reader.get(address).status_code == 404
    stop_sharing(bench.comparison, by=bench.writer)
    assert reader.get(reverse("portal:shared_comparison", args=[key])).status_code == 410


def test_a_draft_taken_back_is_closed_to_its_readers(client, bench):
    filled(bench)
    page(client, bench)

    take_back(bench.comparison, by=bench.administrator)

    assert client.get(f"/en/comparisons/{bench.comparison.code}/").status_code == 404


def test_it_is_found_from_the_practice_and_by_its_permanent_address(client, bench):
    assert "Compared in:" not in words(html.fromstring(client.get("/en/practices/lanes/").content.decode()))
    filled(bench)

    tree = html.fromstring(client.get("/en/practices/lanes/").content.decode())

    assert [link.get("href") for link in tree.xpath("//a[contains(@href, 'comparisons/lanes')]")] == ["/en/comparisons/lanes-and-gardens/"]
    assert client.get(f"/id/{bench.comparison.pk}", headers={"accept-language": "fr"})["Location"] == "/fr/comparisons/lanes-and-gardens/"
    assert re.search(r"Lanes And Gardens", client.get("/fr/comparisons/").content.decode())


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(client, bench, django_assert_num_queries, count):
    from tests.factories import ComparisonFactory

    ComparisonFactory.create_batch(count, version=bench.version, published=True)
    client.get("/en/comparisons/")

    with django_assert_num_queries(2):
        client.get("/en/comparisons/")
