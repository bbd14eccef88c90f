"""Words of a draft in another language, without touching what it asks."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from cities.accounts.models import User
from cities.activity.actions import record
from cities.commons.instruments.actions.drafting import NotADraft
from cities.commons.instruments.models import InstrumentVersion
from cities.commons.instruments.queries import Part, parts_to_translate
from cities.translation.models import TextState


@dataclass(frozen=True)
class Translation:
    """The words of one part, by field; only what was changed. `state` says how it was made: human, reviewed or machine."""

    words: Mapping[str, str]
    state: str = TextState.HUMAN


@transaction.atomic
def translate_draft(version: InstrumentVersion, language: str, translations: Mapping[str, Translation], *, by: User | None) -> int:
    """Write translations by key of their part; returns how many parts were changed. Unknown keys are passed over.

    Raises NotADraft, and ValueError for the language the draft was written in.
    """
    version = InstrumentVersion.objects.select_for_update().select_related("instrument").get(pk=version.pk)
    if version.state != InstrumentVersion.State.DRAFT:
        raise NotADraft
    if language == version.language:
        raise ValueError(language)
    translated = [part for part in parts_to_translate(version, language) if part.key in translations]
    for part in translated:
        _write(part, language, translations[part.key])
    if translated:
        record(version.instrument, "instrument.translated", by=by, data={"language": language, "parts": len(translated)})
    return len(translated)


def _write(part: Part, language: str, given: Translation) -> None:
    text = part.text or part.owner.texts.model(record=part.owner, language=language)
    for field in part.fields:
        setattr(text, field, given.words.get(field, getattr(text, field)))
    text.state = given.state
    # Who has reviewed it has read it beside the original of today.
    text.follow(part.original, None if given.state == TextState.REVIEWED else given.words)
    text.save()
