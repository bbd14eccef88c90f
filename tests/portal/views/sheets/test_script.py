import json

import pytest
from lxml import html

from cities.commons.instruments.actions import save_answers, submit_sheet
from cities.commons.instruments.models import Answer, Presence
from tests.commons.instruments.sheets import change

pytestmark = pytest.mark.django_db


def send(client, at, *pairs, section="about", sent=None, **more):
    body = {"section": section, "fields": list(pairs), "sent": sent or {}, **more}
    return client.post(at("save"), json.dumps(body), content_type="application/json")


def said(code, value, seen="0.", repetition=0):
    return [f"v:{code}:{repetition}", value], [f"seen:{code}:{repetition}", seen]


def values():
    return {f"{answer.item.code}:{answer.repetition}": answer.value for answer in Answer.objects.select_related("item")}


def test_what_is_typed_is_saved_and_what_follows_from_it_told(guest, at):
    answer = send(guest, at, *said("name", "Dakar"), *said("members", "many"), *said("has_plan", "yes")).json()

    assert values() == {"name:0": "Dakar", "members:0": {"typed": "many"}, "has_plan:0": "yes"}
    assert answer["state"] == "saved"
    assert answer["stored"].keys() == {"name:0", "members:0", "has_plan:0"}
    assert answer["stored"]["name:0"].startswith("1.")
    assert answer["asked"] == ["name:0", "members:0", "founded:0", "has_plan:0", "plan:0"]
    assert answer["messages"] == {"members:0": "Write a whole number in figures, for example 12."}
    assert (answer["conflicts"], answer["refused"]) == ({}, [])


def test_same_sending_again_changes_nothing(guest, at):
    first = send(guest, at, *said("name", "Dakar")).json()
    second = send(guest, at, *said("name", "Dakar")).json()

    assert first["stored"] == second["stored"]
    assert Answer.objects.get().revision == 1


def test_what_was_sent_without_hearing_back_is_no_conflict(guest, at):
    send(guest, at, *said("name", "Dak"))

    answer = send(guest, at, *said("name", "Dakar"), sent={"name:0": [list(said("name", "Dak"))]}).json()

    assert (answer["conflicts"], values()["name:0"]) == ({}, "Dakar")


def test_what_was_taken_back_before_hearing_back_is_taken_back(guest, at):
    send(guest, at, *said("name", "Dak"))

    send(guest, at, *said("name", ""), sent={"name:0": [list(said("name", "Dak"))]})

    assert values() == {"name:0": None}


def test_conflict_is_told_with_both_answers(awa, guest, at):
    send(awa, at, *said("name", "Awa's <b>"))

    answer = send(guest, at, *said("name", "Bo's")).json()

    text = " ".join(html.fromstring(answer["conflicts"]["name:0"]).text_content().split())
    assert "Awa Diop answered this at" in text
    assert "Theirs: Awa's <b>" in text
    assert values() == {"name:0": "Awa's <b>"}
    decided = send(guest, at, *said("name", "Bo's"), ["take:name:0", "mine.1"]).json()
    assert (decided["conflicts"], values()) == ({}, {"name:0": "Bo's"})


def test_conflict_in_another_section_is_told_too(awa, guest, at):
    send(awa, at, *said("name", "Awa's"))

    assert send(guest, at, *said("name", "Bo's"), section="work").json()["conflicts"] == {"name:0": ""}


def test_calculation_is_told(guest, at):
    answer = send(guest, at, *said("cost", "1,200.5", repetition=1), section="work").json()

    assert answer["calculated"] == {"total:0": "1200.5"}


def test_what_is_not_offered_is_refused_and_the_rest_saved(guest, at):
    answer = send(
        guest, at, *said("has_plan", "perhaps"), *said("nothing", "x"), *said("measure", "x", repetition=7), *said("name", "Dakar")
    )

    assert sorted(answer.json()["refused"]) == ["has_plan:0", "measure:7", "nothing:0"]
    assert values() == {"name:0": "Dakar"}


def test_sheet_sent_in_meanwhile_takes_nothing(guest, made, at):
    save_answers(made.sheet, [change("name", "Dakar")], by=None, language="en")
    submit_sheet(made.sheet, by=None)

    answer = send(guest, at, *said("name", "later", seen="1."))

    assert (answer.status_code, answer.json()["state"]) == (409, "closed")
    assert values() == {"name:0": "Dakar"}


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"null", b"[]", b"{}", b'{"fields": 3, "section": "about"}', b'{"fields": [[1, 2]], "section": "about"}',
        b'{"fields": [["v:name:0"]], "section": "about"}', b'{"fields": [], "section": 3}', b'{"fields": [], "section": "about", "sent": []}',
        b'{"fields": [], "section": "about", "sent": {"name": [[]]}}', b'{"fields": [], "section": "about", "sent": {"name:0": 3}}',
        b"\xff\xfe", b"[" * 100_000, b'{"fields": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
        b'{"fields": [' + b'["a","b"],' * 2001 + b'["a","b"]], "section": "about"}',
    ],
)  # fmt: skip
def test_what_our_script_does_not_send_is_refused_and_changes_nothing(guest, at, body):
    answer = guest.post(at("save"), body, content_type="application/json")

    assert (answer.status_code, values()) == (400, {})


@pytest.mark.parametrize(
    "text", ["a\0b", "\ud800", "\u202e", "'; DROP TABLE", "<script>", "{{ 7 }}", "é" * 900, "9" * 5000, "٣²½", "-0", "1e9"]
)
@pytest.mark.parametrize("code", ["name", "members", "founded", "has_plan"])
def test_anything_typed_is_answered(guest, at, code, text):
    answer = send(guest, at, *said(code, text))

    assert answer.status_code == 200
    assert guest.get(at("section", "about")).status_code == 200


def test_others_see_who_is_here(awa, guest, at):
    guest.post(at("presence"), {"section": "about"})

    answer = awa.post(at("presence"), {"section": "about"}).json()

    assert (answer["open"], " ".join(html.fromstring(answer["people"]).text_content().split())) == (True, "Someone with the link is here")
    assert sorted(Presence.objects.values_list("name", flat=True)) == ["", "Awa Diop"]


def test_who_is_in_no_section_is_nowhere(awa, at):
    awa.post(at("presence"), {"section": "about"})

    assert awa.post(at("presence"), {"section": "nothing"}).json() == {"open": True, "ended": False, "people": ""}
    assert Presence.objects.count() == 0


def test_sent_sheet_says_so_to_those_who_are_still_there(awa, made, at):
    save_answers(made.sheet, [change("name", "Dakar")], by=None, language="en")
    submit_sheet(made.sheet, by=None)

    assert awa.post(at("presence"), {"section": "about"}).json() == {"open": False, "ended": False, "people": ""}


def test_page_gives_its_script_what_it_needs_and_nothing_that_runs(guest, at):
    page = html.fromstring(guest.get(at("section", "about")).content)

    data = json.loads(page.xpath("//script[@id='filling']/text()")[0])
    conditions = {condition["code"]: condition["tree"] for condition in data["conditions"]}
    assert conditions["plan"] == ["chain", [["name", "has_plan"], ["literal", "yes"]], ["="]]
    assert (conditions["name"], data["language"]) == (None, "en")
