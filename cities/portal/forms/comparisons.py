"""A comparison, begun, worded, filled: what comes back from its forms."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cities.commons.instruments.answering import clean_text
from cities.commons.instruments.forms import MINE, THEIRS, seen_in
from cities.commons.members.models import Organisation
from cities.portal.forms.base import SpaceForm
from cities.portal.forms.fields import MOST_WORDS, WordsField, web_address
from cities.portal.queries.space.comparisons import (
    SOURCE,
    TRANSLATION,
    seen_name,
    source_mark,
    source_name,
    taken_name,
    translation_name,
    words_mark,
)
from cities.transfer.comparisons.actions import Known, SourceChange
from cities.transfer.comparisons.models import Kind
from cities.translation.languages import text_direction

LONGEST = {"title": 300, "url": 500, "locator": 100, "role": 120}


class NewComparisonForm(SpaceForm):
    """What is compared, on which grid, for whom."""

    title = WordsField(label=_("What shall it be called?"), max_length=250, help_text=_("What is compared, and what for."))
    kind = forms.ChoiceField(label=_("What do you compare?"), choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.PRACTICE)
    grid = forms.ChoiceField(label=_("On which grid?"), help_text=_("A grid is a list of criteria. Coordinators write new ones."))
    organisation = forms.ChoiceField(label=_("For whom?"), help_text=_("Everybody who acts for it can write along."))

    def __init__(self, *args: Any, grids: Sequence[tuple[str, str]], organisations: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grid"].choices = list(grids)  # type: ignore[attr-defined]  # a choice field
        self.fields["organisation"].choices = list(organisations)  # type: ignore[attr-defined]  # as above


class ComparisonWordsForm(SpaceForm):
    """Title and introduction in one language; `seen` is which words the page was showing."""

    title = WordsField(label=_("Title"), max_length=250, required=False)
    introduction = WordsField(
        label=_("What is compared, and what for"), max_length=MOST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, language: str, original: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.original = original if original is not None and original.language != language else None
        for name in ("title", "introduction"):
            self.fields[name].widget.attrs |= {"lang": language, "dir": text_direction(language)}

    def clean_title(self) -> str:
        title = str(self.cleaned_data["title"])
        if not title and self.original is None:
            raise ValidationError(_("Write this first: without it the rest cannot be shown."))
        return title


def read_sources(
    posted: Mapping[str, str],
    codes: Iterable[str],
    *,
    organisations: Mapping[str, Organisation],
    sent: Mapping[str, Iterable[Mapping[str, str]]] | None = None,
) -> tuple[list[SourceChange], dict[str, str]]:
    """What cells are to be known from, and what is wrong with what was typed, by criterion. Criteria not on the form are passed over, and
    so is what says what the page was showing. `sent`: what went out before without hearing back.
    """
    changes: list[SourceChange] = []
    wrong: dict[str, str] = {}
    for code in codes:
        seen = posted.get(seen_name(SOURCE, code))
        if seen is None:
            continue
        try:
            known = _known(posted, code, organisations)
        except ValidationError as fault:
            wrong[code] = " ".join(fault.messages)
            continue
        before = list((sent or {}).get(f"{SOURCE}:{code}", ()))
        revision, mark = seen_in(seen)
        decision, _, shown = posted.get(taken_name(SOURCE, code), "").partition(".")
        if decision == THEIRS or (mark == source_mark(known) and decision != MINE and not before):
            continue
        if decision == MINE:
            revision, _mark = seen_in(shown)
        changes.append(SourceChange(code, known, revision, frozenset(_read_before(before, code, organisations))))
    return changes, wrong


def _read_before(sent: Iterable[Mapping[str, str]], code: str, organisations: Mapping[str, Organisation]) -> Iterable[Known]:
    for posted in sent:
        with suppress(ValidationError):
            yield _known(posted, code, organisations)


def typed_source(posted: Mapping[str, str], code: str) -> dict[str, str]:
    """As it was typed, to be shown again."""
    return {part: posted.get(source_name(code, part), "") for part in (*LONGEST, "organisation")}


@dataclass(frozen=True, slots=True)
class TypedTranslation:
    """The words of a cell in the language of the page; `seen` and `sent` are digests, as `translate_cell` takes them."""

    code: str
    words: str
    seen: str
    sent: tuple[str, ...] = ()


def read_translations(
    posted: Mapping[str, str], codes: Iterable[str], *, sent: Mapping[str, Iterable[Mapping[str, str]]] | None = None
) -> list[TypedTranslation]:
    """Those that say something else than the page was showing."""
    found = []
    for code in codes:
        typed, seen = posted.get(translation_name(code, "words")), posted.get(seen_name(TRANSLATION, code), "")
        if typed is None:
            continue
        words, before = _words(typed), list((sent or {}).get(f"{TRANSLATION}:{code}", ()))
        decision, _, shown = posted.get(taken_name(TRANSLATION, code), "").partition(".")
        if decision == THEIRS or (seen == words_mark(words) and decision != MINE and not before):
            continue
        told = (words_mark(_words(each.get(translation_name(code, "words"), ""))) for each in before)
        found.append(TypedTranslation(code, words, shown if decision == MINE else seen, tuple(told)))
    return found


def _words(typed: str) -> str:
    return clean_text(typed)[:MOST_WORDS]


def _known(posted: Mapping[str, str], code: str, organisations: Mapping[str, Organisation]) -> Known:
    typed = {part: clean_text(posted.get(source_name(code, part), ""))[:most] for part, most in LONGEST.items()}
    organisation = organisations.get(posted.get(source_name(code, "organisation"), ""))
    is_document = bool(typed["title"] or typed["url"] or typed["locator"])
    if is_document and (organisation or typed["role"]):
        raise ValidationError(_("Known from a document, or from somebody: give one of the two."))
    if typed["locator"] and not (typed["title"] or typed["url"]):
        raise ValidationError(_("In which document is this page?"))
    if "@" in typed["role"]:
        raise ValidationError(_("Write what the person does there, not an address: this is published."))
    if is_document:
        url = web_address(typed["url"]) if typed["url"] else ""
        return Known(typed["title"] or url, url, typed["locator"])
    return Known(organisation=organisation, role=typed["role"])
