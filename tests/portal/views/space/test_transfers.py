"""The table two sides work at: who comes in, what they do, what readers then see."""

import re
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html

from cities.core.actions import save_draft
from cities.desk.actions import prepare_desk
from cities.transfer.projects.actions import find_told
from cities.transfer.projects.models import Transfer
from cities.transfer.projects.phases import GUIDES
from tests.factories import (
    ConceptFactory,
    JournalEntryFactory,
    MilestoneFactory,
    NeedFactory,
    PersonFactory,
    PracticeFactory,
    TransferFactory,
    TransferFileFactory,
    UserFactory,
)
from tests.factories import table as make_table
from tests.portal.views.space.conftest import signed_in


@pytest.fixture
def table(db):
    return make_table()


@pytest.fixture
def taker(table):
    return signed_in(table.taker)


@pytest.fixture
def giver(table):
    return signed_in(table.giver)


@pytest.fixture
def coordinator(table):
    prepare_desk()
    user = UserFactory()
    user.groups.set(Group.objects.filter(name="Editors"))
    return signed_in(user)


def address(name, table, *args):
    return reverse(f"portal:{name}", args=[table.transfer.pk, *args])


def places(table):
    file = TransferFileFactory(transfer=table.transfer)
    return [
        address("my_transfer", table),
        address("my_transfer_review", table),
        address("my_transfer_work", table),
        address("my_transfer_file", table, file.pk),
        *(address("my_transfer_section", table, name) for name in ("words", "frame", "group", "products", "figures", "sources")),
        *(address("my_transfer_told", table, kind, uuid4()) for kind in ("adaptation", "pilot", "variant", "step")),
    ]


def current(table):
    return Transfer.objects.get(pk=table.transfer.pk)


def status(client, place):
    response = client.get(place)
    response.close()
    return response.status_code


def test_pages_open_for_both_sides_and_coordinators_and_for_nobody_else(table, giver, taker, coordinator):
    stranger = signed_in(table.stranger)
    for place in places(table):
        assert (place, *(status(client, place) for client in (giver, taker, coordinator))) == (place, 200, 200, 200)
        assert (place, status(stranger, place), status(Client(), place)) == (place, 404, 302)


@pytest.mark.parametrize(
    "act", ["journal", "agree", "take-back", "phase", "stop", "plan", "file", "evaluate", "due", "finish", "remove-file", "resume"]
)
def test_acts_are_refused_to_strangers(table, act):
    assert signed_in(table.stranger).post(address("act_on_transfer", table, act)).status_code == 404
    assert Client().post(address("act_on_transfer", table, act)).status_code == 302
    assert not current(table).journal.exists()


def test_transfer_is_opened_from_a_practice_for_a_need(table, taker):
    practice = PracticeFactory(published=True, contact=table.origin, texts={"en": {"title": "Gardens"}})
    need = NeedFactory(organisation=table.destination)
    place = f"{reverse('portal:new_transfer')}?practice={practice.pk}&need={need.pk}"

    form = taker.get(place)
    assert "Gardens" in form.content.decode()
    done = taker.post(place, {"title": "Gardens to Dakar", "organisation": "dakar", "trigger": "match"})

    opened = Transfer.objects.get(practices=practice)
    assert done.url == reverse("portal:my_transfer", args=[opened.pk])
    assert (opened.need, opened.trigger, opened.destination) == (need, "match", table.destination)


def test_need_of_others_is_not_taken(table, taker):
    practice, need = PracticeFactory(published=True), NeedFactory()

    taker.post(f"{reverse('portal:new_transfer')}?practice={practice.pk}&need={need.pk}", {"title": "X", "organisation": "dakar"})

    assert Transfer.objects.get(practices=practice).need is None


def test_transfer_is_opened_for_an_organisation_one_acts_for_only(table, taker):
    practice = PracticeFactory(published=True)
    place = f"{reverse('portal:new_transfer')}?practice={practice.pk}"

    assert taker.post(place, {"title": "X", "organisation": "montreal"}).status_code == 422
    assert "do not act for one here yet" in signed_in(table.stranger).get(place).content.decode()
    assert "Choose the practice first" in taker.get(f"{reverse('portal:new_transfer')}?practice=nonsense").content.decode()
    assert not Transfer.objects.filter(practices=practice).exists()


