"""Writing the words of a record."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from cities.translation.digests import digest
from cities.translation.models import Text, TextedRecord, TextState


@dataclass(frozen=True)
class Wording:
    """What a text said, and which of its fields were stale, before somebody edited it."""

    is_original: bool
    words: dict[str, str]
    stale: frozenset[str]


def write_text(record: TextedRecord, language: str, *, state: str, words: Mapping[str, str]) -> Text:
    """Set the words of `record` in `language` in memory; saving or publishing the record keeps them.

    A translation is taken to say what the original says now, field by field as given: what is not in `words` keeps its age.
    """
    text: Text = record.text_in(language) or record.text_model(language=language)
    text.state = state
    for field, value in words.items():
        setattr(text, field, value)
    if state != TextState.ORIGINAL and record.original_text is not None:
        text.follow(record.original_text, words)
    record.texts.add(text)
    return text


def wordings(texts: Collection[Text]) -> dict[str, Wording]:
    """The words of a record by language, to compare with after an edit."""
    original = next((text for text in texts if text.is_original), None)
    return {
        text.language: Wording(
            is_original=text.is_original,
            words={field: getattr(text, field) for field in text.words},
            stale=frozenset(text.stale_fields(original)),
        )
        for text in texts
    }


def refresh_translations(texts: Collection[Text], *, before: Mapping[str, Wording], renewed: Collection[str] = ()) -> list[str]:
    """Note, in memory, what each translation was made from after an edit; returns the languages that were renewed.

    A field written or changed in a translation says what the original says now. A changed field of the original leaves exactly
    that field stale in every other language. `renewed` are languages somebody declared up to date as a whole.
    """
    original = next((text for text in texts if text.is_original), None)
    if original is None:
        return []
    for text in texts:
        if text is not original:
            text.follow(original, _up_to_date(text, original, before, is_renewed=text.language in renewed))
    return [text.language for text in texts if text is not original and text.language in renewed]


def _up_to_date(text: Text, original: Text, before: Mapping[str, Wording], *, is_renewed: bool) -> Collection[str]:
    """The fields of `text` that say what the original says after the edit."""
    earlier = before.get(text.language)
    if is_renewed or earlier is None or earlier.is_original:
        return text.words
    # By digest: browsers change line ends, and nobody translates spacing.
    changed = {field for field in text.words if digest(getattr(text, field)) != digest(earlier.words[field])}
    once = before.get(original.language)
    if once is not None and once.is_original:
        return changed
    # The original is now in another language: what was fresh against the old one is fresh against the new one.
    return changed | (set(text.words) - earlier.stale)
