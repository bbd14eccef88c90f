"""Open answers sorted into themes and translated, by staff."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from cities.activity.actions import record
from cities.gather.surveys.actions.campaigns import _write_texts
from cities.gather.surveys.models import AnswerTranslation, Campaign, Coding, CodingTheme
from cities.translation.digests import digest
from cities.translation.models import TextState

if TYPE_CHECKING:
    from cities.accounts.models import User


@dataclass(frozen=True, slots=True)
class AnswerPlace:
    """Where an open answer stands: its sheet, its question, and which repetition of a group."""

    sheet: UUID
    item_code: str
    repetition: int = 0


@transaction.atomic
def save_theme(campaign: Campaign, *, item_code: str, code: str, labels: Mapping[str, str], by: "User | None") -> CodingTheme:
    """Add a theme to the codebook of a question, or name it anew; the first label is the original."""
    position = campaign.themes.filter(item_code=item_code).count()
    theme, is_new = campaign.themes.get_or_create(item_code=item_code, code=code, defaults={"position": position})
    _write_texts(theme, {language: {"label": label} for language, label in labels.items()})
    record(campaign, "survey.theme_saved", by=by, data={"item": item_code, "theme": code, "is_new": is_new})
    return theme


@transaction.atomic
def remove_theme(theme: CodingTheme, *, by: "User | None") -> None:
    """Take a theme out of the codebook, with the answers it was given to."""
    data = {"item": theme.item_code, "theme": theme.code, "answers": theme.codings.count()}
    record(theme.campaign, "survey.theme_removed", by=by, data=data)
    theme.delete()


@transaction.atomic
def code_answer(campaign: Campaign, *, place: AnswerPlace, themes: Collection[str], by: "User | None") -> None:
    """Make these the themes an answer speaks of, and no others. Codes the question's codebook does not know are left out."""
    wanted = {theme.pk: theme for theme in campaign.themes.filter(item_code=place.item_code, code__in=themes)}
    where = {"sheet_id": place.sheet, "item_code": place.item_code, "repetition": place.repetition}
    present = Coding.objects.filter(**where, theme__campaign=campaign)
    present.exclude(theme__in=wanted).delete()
    kept = set(present.values_list("theme_id", flat=True))
    Coding.objects.bulk_create(Coding(**where, theme=theme, coded_by=by) for key, theme in wanted.items() if key not in kept)
    data: dict[str, object] = {
        "sheet": str(place.sheet),
        "item": place.item_code,
        "themes": sorted(theme.code for theme in wanted.values()),
    }
    record(campaign, "survey.answer_coded", by=by, data=data)


@transaction.atomic
def translate_answer(
    campaign: Campaign, *, place: AnswerPlace, original: str, words: Mapping[str, str], by: "User | None"
) -> AnswerTranslation | None:
    """Write an answer in other languages; empty words take a translation away. Returns the last one written."""
    written = None
    for language, said in words.items():
        where: dict[str, Any] = {
            "sheet_id": place.sheet,
            "item_code": place.item_code,
            "repetition": place.repetition,
            "language": language,
        }
        if not said.strip():
            AnswerTranslation.objects.filter(**where).delete()
            continue
        facts: dict[str, Any] = {"words": said.strip(), "state": TextState.HUMAN, "made_from": digest(original)}
        written, _is_new = AnswerTranslation.objects.update_or_create(**where, defaults=facts)
    record(
        campaign, "survey.answer_translated", by=by, data={"sheet": str(place.sheet), "item": place.item_code, "languages": sorted(words)}
    )
    return written