def test_adaptation_is_told_and_shown_once_both_agree(table, giver, taker, client):
    key = uuid4()
    place = address("my_transfer_told", table, "adaptation", key)
    told = {"dimension": "legal", "was": "A habit", "became": "A zqcontract", "reason": "", "base": "0"}

    done = taker.post(place, told)
    assert done.status_code == 302
    assert client.get(reverse("portal:transfer", args=[table.transfer.code])).status_code == 404
    for who, side in ((taker, "destination"), (giver, "origin")):
        who.post(address("act_on_transfer", table, "agree"), {"side": side})

    assert "A zqcontract" in client.get(reverse("portal:transfer", args=[table.transfer.code])).content.decode()
    assert "A zqcontract" in giver.get(place).content.decode()


def test_adaptation_without_words_is_asked_for_again(table, taker):
    place = address("my_transfer_told", table, "adaptation", uuid4())

    again = taker.post(place, {"dimension": "legal", "became": "", "was": "A zqhabit", "base": "0"})

    assert again.status_code == 422
    assert "A zqhabit" in again.content.decode()


def test_address_alone_says_where_something_is_known_from(table, taker):
    key = uuid4()
    told = {"dimension": "legal", "became": "A contract", "source_url": "example.org/report", "base": "0"}

    taker.post(address("my_transfer_told", table, "adaptation", key), told)

    source = find_told(current(table).get_latest_revision_as_object(), "adaptation", key).source
    assert (source.title, source.url) == ("https://example.org/report", "https://example.org/report")


@pytest.mark.parametrize(
    ("section", "typed"),
    [
        ("sources", {"sources-title": "", "sources-url": "https://example.org/zq", "sources-locator": ""}),
        ("sources", {"sources-title": "", "sources-url": "", "sources-locator": "zq page 3"}),
        (
            "products",
            {f"deliverables-{name}": "" for name in ("title", "kind", "language", "year")} | {"deliverables-url": "https://example.org/zq"},
        ),
    ],
)
def test_row_without_a_title_is_not_thrown_away(table, taker, section, typed):
    again = taker.post(address("my_transfer_section", table, section), {**typed, "base": "0"})

    assert again.status_code == 422
    assert "Write “Title” for “" in again.content.decode()
    assert "zq" in again.content.decode()


def test_told_thing_is_left_out(table, taker):
    place = address("my_transfer_told", table, "step", uuid4())
    taker.post(place, {"happened": "2026-03", "phase": "", "sentence": "They met.", "base": "0"})
    assert "They met." in taker.get(address("my_transfer", table)).content.decode()

    taker.post(place, {"remove": "1"})

    assert "They met." not in taker.get(address("my_transfer", table)).content.decode()


def test_moment_that_is_none_is_refused(table, taker):
    again = taker.post(
        address("my_transfer_told", table, "step", uuid4()), {"happened": "last summer", "sentence": "They met.", "base": "0"}
    )

    assert again.status_code == 422
    assert "last summer" in again.content.decode()


def test_nobody_agrees_in_the_name_of_the_other_side(table, taker, coordinator):
    taker.post(address("act_on_transfer", table, "agree"), {"side": "origin", "basis": "They said so"})
    coordinator.post(address("act_on_transfer", table, "agree"), {"side": "origin", "basis": ""})
    assert not current(table).agreements.exists()

    coordinator.post(address("act_on_transfer", table, "agree"), {"side": "origin", "basis": "Letter of 3 May"})

    assert list(current(table).agreements.values_list("side", "basis")) == [("origin", "Letter of 3 May")]


def test_nobody_agrees_to_words_they_were_not_shown(table, giver, taker):
    shown = re.search(r'name="seen" value="(\w+)"', giver.get(address("my_transfer", table)).content.decode())[1]
    told = {"happened": "2026-03", "phase": "", "sentence": "They met.", "base": "0"}
    taker.post(address("my_transfer_told", table, "step", uuid4()), told)

    again = giver.post(address("act_on_transfer", table, "agree"), {"side": "origin", "seen": shown}, follow=True)

    assert "Read it again" in again.content.decode()
    assert not current(table).agreements.exists()
    now = re.search(r'name="seen" value="(\w+)"', again.content.decode())[1]
    giver.post(address("act_on_transfer", table, "agree"), {"side": "origin", "seen": now})
    assert current(table).agreements.count() == 1


def test_side_takes_its_own_agreement_back_and_no_other(table, giver, taker):
    for who, side in ((taker, "destination"), (giver, "origin")):
        who.post(address("act_on_transfer", table, "agree"), {"side": side})

    taker.post(address("act_on_transfer", table, "take-back"), {"side": "origin"})
    assert current(table).is_public

    giver.post(address("act_on_transfer", table, "take-back"), {"side": "origin"})
    assert not current(table).is_public
    assert giver.get(address("my_transfer", table)).status_code == 200


