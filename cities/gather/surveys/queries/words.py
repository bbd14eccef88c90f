"""What was answered in words, with language, translation and themes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from cities.commons.instruments.definition import Definition, ItemDefinition
from cities.commons.instruments.models.answers import Publication
from cities.commons.instruments.queries import definition_of
from cities.commons.instruments.tallies import Document
from cities.gather.surveys.models import AnswerTranslation, Campaign, Coding, Respondent
from cities.gather.surveys.queries.names import Names
from cities.translation.digests import digest
from cities.translation.languages import best_language

OPEN = ("text", "long-text")
NEWEST_SHEETS = 12


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """Somebody's words. `translation` is in the reader's language, or the nearest there is; None where none is needed or made."""

    sheet: UUID
    item_code: str
    repetition: int
    words: str
    language: str
    publication: str
    organisation: str
    region: str
    kind: str
    is_sample: bool
    submitted_at: datetime | None
    translation: AnswerTranslation | None = None
    themes: tuple[str, ...] = ()

    @property
    def is_stale(self) -> bool:
        """Whether the answer was given anew after it was translated."""
        return self.translation is not None and self.translation.made_from != digest(self.words)


def open_items(definition: Definition) -> list[ItemDefinition]:
    return [item for item in definition.items if item.type in OPEN]


def open_answers(campaign: Campaign, item_code: str, *, names: Names, is_sample: bool = False) -> list[OpenAnswer]:
    """All answers to one open question, newest first: four queries."""
    rows = _respondents(campaign, is_sample=is_sample)
    return _complete(campaign, [said for row in rows for said in _said(row, (item_code,), names)], names)


def newest_answers(campaign: Campaign, *, names: Names, is_sample: bool = False, most: int = 8) -> list[tuple[ItemDefinition, OpenAnswer]]:
    """What was said last in words, whatever was asked."""
    items = {item.code: item for item in open_items(definition_of(campaign.version)) if item.type == "long-text"}
    rows = _respondents(campaign, is_sample=is_sample)[:NEWEST_SHEETS]
    said = [words for row in rows for words in _said(row, tuple(items), names)][:most]
    return [(items[words.item_code], words) for words in _complete(campaign, said, names)]


def public_answers(campaign: Campaign, *, names: Names) -> dict[str, list[OpenAnswer]]:
    """Words that may be published, by question: with the organisation's name or without it, as whoever wrote them chose; nothing else."""
    items = tuple(item.code for item in open_items(definition_of(campaign.version)))
    rows = _respondents(campaign, is_sample=False)
    found: dict[str, list[OpenAnswer]] = {code: [] for code in items}
    for said in _complete(campaign, [words for row in rows for words in _said(row, items, names)], names):
        if said.publication == Publication.NAMED:
            found[said.item_code].append(said)
        elif said.publication == Publication.ANONYMOUS:
            found[said.item_code].append(replace(said, organisation="", region="", kind=""))
    # Without a name, the order in which sheets came in would tell who it was.
    return {code: sorted(said, key=lambda each: (not each.organisation, each.words.casefold())) for code, said in found.items() if said}


def _respondents(campaign: Campaign, *, is_sample: bool) -> Any:
    asked = campaign.respondents.counted(is_sample=is_sample)
    return asked.select_related("sheet", "organisation").prefetch_related("organisation__texts").order_by("-sheet__submitted_at", "-pk")


def _said(respondent: Respondent, items: Sequence[str], names: Names) -> Iterator[OpenAnswer]:
    if respondent.sheet is None:
        return
    text = respondent.organisation.best_text(names.language) if respondent.organisation else None
    for code, repetition, answer in _entries(respondent.sheet.frozen or {}, items):
        if answer.get("value"):
            yield OpenAnswer(
                sheet=respondent.sheet.pk,
                item_code=code,
                repetition=repetition,
                words=str(answer["value"]),
                language=answer.get("language") or respondent.sheet.language,
                publication=answer.get("publication", ""),
                organisation=text.name if text else "",
                region=names.place(respondent.region),
                kind=names.concept(respondent.kind),
                is_sample=respondent.is_sample,
                submitted_at=respondent.sheet.submitted_at,
            )


def _entries(document: Document, items: Sequence[str]) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    """Code, repetition (0 outside groups) and answer of each of these items."""
    plain = document.get("items") or {}
    yield from ((code, 0, plain[code]) for code in items if code in plain)
    for repetitions in (document.get("groups") or {}).values():
        for number, entry in enumerate(repetitions, 1):
            yield from ((code, number, entry[code]) for code in items if code in entry)


def _complete(campaign: Campaign, said: Sequence[OpenAnswer], names: Names) -> list[OpenAnswer]:
    """With translations and themes: two queries."""
    sheets = {words.sheet for words in said}
    translations: dict[tuple[UUID, str, int], list[AnswerTranslation]] = {}
    for row in AnswerTranslation.objects.filter(sheet__in=sheets):
        translations.setdefault((row.sheet_id, row.item_code, row.repetition), []).append(row)
    themes: dict[tuple[UUID, str, int], list[str]] = {}
    for coding in Coding.objects.filter(sheet__in=sheets, theme__campaign=campaign).select_related("theme"):
        themes.setdefault((coding.sheet_id, coding.item_code, coding.repetition), []).append(coding.theme.code)
    found = []
    for words in said:
        place = (words.sheet, words.item_code, words.repetition)
        chosen = _nearest(translations.get(place, ()), words.language, names.language)
        found.append(replace(words, translation=chosen, themes=tuple(themes.get(place, ()))))
    return found


def _nearest(translations: Iterable[AnswerTranslation], original: str, language: str) -> AnswerTranslation | None:
    by_language = {row.language: row for row in translations}
    wanted = best_language([*by_language, original], language)
    return by_language.get(wanted or "")
