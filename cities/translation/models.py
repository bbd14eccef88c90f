"""Words of records, one row a language; and the records that have such words."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cities.core.models import Record
from cities.translation.digests import digest
from cities.translation.languages import best_language, normalise_tag, text_direction


class TextState(models.TextChoices):
    ORIGINAL = "original", _("original")
    HUMAN = "human", _("translated by a person")
    REVIEWED = "reviewed", _("translated and reviewed")
    MACHINE = "machine", _("machine translation")


class TranslatedAnswer(models.Model):
    """What somebody has answered, in another language. The answer itself is never changed. Concrete ones say whose answer it is."""

    language = models.CharField(_("language"), max_length=35)
    words = models.TextField(_("translation"))
    state = models.CharField(_("how it was made"), max_length=10, choices=TextState, default=TextState.HUMAN)
    # Digest of the words it was made from: an answer given anew leaves it stale.
    made_from = models.CharField(max_length=64, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.words[:60]


class Text(models.Model):
    """The words of one record in one language. Concrete texts add `record` and their fields, and list these in `words`."""

    words: ClassVar[tuple[str, ...]] = ()

    language = models.CharField(_("language"), max_length=35)
    state = models.CharField(_("how it was made"), max_length=10, choices=TextState, default=TextState.ORIGINAL)
    made_from = models.JSONField(
        default=dict, blank=True, editable=False, help_text="Per field, the digest of the original it was made from."
    )
    updated_at = models.DateTimeField(auto_now=True)

    if TYPE_CHECKING:
        record: Any

    class Meta:
        abstract = True
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("record", "language"), name="one_%(class)s_per_language"),
            models.UniqueConstraint(fields=("record",), condition=models.Q(state="original"), name="one_original_%(class)s_per_record"),
        )

    def __str__(self) -> str:
        return str(getattr(self, self.words[0]))

    def clean(self) -> None:
        super().clean()
        try:
            self.language = normalise_tag(self.language)
        except ValueError as error:
            raise ValidationError({"language": _("This is not a language tag such as “fr” or “pt-BR”.")}) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.made_from = self.noted()
        super().save(*args, **kwargs)

    @property
    def is_original(self) -> bool:
        return self.state == TextState.ORIGINAL

    @property
    def is_machine(self) -> bool:
        return self.state == TextState.MACHINE

    @property
    def direction(self) -> str:
        return text_direction(self.language)

    def digests(self) -> dict[str, str]:
        """Digest of every field that says something."""
        return {field: digest(getattr(self, field)) for field in self.words if getattr(self, field)}

    def noted(self) -> dict[str, str]:
        """What `made_from` is stored as: an original notes its own digests, so that lists find stale translations without
        reading any words; a translation forgets fields that say nothing any more."""
        if self.is_original:
            return self.digests()
        return {field: made for field, made in self.made_from.items() if getattr(self, field, "")}

    def stale_fields(self, original: "Text | None") -> list[str]:
        """Fields translated from words that have changed since. A field never translated is missing, not stale."""
        if self.is_original or original is None:
            return []
        now = original.digests()
        return [
            field for field in self.words if getattr(self, field) and field in self.made_from and self.made_from[field] != now.get(field)
        ]

    def missing_fields(self, original: "Text | None") -> list[str]:
        """Fields the original has and this text lacks."""
        if original is None:
            return []
        return [field for field in self.words if getattr(original, field) and not getattr(self, field)]

    def follow(self, original: "Text", fields: Iterable[str] | None = None) -> None:
        """Note that `fields` (all of them by default) say what the original says now."""
        now = original.digests()
        chosen = self.words if fields is None else tuple(fields)
        kept = {field: made for field, made in self.made_from.items() if field not in chosen}
        self.made_from = {**kept, **{field: now[field] for field in chosen if field in now and getattr(self, field)}}


class Texted:
    """What anything has whose words are child rows named `texts`."""

    if TYPE_CHECKING:
        texts: Any

    @property
    def original_text(self) -> Any:
        """The text the others were made from; for a record still being written, the first there is."""
        return original_of(self.texts.all())

    def text_in(self, language: str) -> Any:
        """The text in exactly this language, or None."""
        return next((text for text in self.texts.all() if text.language == language), None)

    def best_text(self, language: str) -> Any:
        """What to show a reader of `language`; None when the record has no words yet."""
        return best_of(self.texts.all(), language)


def original_of(texts: Iterable[Any]) -> Any:
    known = list(texts)
    return next((text for text in known if text.is_original), known[0] if known else None)


def best_of(texts: Iterable[Any], language: str) -> Any:
    known = {text.language: text for text in texts}
    original = original_of(known.values())
    chosen = best_language(known, language, original=original.language if original else None)
    return known[chosen] if chosen else None


class TextedRecord(Texted, Record):
    """A record whose words are child rows named `texts`."""

    text_model: ClassVar[type[Text]]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        original = self.original_text
        return str(original) if original and str(original) else self.code

    @property
    def drafted_texts(self) -> list[Any]:
        """The words those who write it see, which for a draft are not in the rows: read from `latest_revision`, which lists load too."""
        version = self.latest_revision if self.has_unpublished_changes else None
        fields = ("language", "state", "made_from", *self.text_model.words)
        drafted = version.content.get("texts", []) if version else []
        return [self.text_model(**{field: text[field] for field in fields if field in text}) for text in drafted] or list(self.texts.all())

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The text that stops being the original makes room first: the database allows one at any moment."""
        # Texts not held in memory are in the database already.
        held = self.texts.all() if self.texts.is_deferring and not self._state.adding else ()
        original = next((text for text in held if text.is_original), None)
        with transaction.atomic():
            if original is not None:
                others = self.text_model._default_manager.filter(record=self, state=TextState.ORIGINAL).exclude(pk=original.pk)  # type: ignore[misc]  # concrete texts have a record
                others.update(state=TextState.HUMAN)
            super().save(*args, **kwargs)
