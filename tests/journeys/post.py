"""The letters of the demo: files in its data folder."""

import email
import email.policy
import time
from email.message import EmailMessage
from pathlib import Path

from tests.journeys.site import Site

# A worker looks for letters every second; a busy machine takes longer.
SECONDS = 60


def letter_to(site: Site, address: str, *, about: str = "") -> EmailMessage:
    """The newest letter to this address whose subject or words have `about` in them; waits for it."""
    folder = Path(site.environment["CITIES_DATA_DIR"]) / "mail"
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        for letter in _letters(folder):
            if letter["To"] == address and (about in letter["Subject"] or about in words_of(letter)):
                return letter
        time.sleep(0.3)
    raise AssertionError(f"No letter to {address} about “{about}” in {SECONDS} s")


def words_of(letter: EmailMessage) -> str:
    return letter.get_body(("plain",)).get_content()


def link_in(letter: EmailMessage, beginning: str) -> str:
    """The first address in a letter that has `beginning` in its path, without the host."""
    found = next(word for word in words_of(letter).split() if beginning in word)
    return found[found.index("/", len("http://")) :]


def _letters(folder: Path) -> list[EmailMessage]:
    """Newest first. A file may hold several letters, each ended by a line of dashes."""
    files = sorted(folder.glob("*"), key=lambda path: path.stat().st_mtime_ns, reverse=True) if folder.is_dir() else []
    parts = [part for file in files for part in reversed(file.read_bytes().split(b"\n" + b"-" * 79 + b"\n")) if part.strip()]
    return [email.message_from_bytes(part, policy=email.policy.default) for part in parts]
