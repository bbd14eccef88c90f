"""Why something was found, and how that is told to people. No database."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cities.translation.languages import language_name


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for an answer: `signal` is name, words, meaning, concept or place.

    `words` are those that matched, as they stand; `subject` is the concept or territory; `language` and `group` say where it stands.
    """

    signal: str
    language: str = ""
    group: str = ""
    words: tuple[str, ...] = ()
    subject: str = ""


def told_reason(reason: Reason, *, subject: str, language: str) -> str:
    """In the active language; `subject` is the label of the concept or territory, `language` the reader's."""
    spoken = language_name(reason.language, in_language=language) if reason.language else ""
    if reason.signal == "name":
        return _("This is its name")
    if reason.signal == "words" and reason.words:
        return _("Has the words: %(words)s (%(language)s)") % {"words": ", ".join(reason.words), "language": spoken}
    if reason.signal == "words":
        return _("Has words you asked for (%(language)s)") % {"language": spoken}
    if reason.signal == "meaning":
        return _("Says something close to it (%(language)s)") % {"language": spoken}
    if reason.signal == "place":
        return _("Place: %(name)s") % {"name": subject}
    return _("Topic: %(name)s") % {"name": subject}
