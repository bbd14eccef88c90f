from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.utils import timezone
from lxml import html

from cities.commons.instruments.actions import SheetClosed, save_answers, set_end, submit_sheet
from cities.commons.instruments.models import AnswerSheet
from cities.core.models import Letter
from cities.desk.actions import prepare_desk
from tests.commons.instruments.sheets import change
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(made):
    prepare_desk()
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Editors"))
    client = Client()
    client.force_login(user)
    return client


def complete(made):
    save_answers(made.sheet, [change("name", "Dakar"), change("members", absence="not-applicable")], by=made.awa, language="en")


def text_of(response):
    return " ".join(html.fromstring(response.content).text_content().split())


def test_check_lists_what_is_missing_with_links_to_it(awa, at):
    page = awa.get(at("check"))

    [problem] = html.fromstring(page.content).xpath("//*[@id='problems']//a")
    assert (problem.text, problem.get("href")) == ("Name", f"{at('section', 'about')}?check#q-name-0")
    assert "One answer is still to come" in text_of(page)
    assert "Please answer this question." in text_of(awa.get(f"{at('section', 'about')}?check"))


def test_incomplete_sheet_is_not_sent(awa, at):
    page = awa.post(at("check"))

    assert (page.status_code, AnswerSheet.objects.get().state) == (200, "open")
    assert html.fromstring(page.content).xpath("//*[@id='problems']/@role") == ["alert"]


def test_sheet_is_sent_and_thanked_for(awa, made, at):
    complete(made)

    response = awa.post(at("check"))
    page = awa.get(response.headers["Location"])

    sheet = AnswerSheet.objects.get()
    assert (sheet.state, sheet.submitted_by, response.headers["Location"]) == ("submitted", made.awa, at("thanks"))
    assert "Members Does not apply" in text_of(page)
    assert "Name Dakar" in text_of(page)
    assert awa.post(at("check")).headers["Location"] == at("thanks")


def test_thanks_are_given_once_it_is_sent(awa, at):
    assert awa.get(at("thanks")).headers["Location"] == at()


def test_copy_of_the_answers_is_plain_text(awa, made, at):
    complete(made)
    submit_sheet(made.sheet, by=None)

    copy = awa.get(at("answers"))

    assert (copy.headers["Content-Type"], copy.headers["Content-Disposition"]) == (
        "text/plain; charset=utf-8",
        'attachment; filename="survey.txt"',
    )
    assert "Name\n    Dakar" in copy.content.decode()


def test_fresh_link_is_shown_once_and_ends_the_old(awa, client, made, at):
    page = awa.post(at("new_link"), {"act": "show"})

    [link] = html.fromstring(page.content).xpath("//*[@id='link']/text()")
    assert client.get(at("link", made.key)).status_code == 410
    assert client.get(link.partition("testserver")[2] or "/" + link.split("/", 3)[3], follow=True).redirect_chain[-1][0] == at()


def test_fresh_link_is_sent_to_one_s_own_address(awa, made, at, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = awa.post(at("new_link"), {"act": "send"})

    assert response.headers["Location"] == at()
    assert Letter.objects.get().address == made.awa.email
    [letter] = mail.outbox
    assert "/en/answer/" in letter.body
    assert "http" not in text_of(awa.get(at()))


def test_guest_sends_no_letters(guest, at):
    guest.post(at("new_link"), {"act": "send"})

    assert Letter.objects.count() == 0


def test_sent_sheet_is_handed_on_no_more(awa, made, at):
    complete(made)
    submit_sheet(made.sheet, by=None)

    assert awa.post(at("new_link")).headers["Location"] == at("thanks")


def test_secretariat_reopens_with_a_reason(secretary, awa, made, at):
    complete(made)
    submit_sheet(made.sheet, by=None)

    assert secretary.post(at("reopen"), {"reason": " "}).headers["Location"] == at("thanks")
    assert AnswerSheet.objects.get().state == "submitted"
    assert "For the secretariat" in text_of(secretary.get(at("thanks")))
    assert "For the secretariat" not in text_of(awa.get(at("thanks")))
    assert awa.post(at("reopen"), {"reason": "Please"}).status_code == 403

    assert secretary.post(at("reopen"), {"reason": "A figure"}).headers["Location"] == at()
    assert AnswerSheet.objects.get().state == "open"


@pytest.fixture
def over(made):
    """The sheet once the time for answers is over, complete and never sent in."""
    complete(made)
    set_end(AnswerSheet.objects.all(), at=timezone.now() - timedelta(minutes=1))
    return made


def test_deadline_is_told(awa, made, at):
    set_end(AnswerSheet.objects.all(), at=datetime(2090, 12, 1, tzinfo=UTC))

    assert "Please send your answers by 30 November 2090." in text_of(awa.get(at()))


def test_when_time_is_over_nothing_is_sent_in_and_nothing_is_lost(awa, over, at):
    assert {awa.get(address).headers["Location"] for address in (at(), at("check"), at("section", "about"))} == {at("thanks")}
    assert awa.post(at("check")).headers["Location"] == at("thanks")

    page = awa.get(at("thanks"))

    assert AnswerSheet.objects.get().state == "open"
    assert "The time for answers is over" in text_of(page)
    assert "Name Dakar" in text_of(page)
    assert "Name\n    Dakar" in awa.get(at("answers")).content.decode()


def test_what_is_typed_too_late_is_refused_in_plain_words(awa, over, at):
    with pytest.raises(SheetClosed):
        submit_sheet(over.sheet, by=None)
    answer = awa.post(at("save"), {"section": "about", "fields": []}, content_type="application/json")
    presence = awa.post(at("presence"), {"section": "about"}).json()

    assert (answer.status_code, presence["open"], presence["ended"]) == (410, False, True)


def test_secretariat_opens_what_was_not_sent_in_time(secretary, over, at):
    secretary.post(at("reopen"), {"reason": "The line was cut."})

    assert AnswerSheet.objects.get().is_open
