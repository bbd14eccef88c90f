"""Which record has words in which language, how they were made, and what has changed since: read without reading the words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, Model

from cities.core.models import Record
from cities.translation.languages import best_language
from cities.translation.models import Text, TextState


@dataclass(frozen=True)
class TextCard:
    """One text of a record: `stale` and `missing` are fields, `is_draft` says that readers do not see it like this yet."""

    language: str
    state: str
    stale: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    is_draft: bool = False

    @property
    def is_original(self) -> bool:
        return self.state == TextState.ORIGINAL


@dataclass(frozen=True)
class RecordTexts:
    """The texts of one record, as its editors last left them; `titles` by language."""

    record_id: Any
    cards: Mapping[str, TextCard]
    titles: Mapping[str, str]

    @property
    def original(self) -> str | None:
        return next((card.language for card in self.cards.values() if card.is_original), None)

    def title_language(self, language: str) -> str | None:
        """The language of the title to show a reader of `language`."""
        return best_language([tag for tag, title in self.titles.items() if title], language, original=self.original)

    def title(self, language: str) -> str:
        chosen = self.title_language(language)
        return self.titles[chosen] if chosen else ""


@dataclass(frozen=True)
class NotedText:
    """What is read of a text. Made-from digests of an original are its own."""

    language: str
    state: str
    made_from: Mapping[str, str]
    title: str


def record_texts(model: type[Model]) -> Mapping[Any, RecordTexts]:
    """All records of a model that were not withdrawn. Two queries when nothing has changed since the last call in this process."""
    texts = text_model(model)
    version = texts._default_manager.aggregate(Count("pk"), Max("updated_at"))
    own = (
        {"latest": Max("latest_revision__created_at"), "withdrawn": Count("withdrawn_at")}
        if issubclass(model, Record)
        else {"rows": Count("pk")}
    )
    return _record_texts(model, (*version.values(), *model._default_manager.aggregate(Max("updated_at"), **own).values()))


def text_model(model: type[Model]) -> type[Text]:
    related: type[Text] = model._meta.get_field("texts").related_model  # type: ignore[assignment]  # every model given has texts
    return related


@lru_cache(maxsize=8)
def _record_texts(model: type[Model], version: tuple[object, ...]) -> Mapping[Any, RecordTexts]:
    """`version` is only there to make a change a new call."""
    texts = text_model(model)
    rows = texts._default_manager.order_by("record_id", "pk")
    if issubclass(model, Record):
        rows = rows.filter(record__withdrawn_at__isnull=True)  # type: ignore[misc]  # concrete texts have a record
    noted: dict[Any, list[NotedText]] = defaultdict(list)
    for record_id, language, state, made_from, title in rows.values_list("record_id", "language", "state", "made_from", texts.words[0]):
        noted[record_id].append(NotedText(language, state, made_from, title))
    found = {record_id: read_cards(record_id, listed) for record_id, listed in noted.items()}
    if issubclass(model, Record):
        for record in model._default_manager.filter(has_unpublished_changes=True, live=True, withdrawn_at=None).select_related(
            "latest_revision"
        ):
            found[record.pk] = read_cards(record.pk, _noted_in_draft(texts, record), is_draft=True)
    return found


def read_cards(record_id: Any, texts: Iterable[NotedText], *, is_draft: bool = False) -> RecordTexts:
    """Compare what each text was made from with what the original says now."""
    listed = list(texts)
    now = next((text.made_from for text in listed if text.state == TextState.ORIGINAL), {})
    cards = {text.language: _card(text, now, is_draft=is_draft) for text in listed}
    return RecordTexts(record_id, cards, {text.language: text.title for text in listed})


def _card(text: NotedText, now: Mapping[str, str], *, is_draft: bool) -> TextCard:
    if text.state == TextState.ORIGINAL:
        return TextCard(text.language, text.state, is_draft=is_draft)
    stale = tuple(field for field, made in text.made_from.items() if now and now.get(field) != made)
    # A text that notes nothing came from elsewhere, such as a vocabulary file: nobody can say what it lacks.
    missing = tuple(field for field in now if field not in text.made_from) if text.made_from else ()
    return TextCard(text.language, text.state, stale, missing, is_draft)


def _noted_in_draft(texts: type[Text], record: Record) -> list[NotedText]:
    fields = ("language", "state", "made_from", *texts.words)
    rows = [texts(**{field: row[field] for field in fields if field in row}) for row in record.latest_revision.content.get("texts", [])]
    return [NotedText(text.language, text.state, text.noted(), str(getattr(text, text.words[0]))) for text in rows]
