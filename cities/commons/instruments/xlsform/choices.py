"""Lists of choices."""

from collections.abc import Callable, Iterable, Mapping

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from cities.commons.instruments.definition import OptionDefinition, Wording
from cities.commons.instruments.xlsform.forms import Form
from cities.commons.instruments.xlsform.problems import Problem

Lists = Mapping[str, tuple[OptionDefinition, ...]]
Places = dict[tuple[str, str], tuple[int, int]]
MOST_STEPS = 101
MEDIA = ("media::image", "media::audio", "media::video", "image", "audio", "video", "big-image", "media::big-image")


def choice_lists(form: Form, original: str) -> tuple[Lists, Places]:
    """The lists by name, and the row and column of each choice."""
    lists: dict[str, list[OptionDefinition]] = {}
    places: Places = {}
    for row in form.rows["choices"]:
        name, code = row.get("list_name"), row.get("name")
        if not name and not code:
            continue
        if not name or not code:
            form.problems.append(Problem("choices", row.number, 0, _("A choice has a list_name and a name.")))
            continue
        for column in MEDIA:
            if row.get(column):
                form.problems.append(
                    Problem("choices", row.number, row.column(column), _("Pictures and sounds of choices are not carried."))
                )
        if any("${" in word for word in row.words.values()):
            reason = _("Words that repeat an answer (${…}) are not carried.")
            form.problems.append(Problem("choices", row.number, row.column("label"), reason))
        places.setdefault((name, code), (row.number, row.column("name")))
        lists.setdefault(name, []).append(OptionDefinition(code, row.wording("label", original)))
    return {name: tuple(options) for name, options in lists.items()}, places


def other_option(languages: Iterable[str], original: str) -> OptionDefinition:
    """What `or_other` adds to a list."""
    return OptionDefinition("other", worded(lambda: _("Other"), languages, original))


def yes_no_options(languages: Iterable[str], original: str) -> tuple[OptionDefinition, ...]:
    return (
        OptionDefinition("yes", worded(lambda: _("Yes"), languages, original)),
        OptionDefinition("no", worded(lambda: _("No"), languages, original)),
    )


def worded(said: Callable[[], str], languages: Iterable[str], original: str) -> Wording:
    """Words of ours in each of the form's languages that the site speaks; the original always has some."""
    words: dict[str, str] = {}
    spoken = {code for code, _name in settings.LANGUAGES}
    for language in dict.fromkeys([*languages, original]):
        if language in spoken or language == original:
            with override(language):
                words[language] = said()
    return Wording(words, original)


def steps(start: str, end: str, step: str) -> tuple[str, ...]:
    """The levels of a `range`; empty when it has none or too many. Raises ValueError for what are no numbers."""
    first, last, by = (float(number) for number in (start or "1", end or "10", step or "1"))
    count = int((last - first) / by) + 1 if by else 0
    if not 1 <= count <= MOST_STEPS:
        return ()
    return tuple(f"{first + by * number:.6f}".rstrip("0").rstrip(".") for number in range(count))
