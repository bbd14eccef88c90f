"""Chapters as blocks: what a reader of each language gets."""

import pytest

from cities.editions.chapters.blocks import Case, Chart, Entry, Facts, KeyFigures, Listing, Note, Opener, Prose, Table
from cities.editions.content import Reader
from cities.editions.queries import book as laid_out
from tests.editions.planted import case, content, member, set_book, stated


def blocks(book, code, kind):
    [chapter] = [chapter for chapter in book.chapters if chapter.code == code]
    return [block for block in chapter.blocks if isinstance(block, kind)]


def test_chapters_without_anything_to_say_are_not_printed():
    assert [chapter.code for chapter in set_book(members=[]).chapters] == ["message", "colophon"]


def test_figures_and_colophon_are_printed_although_nobody_chose_them():
    whole = content(stated=[stated("members", "9", why="…")])
    whole["edition"]["sections"] = ["message"]

    assert [chapter.code for chapter in laid_out(whole, "en").chapters] == ["message", "figures", "colophon"]


def test_totals_are_filled_into_words():
    texts = {"en": {"state": "original", "title": "Y", "message": "{members} members, {countries} countries in {year}; {unknown}"}}

    [words] = blocks(set_book(texts=texts), "message", Prose)

    assert words.words.text == "3 members, 2 countries in 2021; {unknown}"


def test_missing_words_stand_in_their_original_with_a_mark():
    entry = blocks(set_book("ko"), "directory", Entry)[0]

    assert (entry.name.text, entry.name.language, entry.name.is_foreign) == ("Dakar", "en", True)
    assert entry.marks == ("영어 원문",)
    assert blocks(set_book("ko"), "message", Note)[0].text == "영어 원문"


def test_words_of_a_machine_and_of_an_earlier_original_are_marked():
    texts = {
        "fr": {"state": "original", "name": "A", "summary": "s", "description": "d"},
        "en": {"state": "machine", "name": "A", "summary": "s", "stale": ["summary"]},
    }

    [entry] = blocks(set_book(members=[member("a", texts=texts)]), "directory", Entry)

    assert entry.marks == ("in French", "machine translation", "translation of an earlier version")


def test_the_table_of_regions_adds_up():
    [table] = blocks(set_book(), "glance", Table)

    numbers = [[cell.text for cell in row[1:]] for row in table.rows]
    assert numbers == [["2", "2", "–", "–", "–", "1"], ["1", "–", "1", "–", "–", "1"], ["3", "2", "1", "0", "0", "2"]]
    assert table.head == ("Region", "Members", "Local governments", "SSE networks", "Organisations", "International bodies", "Countries")


def test_the_count_before_stands_beside():
    before = {"origin": "edition", "year": 2018, "members": 2, "by_region": {"asia": 2}, "source": ""}
    book = set_book(before=before)

    [table] = blocks(book, "glance", Table)
    [figures] = blocks(book, "glance", KeyFigures)

    assert (table.head[-1], [row[-1].text for row in table.rows]) == ("2018", ["–", "2", "2"])
    assert "The columns of 2018 are those of the edition of that year." in table.note
    assert [(figure.value, figure.label) for figure in figures.figures][-1] == ("+50%", "since 2018")


def test_charts_say_what_they_find_and_give_the_same_figures_in_words():
    regions, kinds, joined = blocks(set_book(), "glance", Chart)

    assert (regions.title, regions.subtitle) == ("Africa and the Middle East: 2 of 3 members", "Number of members, 2021; n = 3")
    assert regions.alt == "Bars. Africa and the Middle East: 2 of 3 members. Africa and the Middle East: 2; Asia and the Pacific: 1."
    assert kinds.values == (("Local governments", "2"), ("SSE networks", "1"))
    assert joined.values == (("2014", "1"), ("2015", "0"), ("2016", "0"), ("2017", "0"), ("2018", "0"), ("2019", "2"))


def test_every_member_has_one_entry_under_its_region_by_name():
    book = set_book(members=[member("zeta"), member("alpha", name="Écluse"), member("mid", region="asia", countries=["KR"], places=["kr"])])

    assert [block.anchor for block in blocks(book, "directory", Opener | Entry)] == [
        "r-africa-middle-east",
        "m-alpha",
        "m-zeta",
        "r-asia",
        "m-mid",
    ]


def test_indexes_lead_to_members_by_country_and_theme():
    countries, themes = blocks(set_book(), "indexes", Listing)

    assert [(name, [link.anchor for link in links]) for name, links in countries.groups] == [
        ("Korea", ["m-seoul"]),
        ("Senegal", ["m-dakar", "m-pikine"]),
    ]
    assert [(name, len(links)) for name, links in themes.groups] == [("Food", 3)]


def test_a_case_tells_its_parts_its_money_and_its_sources():
    told = case(
        "soup",
        figures=[
            {
                "measure": "measures:budget",
                "value": "2200000",
                "qualifier": "up-to",
                "unit": "EUR",
                "year": 2020,
                "source": "printed",
                "locator": "",
            }
        ],
        sources=[{"source": "printed", "locator": "page 3"}],
    )
    [found] = blocks(set_book(cases=[told]), "cases", Case)

    assert [part.heading for part in found.parts] == ["The problem", "What is done"]
    assert [(figure.value, figure.label) for figure in found.figures] == [("€2.2M", "Budget (up to, 2020)")]
    assert found.sources == ("A printed yearbook, page 3",)


def test_a_figure_that_disagrees_is_printed_with_both_values_and_the_reason():
    book = set_book("fr", stated=[stated("countries", "9", why="Counted otherwise.")])

    [table] = blocks(book, "figures", Table)

    assert [[cell.text for cell in row] for row in table.rows] == [["Pays et territoires", "9", "2", "Counted otherwise. (page 9)"]]
    assert table.rows[0][3].words.is_foreign is True


