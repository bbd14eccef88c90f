"""Letters as values and how they are sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

# A server that is down for a day loses nothing: 1, 2, 4 ... minutes, at most four hours apart.
MOST_ATTEMPTS = 16
LONGEST_WAIT = timedelta(hours=4)
LEASE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says, in one language. `subject` is one line: line breaks in it are taken out."""

    subject: str
    body: str
    language: str

    @property
    def one_line_subject(self) -> str:
        return " ".join(self.subject.split())[:250]


class Refused(Exception):
    """The server will not take this letter, now or later."""


def spoken(language: str) -> str:
    """A language of the site: the one asked for, else its own."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def words_from(template: str, context: Mapping[str, Any], *, language: str) -> Words:
    """Words of `letters/<template>.txt` in a language of the site. Its first line is the subject, an empty line, then the body."""
    chosen = spoken(language)
    with translation.override(chosen):
        written = render_to_string(f"letters/{template}.txt", {"site_url": settings.SITE_URL, **context}).strip()
    subject, _line, body = written.partition("\n")
    return Words(subject.strip(), body.strip() + "\n", chosen)


def wait_after(attempts: int) -> timedelta:
    return min(timedelta(minutes=2 ** min(attempts, 10)), LONGEST_WAIT)


def hand_over(
    words: Words,
    *,
    address: str,
    key: str,
    posted_at: datetime,
    reply_to: str = "",
    unsubscribe_url: str = "",
    is_one_click: bool = False,
) -> None:
    """Give a letter to the mail server. Raises Refused for what it will never take, OSError or SMTPException for what it may take later.

    What a server says of itself, of us or of the sender, however final, is no fault of this letter: it waits until that is mended.
    """
    headers = {
        # The same letter sent again after a crash is the same message to the reader's mailbox.
        "Message-ID": f"<{key}.{posted_at:%Y%m%d%H%M%S}@{settings.EMAIL_DOMAIN}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": words.language,
    }
    if unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{unsubscribe_url}>"
    if unsubscribe_url and is_one_click:
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMessage(words.one_line_subject, words.body, to=[address], reply_to=[reply_to] if reply_to else None, headers=headers)
    try:
        message.send()
    except SMTPRecipientsRefused as error:
        codes = [code for code, _said in error.recipients.values()]
        if codes and all(code >= 500 for code in codes):
            raise Refused(str(codes)) from error
        raise
    except SMTPDataError as error:
        if error.smtp_code >= 550:
            raise Refused(str(error.smtp_code)) from error
        raise


WAITS_FOR = (OSError, SMTPException)
