from cities.editions.chapters.blocks import KeyFigures, Table
from cities.editions.queries import book as laid_out
from cities.editions.tallies import totals
from tests.editions.planted import content, transfer

UPTAKE = {"year": 2019, "value": "50", "qualifier": "about", "measure": "measures:budget", "source": "printed", "locator": "page 4"}


def told(*transfers):
    whole = content()
    whole["chapters"]["transfers"] = list(transfers)
    whole["edition"]["sections"] = ["transfers"]
    return whole


def blocks(whole, kind, language="en"):
    return [block for block in laid_out(whole, language).chapters[0].blocks if isinstance(block, kind)]


def test_each_transfer_has_a_line_with_what_was_counted_last_and_its_source():
    whole = told(transfer("gardens"), transfer("lanes", phase="re-use", uptake=[UPTAKE, {**UPTAKE, "value": "13", "qualifier": "exact"}]))

    [table] = blocks(whole, Table)

    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Gardens", "Korea", "Senegal", "2018", "understand", "–"],
        ["Lanes", "Korea", "Senegal", "2018", "re-use", "50 (about, 2019) / 13 (2019)"],
    ]
    assert table.note.endswith("page 4")
    assert blocks(whole, Table, "fr")[0].rows[1][4].text == "réutiliser"


def test_totals_count_what_is_in_use_and_where_it_went():
    whole = told(transfer("gardens", to=["kr", "sn"]), transfer("lanes", phase="re-use"), transfer("shops", phase="stopped"))

    counts = totals(whole)

    assert [counts[name] for name in ("transfers", "adoptions", "transfer-territories")] == [3, 1, 2]
    assert [figure.value for figure in blocks(whole, KeyFigures)[0].figures] == ["3", "1", "2"]


def test_chapter_without_transfers_is_not_printed():
    assert "transfers" not in [chapter.code for chapter in laid_out(told(), "en").chapters]
