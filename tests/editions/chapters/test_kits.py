"""Chapters of a kit, from a snapshot to blocks."""

import pytest

from cities.editions.chapters.blocks import Case, Heading, Journey, Listing, Note, Prose, Question, Tool
from cities.editions.queries import book
from cities.editions.wording import LANGUAGES, wording
from tests.editions.planted import case, content


def kit(**chapters):
    whole = content(texts={"en": {"state": "original", "title": "A kit", "introduction": "Hello.", "changes": "Much."}})
    whole["edition"] |= {"kind": "kit", "version": 2, "series": "kit", "site": "https://example.org"}
    whole["edition"]["sections"] = ["introduction", "changes", "cases", "lessons", "resources", "questions", "colophon"]
    whole["members"] = []
    whole["cases"] = [case("lanes")]
    whole["chapters"] = chapters
    return whole


def words(**said):
    return {"en": {"state": "original", **said}}


def journey(**facts):
    return {
        "id": "7",
        "code": "lanes",
        "region": "asia",
        "phase": "adapt",
        "stopped": "",
        "stop_reason": "",
        "stays": [{"phase": "understand", "began": "2011", "ended": "2012-12"}, {"phase": "adapt", "began": "2013-22", "ended": ""}],
        "from": ["kr"],
        "to": ["sn"],
        "origin": {"name": "Seoul", "texts": {}},
        "destination": {"name": "", "texts": words(name="Dakar")},
        "practices": ["lanes", "elsewhere"],
        "adaptations": [
            {"dimension": "legal", "by": "A lawyer", "texts": words(was="This", became="That"), "source": "printed", "locator": "p. 4"}
        ],
        "pilots": [{"place": "sn", "began": "2013", "ended": "", "weeks": 1, "people": None, "texts": {}, "source": "", "locator": ""}],
        "uptake": [{"year": 2015, "value": "50", "qualifier": "about", "measure": "measures:budget", "source": "printed", "locator": ""}],
        "sources": [],
        "texts": words(title="Lanes travel", lessons="Ask."),
        **facts,
    }


def tool(**facts):
    file = {"language": "fr", "title": "Le guide", "pages": 3, "url": "", "is_here": True, "held": None}
    return {
        "id": "8",
        "code": "guide",
        "kind": "measures:budget",
        "year": 2020,
        "licence": "",
        "publishers": [],
        "files": [{**file, **facts}],
    } | {"texts": words(title="A guide")}


def blocks(whole, kind, language="en"):
    return [block for chapter in book(whole, language).chapters for block in chapter.blocks if isinstance(block, kind)]


def test_a_journey_says_where_each_phase_stands_and_when_it_was():
    [shown] = blocks(kit(lessons=[journey()]), Journey)

    assert [(phase.name, phase.when, phase.is_reached, phase.is_current) for phase in shown.phases] == [
        ("understand", "2011 – December 2012", True, False),
        ("adapt", "summer 2013", True, True),
        ("prepare", "", False, False),
        ("re-use", "", False, False),
    ]
    assert (shown.start, shown.end, shown.stopped) == ("Korea", "Senegal", "")
    assert [(fact.label, fact.text) for fact in shown.facts][:2] == [("Given by", "Seoul"), ("Taken up by", "Dakar")]
    assert [link.anchor for link in shown.facts[2].links] == ["p-lanes"]
    assert (shown.changes[0].dimension, shown.changes[0].source, bool(shown.changes[0].reason)) == (
        "Law",
        "A printed yearbook, p. 4",
        False,
    )
    assert (str(shown.trials[0].name), shown.trials[0].facts) == ("Senegal", "2013, 1 week")
    assert shown.uptake[0][0].label == "Budget (about, 2015)"
    assert shown.home == "https://example.org/id/7"


def test_a_journey_that_was_stopped_says_when_and_why():
    [shown] = blocks(kit(lessons=[journey(stopped="2014-03", stop_reason="funding")]), Journey)

    assert shown.stopped == "Stopped in March 2014: there was no money for it."
    assert [phase.is_current for phase in shown.phases] == [False] * 4


def test_a_journey_without_places_is_told_by_its_sides():
    [shown] = blocks(kit(lessons=[journey(**{"from": [], "to": []})]), Journey)

    assert (shown.start, shown.end) == ("Seoul", "Dakar")


@pytest.mark.parametrize(("language", "said"), [("en", "summer 2013"), ("fr", "été 2013"), ("es", "verano de 2013"), ("ko", "2013년 여름")])
def test_moments_are_told_as_far_as_they_are_known(language, said):
    say = wording(language)

    assert (say.moment("2013"), say.moment("2013-22"), say.moment("2013-03-01")) == ("2013", said, say.day("2013-03-01"))


def test_sizes_are_told_as_people_count_them():
    assert [wording("fr").size(amount) for amount in (12, 412_000, 3_240_000)] == ["1 ko", "412 ko", "3,2 Mo"]