def test_phase_is_left_when_all_is_ticked(table, taker):
    refused = taker.post(address("act_on_transfer", table, "phase"), {"met": ["read"], "move-on": "1"})
    assert (refused.status_code, current(table).phase) == (409, "understand")

    taker.post(address("act_on_transfer", table, "phase"), {"met": ["read", "group", "plan"], "move-on": "1"})

    assert current(table).phase == "adapt"


def ticks_of(client, place):
    """What the form of the phase shows, as the browser would send it."""
    found = html.fromstring(client.get(place).content).xpath("//form[.//input[@name='phase']]")[0]
    return {name: [value for key, value in found.form_values() if key == name] for name in ("phase", "shown", "met")}


def test_two_who_tick_at_once_both_stand(table, giver, taker):
    place = address("my_transfer", table)
    taker.post(address("act_on_transfer", table, "phase"), {**ticks_of(taker, place), "met": ["plan"]})
    first, second = ticks_of(giver, place), ticks_of(taker, place)

    giver.post(address("act_on_transfer", table, "phase"), {**first, "met": [*first["met"], "read"]})
    taker.post(address("act_on_transfer", table, "phase"), {**second, "met": ["group"]})

    assert current(table).stays.get().met == ["read", "group"]


def test_page_of_a_phase_that_is_over_ticks_nothing(table, giver, taker):
    stale = ticks_of(giver, address("my_transfer", table))
    taker.post(address("act_on_transfer", table, "phase"), {"met": ["read", "group", "plan"], "move-on": "1"})
    taker.post(address("act_on_transfer", table, "phase"), {"phase": "adapt", "met": [GUIDES["adapt"].criteria[0][0]]})

    answer = giver.post(address("act_on_transfer", table, "phase"), {**stale, "move-on": "1"}, follow=True)

    assert "This is not possible any more" in answer.content.decode()
    assert (current(table).phase, current(table).stays.get(phase="adapt").met) == ("adapt", [GUIDES["adapt"].criteria[0][0]])


def test_file_whose_bytes_are_gone_is_not_there(table, taker):
    file = TransferFileFactory(transfer=table.transfer)
    file.file.storage.delete(file.file.name)

    assert taker.get(address("my_transfer_file", table, file.pk)).status_code == 404


def test_transfer_is_stopped_with_a_reason(table, taker):
    refused = taker.post(address("act_on_transfer", table, "stop"), {})
    assert (refused.status_code, 'class="disclosure" open' in refused.content.decode()) == (422, True)
    taker.post(address("act_on_transfer", table, "stop"), {"reason": "law"})
    assert current(table).stop_reason == "law"

    taker.post(address("act_on_transfer", table, "resume"))
    assert current(table).stop_reason == ""


def test_plan_journal_meetings_and_files_are_kept_for_the_two_sides(table, taker, giver):
    act = lambda name, data: taker.post(address("act_on_transfer", table, name), data)  # noqa: E731
    act("plan", {"sentence": "Sign the zqpaper", "due_on": "2026-03-01"})
    act("journal", {"words": "It zqrained."})
    act("meeting", {"held_on": "2026-02-01", "subject": "First zqmeeting", "people": "", "minutes": ""})
    act("file", {"file": SimpleUploadedFile("zqplan.pdf", b"%PDF-1.7\n"), "language": "fr"})

    text = giver.get(address("my_transfer_work", table)).content.decode()

    for word in ("zqpaper", "zqrained", "zqmeeting", "zqplan.pdf"):
        assert word in text
    assert "taker@example.org" not in text
    file = current(table).files.get()
    answer = giver.get(address("my_transfer_file", table, file.pk))
    assert (answer["Content-Disposition"], answer.getvalue()) == ('attachment; filename="zqplan.pdf"', b"%PDF-1.7\n")


def test_file_that_is_none_is_refused_with_a_word(table, taker):
    again = taker.post(address("act_on_transfer", table, "file"), {"file": SimpleUploadedFile("x.html", b"<b>")})

    assert again.status_code == 422
    assert "Files of this kind are not taken" in again.content.decode()


def test_milestone_is_done_and_undone(table, taker):
    milestone = MilestoneFactory(transfer=table.transfer)

    taker.post(address("act_on_transfer", table, "finish"), {"milestone": milestone.pk})
    milestone.refresh_from_db()
    assert milestone.done_on is not None

    taker.post(address("act_on_transfer", table, "finish"), {"milestone": milestone.pk, "undo": "1"})
    milestone.refresh_from_db()
    assert milestone.done_on is None


