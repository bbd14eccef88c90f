"""Letters: one key is one letter; what a server refuses for a while is tried again; what has left is forgotten."""

from datetime import timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPDataError,
    SMTPException,
    SMTPHeloError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from cities.core.actions import post_letter, send_letter, send_waiting_letters
from cities.core.letters import MOST_ATTEMPTS, Words, wait_after, words_from
from cities.core.models import Letter
from tests.factories import LetterFactory

pytestmark = pytest.mark.django_db
WORDS = Words("Good news", "Here it is.", "en")


class Server(BaseEmailBackend):
    """A mail server in the mood of the day."""

    fault: Exception | None = None

    def send_messages(self, messages):
        if self.fault:
            raise self.fault
        return len(messages)


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    return lambda fault: monkeypatch.setattr(Server, "fault", fault)


def test_a_letter_that_cannot_be_made_out_keeps_no_other_from_leaving(caplog):
    # Each part of the name is short enough as it is typed, and too long as the net writes it.
    broken = LetterFactory(address=f"awa@{60 * 'é'}.example", due_at=timezone.now() - timedelta(hours=1))
    LetterFactory()

    assert send_waiting_letters() == 1

    broken.refresh_from_db()
    assert (broken.attempts, broken.sent_at, broken.claimed_until) == (1, None, None)
    assert caplog.messages == [f"Letter {broken.pk} cannot be sent: UnicodeError"]


def test_one_key_is_one_letter():
    first = post_letter(WORDS, address="awa@example.org", key="welcome-1")

    again = post_letter(Words("Other", "Other", "en"), address="other@example.org", key="welcome-1")

    assert (again, Letter.objects.get().address) == (first, "awa@example.org")


def test_a_letter_leaves_once_and_its_words_are_forgotten():
    letter = post_letter(WORDS, address="awa@example.org", key="welcome-1", unsubscribe_url="https://example.org/end")

    assert [send_letter(letter.pk), send_letter(letter.pk)] == [True, False]

    letter.refresh_from_db()
    message = mail.outbox[0].message()
    assert (len(mail.outbox), letter.body, letter.unsubscribe_url) == (1, "", "")
    assert (message["List-Unsubscribe"], message["Content-Language"]) == ("<https://example.org/end>", "en")
    assert message["Message-ID"].startswith("<welcome-1.")


@pytest.mark.parametrize(("is_one_click", "header"), [(True, "List-Unsubscribe=One-Click"), (False, None)])
def test_one_click_is_promised_only_where_it_is_kept(is_one_click, header):
    letter = post_letter(WORDS, address="awa@example.org", key="one", unsubscribe_url="https://example.org/end", is_one_click=is_one_click)

    send_letter(letter.pk)

    message = mail.outbox[0].message()
    assert (message["List-Unsubscribe"], message["List-Unsubscribe-Post"]) == ("<https://example.org/end>", header)


def test_a_subject_is_one_line():
    letter = post_letter(Words("Hello\r\nBcc: all@example.org", "Hi", "en"), address="awa@example.org", key="one")

    send_letter(letter.pk)

    assert mail.outbox[0].message()["Bcc"] is None
    assert mail.outbox[0].subject == "Hello Bcc: all@example.org"


@pytest.mark.parametrize(
    "fault",
    [
        SMTPServerDisconnected("gone"),
        ConnectionRefusedError("down"),
        SMTPException("odd"),
        SMTPConnectError(554, b"no service here"),
        SMTPHeloError(550, b"who are you"),
        SMTPSenderRefused(550, b"not from you", "cities@example.org"),
        SMTPAuthenticationError(554, b"wrong password"),
        SMTPDataError(451, b"too busy"),
    ],
)
def test_what_a_server_does_not_take_now_waits(server, fault):
    server(fault)
    letter = LetterFactory()

    assert not send_letter(letter.pk)

    letter.refresh_from_db()
    assert (letter.attempts, letter.body, letter.refused_at) == (1, "Here it is.", None)
    assert letter.due_at > timezone.now()
    server(None)
    Letter.objects.update(due_at=timezone.now())
    assert send_waiting_letters() == 1


@pytest.mark.parametrize("fault", [SMTPRecipientsRefused({"awa@example.org": (550, b"no such person")}), SMTPDataError(554, b"too long")])
def test_what_a_server_will_never_take_is_not_tried_again(server, fault):
    server(fault)
    letter = LetterFactory()

    send_letter(letter.pk)

    letter.refresh_from_db()
    assert (letter.refused_at is not None, letter.body, send_waiting_letters()) == (True, "", 0)


def test_a_letter_is_given_up_after_a_while(server):
    server(ConnectionRefusedError("down"))
    letter = LetterFactory(attempts=MOST_ATTEMPTS - 1)

    send_letter(letter.pk)

    letter.refresh_from_db()
    assert (letter.refused_at is not None, letter.body) == (True, "")


def test_a_letter_somebody_is_sending_is_left_to_them():
    held = LetterFactory(claimed_until=timezone.now() + timedelta(minutes=1))
    left_behind = LetterFactory(claimed_until=timezone.now() - timedelta(minutes=1))

    assert [send_letter(held.pk), send_letter(left_behind.pk)] == [False, True]


def test_waits_grow_to_four_hours():
    assert [wait_after(n) for n in (1, 3, 12)] == [timedelta(minutes=2), timedelta(minutes=8), timedelta(hours=4)]


def test_words_come_from_a_template_in_the_language_of_the_reader():
    context = {"organisation": "Ville <de> Dakar", "url": "https://example.org/x", "days": 14}

    words = words_from("invitation", context, language="ko")

    assert (words.language, words.subject) == ("en", "Ville <de> Dakar invites you to CITIES")
    assert "https://example.org/x" in words.body
