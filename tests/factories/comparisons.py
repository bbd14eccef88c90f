"""Comparisons on a small grid, with their subjects and cells."""

from types import SimpleNamespace
from typing import Any

import factory
from factory.django import DjangoModelFactory

from cities.commons.instruments.models import Instrument
from cities.transfer.comparisons.models import Binding, CellSource, CellTranslation, Comparison, ComparisonEditor, Subject
from cities.translation.models import TextState
from tests.factories.instruments import (
    AnswerSheetFactory,
    InstrumentFactory,
    InstrumentVersionFactory,
    ItemFactory,
    OptionListFactory,
    SectionFactory,
)
from tests.factories.members import DelegateFactory
from tests.factories.records import OrganisationFactory, PracticeFactory, SourceFactory, UserFactory


class ComparisonFactory(DjangoModelFactory[Comparison]):
    """`titles={"en": …, "fr": …}`: the first is the original. `published=True`; `subjects=[practice, …]`."""

    class Meta:
        model = Comparison
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"comparison-{n}")
    version = factory.SubFactory(InstrumentVersionFactory, published=True, instrument__purpose="comparison")

    class Params:
        published = factory.Trait(state="published", published_at="2026-01-31T12:00:00Z")

    @factory.post_generation
    def titles(comparison: Any, create: bool, extracted: dict[str, str] | None, **kwargs: Any) -> None:
        for number, (language, title) in enumerate((extracted or {"en": comparison.code.replace("-", " ").title()}).items()):
            comparison.texts.create(language=language, title=title, state=TextState.HUMAN if number else TextState.ORIGINAL)

    @factory.post_generation
    def subjects(comparison: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        for position, record in enumerate(extracted or ()):
            SubjectFactory(comparison=comparison, position=position, **{comparison.kind: record})


class SubjectFactory(DjangoModelFactory[Subject]):
    class Meta:
        model = Subject

    comparison = factory.SubFactory(ComparisonFactory)
    sheet = factory.SubFactory(AnswerSheetFactory, version=factory.SelfAttribute("..comparison.version"))


class ComparisonEditorFactory(DjangoModelFactory[ComparisonEditor]):
    class Meta:
        model = ComparisonEditor

    comparison = factory.SubFactory(ComparisonFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class CellSourceFactory(DjangoModelFactory[CellSource]):
    class Meta:
        model = CellSource

    subject = factory.SubFactory(SubjectFactory)
    item_code = "rules"
    source = factory.SubFactory(SourceFactory)


class CellTranslationFactory(DjangoModelFactory[CellTranslation]):
    class Meta:
        model = CellTranslation

    subject = factory.SubFactory(SubjectFactory)
    item_code = "remark"
    language = "fr"
    words = "Des mots"
    made_from = "0" * 16


class BindingFactory(DjangoModelFactory[Binding]):
    class Meta:
        model = Binding

    instrument = factory.SubFactory(InstrumentFactory, purpose=Instrument.Purpose.COMPARISON)
    item_code = "since"
    kind = "practice"
    field = "started"


def small_grid(code: str = "small") -> Any:
    """A published grid: since (from the record), rules (several), power (scale), cost (number), remark (words), share (yes or no)."""
    version = InstrumentVersionFactory(instrument__code=code, instrument__purpose="comparison", published=True)
    version.instrument.texts.create(language="en", state=TextState.ORIGINAL, title="A small grid")
    section = SectionFactory(version=version, code="all", words={"en": {"title": "All of it"}, "fr": {"title": "Tout"}})
    rules = OptionListFactory(version=version, code="rules", codes=("law", "custom", "statutes"))
    power = OptionListFactory(version=version, code="power", codes=("low", "middle", "high"))
    asked: tuple[tuple[str, dict[str, Any]], ...] = (
        ("since", {"type": "whole-number", "unit": "year"}),
        ("rules", {"type": "several-of", "options": rules}),
        ("power", {"type": "scale", "options": power, "allows_not_applicable": True}),
        ("cost", {"type": "money", "unit": "EUR"}),
        ("remark", {"type": "long-text"}),
        ("share", {"type": "yes-no"}),
    )
    for position, (item, facts) in enumerate(asked):
        words = {"en": {"label": item.title()}, "fr": {"label": f"{item.title()} (fr)"}}
        ItemFactory(section=section, code=item, position=position, words=words, **facts)
    BindingFactory(instrument=version.instrument, item_code="since", field="started")
    return version


def comparison_bench(**facts: Any) -> SimpleNamespace:
    """Dakar compares lanes (2001) and gardens (no year) with Montréal invited; one person acts for each, and one for neither."""
    version = small_grid()
    owner = OrganisationFactory(code="dakar", published=True, since=2019)
    guest = OrganisationFactory(code="montreal", published=True, since=2014)
    writer, helper, stranger = (UserFactory(email=f"{name}@example.org") for name in ("writer", "helper", "stranger"))
    DelegateFactory(organisation=owner, user=writer)
    DelegateFactory(organisation=guest, user=helper)
    lanes = PracticeFactory(code="lanes", published=True, started=2001)
    gardens = PracticeFactory(code="gardens", published=True, started=None)
    comparison = ComparisonFactory(
        **{"code": "lanes-and-gardens", "version": version, "organisation": owner, "subjects": [lanes, gardens], **facts}
    )
    ComparisonEditorFactory(comparison=comparison, organisation=guest)
    return SimpleNamespace(
        comparison=comparison,
        version=version,
        owner=owner,
        guest=guest,
        writer=writer,
        helper=helper,
        stranger=stranger,
        lanes=lanes,
        gardens=gardens,
        subjects=list(comparison.subjects.all()),
        administrator=UserFactory(administrator=True),
    )
