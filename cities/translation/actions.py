"""Writing the words of a record."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from cities.core.comparing import Section, Values
from cities.translation.digests import digest
from cities.translation.models import Text, TextedRecord, TextState

T = TypeVar("T", bound=Text)
# Not a word: the writer says that the translation, as it stands, says what the original says now.
CHECKED = "checked"


class NothingToTell(Exception):
    """A record needs a title and a summary before anybody agrees to what is published of it."""


class Changed(Exception):
    """It tells something else by now than whoever agrees was shown."""


def check_agreeable(draft: TextedRecord, *, digest: str, seen: str | None) -> None:
    """Before somebody agrees to a draft: there is something to agree to, and it is what they were shown.

    `digest` is that of the draft, `seen` that of what was shown, None where nobody is asked. Raises NothingToTell or Changed.
    """
    text = draft.original_text
    if text is None or not (text.title and text.summary):
        raise NothingToTell
    if seen is not None and seen != digest:
        raise Changed


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


def rewrite_text(record: TextedRecord, language: str, *, words: Mapping[str, str], is_checked: bool = False) -> None:
    """Change words of `record` in `language` in memory, as a person does who writes: what they touch is theirs, no machine's.

    A changed field says what the original says now; with `is_checked` the whole text does. A translation without words goes.
    """
    # Held while it is changed: a record without a draft reads its rows anew each time.
    texts = list(record.texts.all())
    rewrite_among(texts, record.text_model(language=language), words=words, is_checked=is_checked)
    record.texts.set(texts)


def rewrite_among(texts: list[T], fresh: T, *, words: Mapping[str, str], is_checked: bool = False) -> T | None:
    """The same among the texts of anything that has some. `fresh` is taken in where its language has none yet.

    Returns the text that was written; None where nobody wrote anything or it went.
    """
    before = wordings(texts)
    text = next((text for text in texts if text.language == fresh.language), None)
    if text is None:
        if not any(words.values()):
            return None
        fresh.state = TextState.HUMAN if texts else TextState.ORIGINAL
        texts.append(text := fresh)
    is_changed = any(digest(getattr(text, field)) != digest(value) for field, value in words.items())
    for field, value in words.items():
        setattr(text, field, value)
    if not text.is_original and is_changed:
        text.state = TextState.HUMAN
    elif is_checked and text.is_machine:
        text.state = TextState.REVIEWED
    is_gone = not text.is_original and not text.digests()
    if is_gone:
        texts.remove(text)
    refresh_translations(texts, before=before, renewed=[fresh.language] if is_checked else ())
    return None if is_gone else text


def rewrite_rows(fresh: T, *, words: Mapping[str, str], is_checked: bool = False) -> T | None:
    """The same for words without drafts: the texts there are of what `fresh` belongs to are read, and saved as they are then.

    Of a language nobody touches no more is saved than what it was made from: somebody else may be writing it.
    """
    rows = type(fresh)._default_manager.filter(record=fresh.record)
    texts = list(rows)
    text = rewrite_among(texts, fresh, words=words, is_checked=is_checked)
    if text is None:
        rows.filter(language=fresh.language).delete()
    for each in texts:
        each.save(update_fields=None if each is text else ["made_from"])
    return text


def words_section(language: str, fields: Collection[str]) -> Section[TextedRecord]:
    """Some fields of the words in one language."""

    def read(record: TextedRecord) -> Values:
        text = record.text_in(language)
        return {**{field: getattr(text, field) if text else "" for field in fields}, CHECKED: False}

    def write(record: TextedRecord, values: Values) -> None:
        words = {field: values[field] for field in fields if field in values}
        rewrite_text(record, language, words=words, is_checked=bool(values.get(CHECKED)))

    return Section(read, write)


def picture_section(language: str) -> Section[Any]:
    """The picture of a record, and what it shows in one language."""
    alt = words_section(language, ("image_alt",))

    def read(record: Any) -> Values:
        return {"image": record.image_id, "image_alt": alt.read(record)["image_alt"]}

    def write(record: Any, values: Values) -> None:
        record.image_id = values["image"]
        alt.write(record, values)

    return Section(read, write)


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
