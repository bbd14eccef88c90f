"""Instruments and sheets. `ItemFactory(code="members", type="number")` brings its section and version along."""

import hashlib
from typing import Any

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from cities.commons.instruments.models import (
    Answer,
    AnswerFile,
    AnswerSheet,
    Instrument,
    InstrumentVersion,
    Item,
    Option,
    OptionList,
    Presence,
    Section,
)
from cities.translation.models import TextState


class WordedFactory(DjangoModelFactory[Any]):
    """`words={"en": {"title": …}, "fr": …}`: the first language is the original."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @factory.post_generation
    def words(record: Any, create: bool, extracted: dict[str, dict[str, str]] | None, **kwargs: Any) -> None:
        for number, (language, words) in enumerate((extracted or {}).items()):
            record.texts.create(language=language, state=TextState.HUMAN if number else TextState.ORIGINAL, **words)


class InstrumentFactory(WordedFactory):
    class Meta:
        model = Instrument

    code = factory.Sequence(lambda n: f"instrument-{n}")


class InstrumentVersionFactory(DjangoModelFactory[InstrumentVersion]):
    class Meta:
        model = InstrumentVersion

    instrument = factory.SubFactory(InstrumentFactory)
    number = factory.Sequence(lambda n: n + 1)
    language = "en"
    languages = ("en", "fr", "es")

    class Params:
        published = factory.Trait(state="published", published_at=factory.LazyFunction(timezone.now))


class SectionFactory(WordedFactory):
    class Meta:
        model = Section

    version = factory.SubFactory(InstrumentVersionFactory)
    code = factory.Sequence(lambda n: f"section_{n}")


class OptionListFactory(DjangoModelFactory[OptionList]):
    """`codes=("a", "b")` fills it."""

    class Meta:
        model = OptionList
        skip_postgeneration_save = True

    version = factory.SubFactory(InstrumentVersionFactory)
    code = factory.Sequence(lambda n: f"list_{n}")

    @factory.post_generation
    def codes(entries: Any, create: bool, extracted: tuple[str, ...] | None, **kwargs: Any) -> None:
        for position, code in enumerate(extracted or ()):
            OptionFactory(options=entries, code=code, position=position, words={"en": {"label": code.title()}})


class OptionFactory(WordedFactory):
    class Meta:
        model = Option

    options = factory.SubFactory(OptionListFactory)
    code = factory.Sequence(lambda n: f"option-{n}")


class ItemFactory(WordedFactory):
    class Meta:
        model = Item

    section = factory.SubFactory(SectionFactory)
    version = factory.SelfAttribute("section.version")
    code = factory.Sequence(lambda n: f"item_{n}")
    type = Item.Type.TEXT


class AnswerSheetFactory(DjangoModelFactory[AnswerSheet]):
    class Meta:
        model = AnswerSheet

    version = factory.SubFactory(InstrumentVersionFactory, published=True)
    language = "en"

    class Params:
        submitted = factory.Trait(state="submitted", submitted_at=factory.LazyFunction(timezone.now), frozen={})


class AnswerFactory(DjangoModelFactory[Answer]):
    class Meta:
        model = Answer

    sheet = factory.SubFactory(AnswerSheetFactory)
    item = factory.SubFactory(ItemFactory)
    value = "said"


class AnswerFileFactory(DjangoModelFactory[AnswerFile]):
    class Meta:
        model = AnswerFile

    sheet = factory.SubFactory(AnswerSheetFactory)
    file = factory.LazyFunction(lambda: ContentFile(b"words", name="words.txt"))
    name = "words.txt"
    size = 5
    sha256 = hashlib.sha256(b"words").hexdigest()


class PresenceFactory(DjangoModelFactory[Presence]):
    class Meta:
        model = Presence

    sheet = factory.SubFactory(AnswerSheetFactory)
    section = factory.SubFactory(SectionFactory)
    visitor = factory.Sequence(lambda n: f"visitor-{n}")
    name = "Awa"
    seen_at = factory.LazyFunction(timezone.now)