@pytest.mark.parametrize(
    ("facts", "licence", "note", "url"),
    [
        ({}, "", "French, 3 pages", "https://example.org/id/8"),
        ({"is_here": False, "url": "https://example.org/g"}, "", "French, 3 pages", "https://example.org/g"),
        ({"is_here": False}, "", "French, 3 pages, known to exist; no copy or address here", ""),
        ({"held": {"digest": "d", "bytes": 2000, "name": "g.pdf"}}, "cc-by", "French, 3 pages, PDF, 2 kB", "https://example.org/id/8"),
    ],
)
def test_a_tool_says_where_its_files_are(facts, licence, note, url):
    whole = kit(resources=[{**tool(**facts), "licence": licence}])

    [shown] = blocks(whole, Tool)

    assert (shown.files[0].note, shown.files[0].url, str(shown.files[0].title)) == (note, url, "Le guide")
    assert ("creativecommons.org" in shown.licence) is bool(licence)
    assert shown.citation == "A guide (2020)."


@pytest.mark.parametrize(("licence", "said"), [("permission", "with the permission"), ("public-domain", "public domain")])
def test_other_rights_are_said_in_words(licence, said):
    held = {"digest": "d", "bytes": 2000, "name": "g.pdf"}

    [shown] = blocks(kit(resources=[{**tool(held=held), "licence": licence, "publishers": [words(name="Forum")]}]), Tool)

    assert said in shown.licence
    assert shown.citation == "Forum (2020). A guide."


def test_questions_are_numbered_through_and_each_has_its_shape():
    def item(kind, label, **facts):
        empty = {"code": "c", "hint": {}, "unit": "", "options": [], "rows": [], "items": []}
        return {**empty, "type": kind, "label": {"en": label}, **facts}

    two = [{"en": "a", "fr": "A"}, {"en": "b"}]
    items = [
        item("text", "How old?", unit="years"),
        item("repeat", "For each", items=[item("long-text", "Why?", hint={"en": "Briefly"})]),
        item("note", "Read this."),
        item("several-of", "Who?", options=two),
        item("matrix", "Sure?", options=two, rows=two),
        item("yes-no", "Agreed?"),
    ]
    sections = [{"title": {"en": "First"}, "introduction": {"en": "An hour."}, "items": items}]
    form = {"code": "q", "number": 1, "original": "en", "title": {"en": "Before"}, "introduction": {}, "sections": sections}
    shown = blocks(kit(questions=form), Question, "fr")

    assert [(each.number, each.sign, len(each.options), len(each.rows), each.lines) for each in shown] == [
        ("1", "", 0, 0, 1),
        ("2", "", 0, 0, 4),
        ("3", "box", 2, 0, 0),
        ("4", "circle", 2, 2, 0),
        ("5", "circle", 2, 0, 0),
    ]
    assert [str(option) for option in shown[4].options] == ["oui", "non"]
    assert (str(shown[2].options[0]), shown[2].options[0].is_foreign, shown[2].options[1].is_foreign) == ("A", False, True)
    assert [heading.text for heading in blocks(kit(questions=form), Heading)][:2] == ["First", "For each"]
    assert "Read this." in [str(prose.words) for prose in blocks(kit(questions=form), Prose)]


def test_changes_lead_to_what_is_there_and_only_name_what_is_not():
    records = [
        {"kind": "practice", "what": "added", "code": "lanes", "texts": words(title="Lanes")},
        {"kind": "resource", "what": "removed", "code": "old", "texts": words(title="Old")},
    ]
    whole = kit(changes={"version": 1, "date": "2026-01-02", "url": "https://example.org/id/1", "records": records})

    [listing, *_others] = blocks(whole, Listing)

    assert [(name, [(link.text, link.anchor, link.note) for link in links]) for name, links in listing.groups] == [
        ("Added", [("Lanes", "p-lanes", "practice")]),
        ("No longer in the kit", [("Old", "", "resource")]),
    ]
    assert blocks(whole, Note)[0].text == "Since version 1, frozen on 2 January 2026:"
    whole["chapters"]["changes"]["records"] = []
    assert blocks(whole, Note)[1].text.startswith("The same practices")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kit_says_its_version_and_how_to_cite_it(language):
    made = book(kit(lessons=[journey()]), language)
    [facts] = [block for block in made.chapters[-1].blocks if block.kind == "facts"]

    assert "2" in made.version
    assert any("A kit" in fact.text and made.version in fact.text for fact in facts.facts)
    assert made.cover.drawn.svg.count("<polygon") == 1
    assert [count for _tone, _name, count in made.cover.legend] == ["1", "1"]


def test_a_practice_of_a_kit_tells_what_a_yearbook_leaves_out():
    whole = kit()
    whole["cases"] = [case("lanes", texts=words(title="Lanes", obstacles="Wind.", success_factors="Sun."))]

    [shown] = blocks(whole, Case)

    assert [part.heading for part in shown.parts] == ["What made it work", "Obstacles"]