def test_figures_that_agree_are_said_to():
    [_lead, said] = blocks(set_book(stated=[stated("members", "3")]), "figures", Note)

    assert said.text == "No figure held against the count disagrees with it."


SURVEY = {
    "code": "s",
    "title": {"en": "Survey 2021"},
    "begins_on": "2021-07-01",
    "ends_on": "2021-08-31",
    "least": 5,
    "coverage": {"asked": 40, "answered": 10},
    "by_region": [{"code": "asia", "asked": 40, "answered": 10}],
    "named": ["dakar"],
    "items": [
        {
            "code": "q",
            "type": "one-of",
            "labels": {"en": "Which?", "fr": "Lequel ?"},
            "unit": "",
            "answered": 9,
            "codes": [
                {"code": "a", "labels": {"en": "This"}, "count": 9, "share": 1.0, "before": None, "published": []},
                {"code": "b", "labels": {"en": "That"}, "count": None, "share": None, "before": None, "published": []},
            ],
            "rows": [],
            "median": None,
            "published": [],
        }
    ],
}


def test_every_figure_of_a_survey_has_its_n_and_the_coverage():
    book = set_book(chapters={"survey": SURVEY})

    [chart] = blocks(book, "survey", Chart)

    assert chart.values == (("This", "100% (9)"), ("That", "not shown"))
    assert chart.note == "n = 9; 10 of 40 members took part (25%)."
    assert blocks(book, "survey", Note)[0].text == "10 of 40 members answered (25%), from 1 July 2021 to 31 August 2021."
    assert "fewer than 5" in blocks(book, "survey", Note)[1].text
    assert [link.anchor for fact in blocks(book, "survey", Facts)[0].facts for link in fact.links] == ["m-dakar"]


@pytest.mark.parametrize(("count", "is_said"), [(None, True), (5, False)])
def test_what_is_hidden_in_a_row_of_a_matrix_is_said_too(count, is_said):
    code = {"code": "a", "labels": {"en": "This"}, "count": count, "share": None if count is None else 1.0, "before": None, "published": []}
    row = {"code": "r", "labels": {"en": "Here"}, "answered": 5, "codes": [code]}
    item = {**SURVEY["items"][0], "type": "matrix", "codes": [], "rows": [row]}

    notes = blocks(set_book(chapters={"survey": {**SURVEY, "items": [item]}}), "survey", Note)

    assert any("fewer than 5" in note.text for note in notes) is is_said


@pytest.mark.parametrize("fact", [{"statement": "most", "value": None, "unit": ""}, {"statement": "", "value": "7.5", "unit": "percent"}])
def test_what_was_published_of_a_survey_stands_with_its_source(fact):
    published = {**fact, "source": "printed", "locator": "figure 2"}
    code = {"code": "a", "labels": {"en": "This"}, "count": 0, "share": None, "before": None, "published": [published]}
    item = {**SURVEY["items"][0], "codes": [code], "answered": 0}

    table = blocks(set_book(chapters={"survey": {**SURVEY, "items": [item]}}), "survey", Table)[1]

    assert [cell.text for cell in table.rows[0]] == ["This", "named most often" if fact["statement"] else "7.5 % of respondents"]
    assert table.note.endswith("Source: A printed yearbook, figure 2")


ACTIVITY = {
    "begins_on": "2021-01-01",
    "ends_on": "2021-06-30",
    "joined": ["seoul"],
    "partners": 4,
    "publications": 1,
    "quarters": [
        {"label": "2021/1", "new-practices": 2, "surveys-count": 0},
        {"label": "2021/2", "new-practices": 3, "surveys-count": 1},
    ],
}


def test_a_report_of_activity_counts_its_period():
    whole = content(chapters={"activity": ACTIVITY, "publications": [], "partners": [{"name": "A bank", "texts": {}}]})
    whole["edition"] |= {"kind": "activity-report", "sections": ["activity", "publications", "partners"]}

    report = laid_out(whole, "en")

    [figures] = blocks(report, "activity", KeyFigures)
    assert [(figure.value, figure.label) for figure in figures.figures] == [
        ("1", "new members"),
        ("0", "study missions that led to a transfer"),
        ("5", "practices published"),
        ("1", "surveys"),
        ("1", "publications"),
        ("4", "partners"),
    ]
    [table] = blocks(report, "activity", Table)
    assert [cell.text for cell in table.rows[-1]] == ["In all", "5", "1"]
    assert blocks(report, "publications", Note)[0].text == "Nothing is recorded for this period."
    assert [link.text for _name, links in blocks(report, "partners", Listing)[0].groups for link in links] == ["A bank"]


def test_missions_stand_under_the_transfer_they_set_off():
    mission = {"code": "lanes", "when": "2021-04", "from": ["kr"], "texts": {"en": {"state": "original", "title": "Lanes, to Dakar"}}}
    whole = content(chapters={"activity": {**ACTIVITY, "missions": [mission]}})
    whole["edition"] |= {"kind": "activity-report", "sections": ["activity"]}

    report = laid_out(whole, "en")

    assert blocks(report, "activity", KeyFigures)[0].figures[1].value == "1"
    [(_name, [link])] = blocks(report, "activity", Listing)[-1].groups
    assert (link.text, link.note) == ("Lanes, to Dakar", "2021 · Korea")


def test_a_reader_falls_back_to_the_code_of_what_nobody_named():
    reader = Reader(content(), "es")

    assert (reader.place("xx"), reader.concept("themes:unknown"), reader.source("nobody")["title"]) == ("xx", "unknown", "nobody")
