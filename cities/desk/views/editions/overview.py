"""How an edition stands: what it lacks, which figures disagree, how it looks, whether it can be published."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cities.editions.chapters.ends import named_subject
from cities.editions.checking import Difference, Lack, differences, warnings
from cities.editions.content import Reader
from cities.editions.models import EditionText
from cities.editions.queries import Frozen, freeze
from cities.editions.queries.freezing.changes import KINDS, told
from cities.translation.languages import base_language, language_name

from .base import EditionScreen
from .kits import KitStanding, kit_standing

# Codes named in a warning; the rest is counted.
FEW = 4


@dataclass(frozen=True)
class SaidWarning:
    text: str
    names: tuple[str, ...]
    more: int
    # Where it is mended.
    language: str


@dataclass(frozen=True)
class SaidDifference:
    what: str
    difference: Difference
    field: str


def reader_of(frozen: Frozen, language: str) -> Reader:
    """As whoever works at the desk reads it; English where editions do not speak their language."""
    known = base_language(language)
    return Reader(frozen.content, known if known in ("en", "fr", "es", "ko") else "en")


class EditionView(EditionScreen):
    template_name = "desk/editions/overview.html"
    page_title = gettext_lazy("Overview")
    screen = "overview"

    @cached_property
    def frozen(self) -> Frozen:
        return freeze(self.edition)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reader = reader_of(self.frozen, self.language)
        found = [said_difference(each, reader) for each in differences(self.frozen.content)]
        published = self.edition.snapshot
        return {
            **super().get_context_data(**kwargs),
            "differences": found,
            "open_count": sum(1 for each in found if not each.difference.is_explained),
            "warnings": [said_warning(each, reader, self.language) for each in warnings(self.frozen.content)],
            "languages": [(tag, language_name(tag, in_language=self.language)) for tag in self.edition.languages],
            "is_changed": published is not None and not self.frozen.says_as(published.read()),
            "members": len(self.frozen.content["members"]),
            "kit": self.kit,
        }

    @property
    def kit(self) -> KitStanding | None:
        return kit_standing(self.edition, self.frozen, self.language) if self.edition.is_kit else None


def said_difference(difference: Difference, reader: Reader) -> SaidDifference:
    what = named_subject(reader, difference.subject)
    if difference.is_of_parts:
        what = _("%(what)s, against the sum of its parts") % {"what": what}
    if difference.spoken_in is None:
        return SaidDifference(what, difference, "")
    language, field = difference.spoken_in
    return SaidDifference(what, difference, f"{field_label(field)} ({language})")


def said_warning(warning: Lack, reader: Reader, language: str) -> SaidWarning:
    tongue = language_name(warning.language, in_language=language) if warning.language else ""
    names = {
        row["code"]: reader.words(row["texts"], "name" if "name" in next(iter(row["texts"].values()), {}) else "title").text
        for row in _rows(reader)
    }
    few = tuple(names.get(code, code) for code in warning.subjects[:FEW])
    text = _sentence(warning) % {"count": warning.count, "language": tongue, "field": field_label(warning.field)}
    return SaidWarning(text, few, max(0, warning.count - FEW), warning.language if warning.code.startswith("words") else "")


def _rows(reader: Reader) -> list[Any]:
    return [*reader.members, *(row for kind in KINDS for row in told(reader.content, kind))]


def field_label(field: str) -> str:
    known = {each.name: each for each in EditionText._meta.get_fields() if hasattr(each, "verbose_name")}
    return str(known[field].verbose_name).capitalize() if field in known else field


def _sentence(warning: Lack) -> str:
    count = warning.count
    sentences = {
        "words-missing": _("%(language)s: “%(field)s” is not written yet. The original stands in its place."),
        "words-stale": _("%(language)s: “%(field)s” is a translation of an earlier original."),
        "member-untranslated": ngettext(
            "%(language)s: %(count)d member has no description in this language.",
            "%(language)s: %(count)d members have no description in this language.",
            count,
        ),
        "member-stale": ngettext(
            "%(language)s: the words of %(count)d member are a translation of an earlier original.",
            "%(language)s: the words of %(count)d members are a translation of an earlier original.",
            count,
        ),
        "member-machine": ngettext(
            "%(language)s: the words of %(count)d member come from a machine; it is said beside them.",
            "%(language)s: the words of %(count)d members come from a machine; it is said beside them.",
            count,
        ),
        "case-untranslated": ngettext(
            "%(language)s: %(count)d case is not told in this language.",
            "%(language)s: %(count)d cases are not told in this language.",
            count,
        ),
        "case-stale": ngettext(
            "%(language)s: %(count)d case is a translation of an earlier original.",
            "%(language)s: %(count)d cases are translations of an earlier original.",
            count,
        ),
        "case-machine": ngettext(
            "%(language)s: %(count)d case comes from a machine; it is said beside it.",
            "%(language)s: %(count)d cases come from a machine; it is said beside them.",
            count,
        ),
        **_kit_sentences(count),
        "no-picture": ngettext("%(count)d member has no picture.", "%(count)d members have no picture.", count),
        "unprintable": ngettext(
            "%(count)d entry has characters that no typeface here can print; a square stands for them.",
            "%(count)d entries have characters that no typeface here can print; a square stands for them.",
            count,
        ),
    }
    return sentences[warning.code]


def _kit_sentences(count: int) -> dict[str, str]:
    return {
        "transfer-untranslated": ngettext(
            "%(language)s: %(count)d transfer is not told in this language, or only in part.",
            "%(language)s: %(count)d transfers are not told in this language, or only in part.",
            count,
        ),
        "transfer-stale": ngettext(
            "%(language)s: %(count)d transfer is a translation of an earlier original.",
            "%(language)s: %(count)d transfers are translations of an earlier original.",
            count,
        ),
        "transfer-machine": ngettext(
            "%(language)s: %(count)d transfer comes from a machine; it is said beside it.",
            "%(language)s: %(count)d transfers come from a machine; it is said beside them.",
            count,
        ),
        "resource-untranslated": ngettext(
            "%(language)s: %(count)d resource has no words in this language.",
            "%(language)s: %(count)d resources have no words in this language.",
            count,
        ),
        "resource-stale": ngettext(
            "%(language)s: %(count)d resource is a translation of an earlier original.",
            "%(language)s: %(count)d resources are translations of an earlier original.",
            count,
        ),
        "resource-machine": ngettext(
            "%(language)s: %(count)d resource comes from a machine; it is said beside it.",
            "%(language)s: %(count)d resources come from a machine; it is said beside them.",
            count,
        ),
        "no-licence": ngettext(
            "%(count)d resource has files nobody has said may be passed on; the kit points to them instead.",
            "%(count)d resources have files nobody has said may be passed on; the kit points to them instead.",
            count,
        ),
        "file-lost": ngettext(
            "%(count)d resource has a file that is gone, or of a kind that is not passed on.",
            "%(count)d resources have a file that is gone, or of a kind that is not passed on.",
            count,
        ),
        "nowhere": ngettext(
            "%(count)d resource has neither a file nor an address; readers learn only that it exists.",
            "%(count)d resources have neither a file nor an address; readers learn only that they exist.",
            count,
        ),
    }
