"""Cells are saved as they are typed: over a line that breaks, by two people, by somebody whose session ends."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from cities.commons.instruments.actions import Change
from cities.commons.instruments.answering import Said
from cities.transfer.comparisons.actions import Known, SourceChange, fill_cells, known_from, publish, translate_cell
from cities.transfer.comparisons.models import CellSource, CellTranslation
from tests.factories import comparison_bench as make_bench
from tests.portal.views.space.conftest import signed_in
from tests.portal.views.space.test_comparisons import answer, fill, form


@pytest.fixture
def bench(db):
    return make_bench()


@pytest.fixture
def writer(bench):
    return signed_in(bench.writer)


@pytest.fixture
def helper(bench):
    return signed_in(bench.helper)


def save(client, bench, *fields, sent=None, language="en"):
    path = reverse("portal:save_cells", args=[bench.comparison.pk, bench.subjects[0].pk])
    body = {"section": "", "fields": [list(pair) for pair in fields], "sent": sent or {}}
    return client.post(f"/{language}{path[3:]}", json.dumps(body), content_type="application/json")


def source(code, seen="0.", **parts):
    return [(f"seen:s:{code}", seen), *((f"s:{code}:{part}", words) for part, words in parts.items())]


def test_page_tells_its_script_where_to_save(writer, bench):
    page = writer.get(reverse("portal:fill_subject", args=[bench.comparison.pk, bench.subjects[0].pk])).content.decode()

    data = json.loads(page.partition('<script id="filling" type="application/json">')[2].partition("</script>")[0])
    assert data["save"] == reverse("portal:save_cells", args=[bench.comparison.pk, bench.subjects[0].pk])
    assert (data["sheet"], data["conditions"], data["presence"]) == (str(bench.subjects[0].sheet_id), [], "")
    assert 'data-question="share:0"' in page
    assert 'data-question="s:share"' in page


def test_answers_and_sources_are_saved_as_they_are_typed(writer, bench):
    lanes = bench.subjects[0]

    told = save(writer, bench, ("v:share:0", "yes"), ("seen:share:0", "0."), *source("share", title="A report", locator="page 3")).json()

    assert (answer(lanes, "share").value, known_from(CellSource.objects.get())) == ("yes", Known("A report", "", "page 3"))
    assert (told["conflicts"], told["kept"], set(told["stored"])) == ({}, [], {"share:0", "s:share"})
    # What the page shows from now on: sent again with it nothing changes, and the form's own button neither.
    again = form(writer, bench, lanes)
    assert (again["seen:share:0"], again["seen:s:share"]) == (told["stored"]["share:0"], told["stored"]["s:share"])
    assert fill(writer, bench, lanes, again).status_code == 302
    assert (answer(lanes, "share").revision, CellSource.objects.get().revision) == (1, 1)


def test_a_sending_repeated_after_a_broken_line_is_no_conflict_with_oneself(writer, bench):
    unheard = source("share", title="A re")
    save(writer, bench, *unheard)

    told = save(writer, bench, *source("share", title="A report"), sent={"s:share": [unheard]}).json()

    assert (told["conflicts"], known_from(CellSource.objects.get())) == ({}, Known("A report"))


def test_two_people_at_one_source_decide(writer, helper, bench):
    save(helper, bench, *source("share", title="Theirs"))

    told = save(writer, bench, *source("share", title="Mine")).json()

    assert set(told["conflicts"]) == {"s:share"}
    assert "<q>Theirs</q>" in told["conflicts"]["s:share"]
    assert "<q>Mine</q>" in told["conflicts"]["s:share"]
    assert ("s:share" in told["stored"], CellSource.objects.get().source.title) == (False, "Theirs")
    mine = told["conflicts"]["s:share"].partition('value="mine.')[2].partition('"')[0]
    decided = save(writer, bench, *source("share", title="Mine"), ("take:s:share", f"mine.{mine}")).json()
    assert (decided["conflicts"], CellSource.objects.get().source.title) == ({}, "Mine")


def test_two_people_at_one_answer_decide(writer, helper, bench):
    save(helper, bench, ("v:share:0", "yes"), ("seen:share:0", "0."))

    told = save(writer, bench, ("v:share:0", "no"), ("seen:share:0", "0.")).json()

    assert set(told["conflicts"]) == {"share:0"}
    assert answer(bench.subjects[0], "share").value == "yes"


def test_a_source_nobody_touched_is_not_taken_from_whoever_gave_it(writer, helper, bench):
    lanes = bench.subjects[0]
    older = form(writer, bench, lanes)
    save(helper, bench, *source("cost", title="Theirs"))

    assert fill(writer, bench, lanes, older | {"v:share:0": "yes"}).status_code == 302

    assert (known_from(CellSource.objects.get()), answer(lanes, "share").value) == (Known("Theirs"), "yes")


def test_a_source_that_is_none_yet_stays_with_whoever_types_it(writer, bench):
    told = save(writer, bench, *source("cost", locator="page 3"), ("v:share:0", "yes"), ("seen:share:0", "0.")).json()

    assert (told["kept"], "s:cost" in told["stored"], told["messages"]["s:cost"]) == (["s:cost"], False, "In which document is this page?")
    assert answer(bench.subjects[0], "share").value == "yes"
    assert not CellSource.objects.exists()


def test_translations_are_saved_and_a_quicker_one_stands_until_a_person_decides(writer, helper, bench):
    lanes = bench.subjects[0]
    fill_cells(lanes, [Change("remark", Said("It works."))], by=None, language="en")
    unheard = [("seen:t:remark", ""), ("t:remark:words", "Ça mar")]
    save(writer, bench, *unheard, language="fr")
    told = save(writer, bench, unheard[0], ("t:remark:words", "Ça marche."), sent={"t:remark": [unheard]}, language="fr").json()
    assert (told["conflicts"], CellTranslation.objects.get().words) == ({}, "Ça marche.")

    late = save(helper, bench, unheard[0], ("t:remark:words", "Cela fonctionne."), language="fr").json()

    assert (set(late["conflicts"]), CellTranslation.objects.get().words) == ({"t:remark"}, "Ça marche.")
    mark = told["stored"]["t:remark"]
    taken = save(helper, bench, unheard[0], ("t:remark:words", "Cela fonctionne."), ("take:t:remark", f"mine.{mark}"), language="fr").json()
    assert (taken["conflicts"], CellTranslation.objects.get().words) == ({}, "Cela fonctionne.")


def test_without_a_script_an_overtaken_translation_keeps_what_was_typed(writer, bench):
    lanes = bench.subjects[0]
    fill_cells(lanes, [Change("remark", Said("It works."))], by=None, language="en")
    older = form(writer, bench, lanes, "fr")
    translate_cell(lanes, "remark", language="fr", words="Ça marche.", by=None)

    untouched = fill(writer, bench, lanes, older, "fr")
    refused = fill(writer, bench, lanes, older | {"t:remark:words": "Cela fonctionne."}, "fr")

    assert (untouched.status_code, refused.status_code, CellTranslation.objects.get().words) == (302, 409, "Ça marche.")
    again = form_of(refused)
    assert again["t:remark:words"].strip() == "Cela fonctionne."
    assert fill(writer, bench, lanes, again, "fr").status_code == 302
    assert CellTranslation.objects.get().words == "Cela fonctionne."


def form_of(response):
    from lxml import html

    return dict(html.fromstring(response.content.decode()).xpath("//form[@class='answers']")[0].form_values())


def test_a_choice_this_grid_does_not_offer_is_refused_aloud(writer, bench):
    told = save(writer, bench, ("v:power:0", "endless"), ("seen:power:0", "0.")).json()

    assert told["refused"] == ["power:0"]


@pytest.mark.parametrize("body", [b"", b"null", b"{}", b'{"fields": [], "section": "", "sent": {"share": [[]]}}'])
def test_what_our_script_does_not_send_is_refused(writer, bench, body):
    path = reverse("portal:save_cells", args=[bench.comparison.pk, bench.subjects[0].pk])

    assert writer.post(path, body, content_type="application/json").status_code == 400


def test_who_may_not_write_changes_nothing(writer, bench):
    fields = (("v:share:0", "yes"), ("seen:share:0", "0."))

    strange = [save(client, bench, *fields).status_code for client in (Client(), signed_in(bench.stranger))]
    publish(bench.comparison, by=None)

    assert (strange, save(writer, bench, *fields).status_code) == ([403, 404], 403)
    assert not bench.subjects[0].sheet.answers.exists()


def test_published_comparisons_have_no_script_for_those_who_only_look(writer, bench):
    publish(bench.comparison, by=None)

    page = writer.get(reverse("portal:fill_subject", args=[bench.comparison.pk, bench.subjects[0].pk])).content.decode()

    assert "data-filling" not in page


def test_sources_given_with_an_answer_that_lost_wait_with_it(writer, helper, bench):
    save(helper, bench, ("v:share:0", "yes"), ("seen:share:0", "0."))

    told = save(writer, bench, ("v:share:0", "no"), ("seen:share:0", "0."), *source("share", title="Mine")).json()

    assert set(told["conflicts"]) == {"share:0", "s:share"}
    assert not CellSource.objects.exists()


def test_the_same_known_twice_is_no_change(bench):
    lanes = bench.subjects[0]
    for _time in range(2):
        fill_cells(lanes, [], [SourceChange("share", Known("A report"))], by=None, language="en")

    assert CellSource.objects.get().revision == 1