def test_evaluation_is_asked_by_a_link_that_is_shown_once(table, taker):
    taker.post(address("act_on_transfer", table, "evaluate"), {"actor_kind": "research", "name": "A school"})

    first, second = (taker.get(address("my_transfer_work", table)).content.decode() for _ in range(2))

    link = re.search(r"http://testserver(/en/answer/[^\"<]+/link/[^\"<]+/)", first)
    assert link is not None
    assert link.group(1) not in second
    assert Client().get(link.group(1), follow=True).status_code == 200


def test_figures_need_a_number_and_a_source(table, taker):
    ConceptFactory(code="cooperatives", scheme__code="measures", labels={"en": "cooperatives"})
    rows = {"uptake-year": "2026", "uptake-value": "many", "uptake-qualifier": "exact", "uptake-measure": "measures:cooperatives"}
    rest = {"uptake-unit": "units", "uptake-title": "Our count", "uptake-url": "", "base": str(current(table).latest_revision_id or 0)}
    place = address("my_transfer_section", table, "figures")

    assert taker.post(place, {**rows, **rest}).status_code == 422
    assert taker.post(place, {**rows, **rest, "uptake-value": "21", "uptake-title": ""}).status_code == 422
    assert taker.post(place, {**rows, **rest, "uptake-value": "1 021"}).status_code == 302

    (figure,) = current(table).get_latest_revision_as_object().figures.all()
    assert (figure.plain_value, figure.year, figure.aspect) == (1021, 2026, "uptake")


def test_list_shows_what_one_gives_and_takes_up(table, giver, taker):
    given = giver.get(reverse("portal:my_transfers", args=["montreal"])).content.decode()
    taken = taker.get(reverse("portal:my_transfers", args=["dakar"])).content.decode()

    assert "you give" in given
    assert "you take up" in taken
    assert taker.get(reverse("portal:my_transfers", args=["montreal"])).status_code == 404


def test_journal_is_on_no_other_page_of_the_space(table, taker):
    JournalEntryFactory(transfer=table.transfer, words="zqjournal")

    for place in (address("my_transfer", table), address("my_transfer_review", table), reverse("portal:my_transfers", args=["dakar"])):
        assert "zqjournal" not in taker.get(place).content.decode()


def in_language(code, address):
    return re.sub(r"^/\w\w/", f"/{code}/", address)


def base_of(client, place):
    return html.fromstring(client.get(place).content).xpath("string(//input[@name='base']/@value)")


def test_table_speaks_the_language_of_the_reader(table, taker):
    words = in_language("fr", address("my_transfer_section", table, "words"))
    taker.post(words, {"title": "Un titre en français", "summary": "Ce qui voyage.", "base": base_of(taker, words)})
    step = in_language("en", address("my_transfer_told", table, "step", uuid4()))
    taker.post(step, {"happened": "2026-03-22", "phase": "", "sentence": "They met.", "base": base_of(taker, step)})

    for name in ("my_transfer", "my_transfer_work"):
        heading = html.fromstring(taker.get(in_language("fr", address(name, table))).content).xpath("//h1")[0]
        assert (heading.text_content(), heading.get("lang")) == ("Un titre en français", None)
    told = html.fromstring(taker.get(in_language("en", address("my_transfer", table))).content).xpath("//section[@id='steps']")[0]
    assert "22 March 2026" in told.text_content()


def frame_of(client, place):
    """The form as the browser would send it, by name; and the names that have a control."""
    form = html.fromstring(client.get(place).content).xpath("//form[.//input[@name='base']]")[0]
    return {name: [value for key, value in form.form_values() if key == name] for name in form.fields}


def test_frame_is_saved_again_without_losing_a_link(table, taker):
    """What it has become was written by others, whom it learned from travels with another practice, and the person has left."""
    result, followed, person = PracticeFactory(published=True), TransferFactory(published=True), PersonFactory(name="zqperson")
    Transfer.objects.filter(pk=table.transfer.pk).update(result=result, reference_person=person)
    place = address("my_transfer_section", table, "frame")
    draft = current(table)
    draft.follows.set([followed])
    save_draft(draft, by=None)

    assert "zqperson" not in taker.get(place).content.decode()
    saved = taker.post(place, {**frame_of(taker, place), "trigger": "event"})

    found = current(table).get_latest_revision_as_object()
    assert saved.status_code == 302
    assert (found.trigger, found.result, found.reference_person, list(found.follows.all())) == ("event", result, person, [followed])


def test_first_transfer_is_not_asked_what_it_learned_from(table, taker):
    place = address("my_transfer_section", table, "frame")

    assert "follows" not in taker.get(place).context["form"].fields
    assert taker.post(place, frame_of(taker, place)).status_code == 302
