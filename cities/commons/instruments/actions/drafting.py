"""Writing a definition into the rows of a draft. Translations keep how they were made; what changed in the original shows as stale."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from cities.activity.actions import record
from cities.commons.instruments.checking import Fault, faults_in
from cities.commons.instruments.definition import Definition, ItemDefinition, OptionDefinition, SectionDefinition, Wording
from cities.commons.instruments.models import InstrumentVersion, Item, Option, OptionList, Section
from cities.commons.instruments.queries.vocabularies import with_vocabularies
from cities.commons.vocabulary.models import Scheme
from cities.translation.models import Text, TextState

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

# By subject and code: the texts a part had before, by language.
Earlier = Mapping[tuple[str, str], Mapping[str, Text]]


class NotADraft(Exception):
    """What is published never changes."""


class WrongDefinition(Exception):
    """A definition no draft can hold, with every reason."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.reason for fault in self.faults))


@transaction.atomic
def fill_draft(version: InstrumentVersion, definition: Definition, *, by: "AbstractUser | None") -> InstrumentVersion:
    """Replace what a draft asks by what `definition` says. Titles change too, as long as no version was published.

    A choice that names a vocabulary is given its concepts of today as options.

    Raises NotADraft, and WrongDefinition for what no draft can hold; what is only unfinished is taken.
    """
    version = InstrumentVersion.objects.select_for_update().select_related("instrument").get(pk=version.pk)
    if version.state != InstrumentVersion.State.DRAFT:
        raise NotADraft
    _refuse_wrong(definition)
    definition = with_vocabularies(definition)
    earlier = texts_of(version)
    version.items.all().delete()
    version.sections.all().delete()
    version.option_lists.all().delete()
    version.language = definition.language
    version.languages = list(definition.languages) or [definition.language]
    version.save()
    write_rows(version, definition, earlier=earlier)
    if not version.instrument.versions.exclude(state=InstrumentVersion.State.DRAFT).exists():
        _name(version, definition, earlier)
    record(version.instrument, "instrument.draft_changed", by=by, data={"version": version.number})
    return version


def write_rows(version: InstrumentVersion, definition: Definition, *, earlier: Earlier) -> None:
    """The rows of an empty draft. `earlier` are the texts the same parts had, from `texts_of`."""
    _Writer(version, earlier).write(definition)


def _refuse_wrong(definition: Definition) -> None:
    faults = [fault for fault in faults_in(definition) if not fault.is_unfinished]
    schemes = {item.scheme for item in definition.items if item.scheme}
    unknown = schemes - set(Scheme.objects.filter(pk__in=schemes).values_list("pk", flat=True))
    faults += [Fault(item.code, "scheme", item.scheme) for item in definition.items if item.scheme in unknown]
    if faults:
        raise WrongDefinition(faults)


def texts_of(version: InstrumentVersion) -> dict[tuple[str, str], dict[str, Text]]:
    """The texts of everything in a version, by subject and code, then by language."""
    found: dict[tuple[str, str], dict[str, Text]] = {("whole", ""): {text.language: text for text in version.instrument.texts.all()}}
    for section in version.sections.prefetch_related("texts"):
        found["section", section.code] = {text.language: text for text in section.texts.all()}
    for item in version.items.prefetch_related("texts"):
        found["item", item.code] = {text.language: text for text in item.texts.all()}
    for option in Option.objects.filter(options__version=version).select_related("options").prefetch_related("texts"):
        found["option", f"{option.options.code}/{option.code}"] = {text.language: text for text in option.texts.all()}
    return found


def texts_for(model: type[Text], wordings: Mapping[str, Wording], *, original: str, earlier: Mapping[str, Text]) -> list[Text]:
    """Rows without their record for what `wordings`, by field, say; states and digests of translations go on from `earlier`."""
    languages = dict.fromkeys(language for wording in wordings.values() for language, word in wording.words.items() if word)
    texts = {
        language: model(
            language=language,
            state=TextState.ORIGINAL if language == original else _state(earlier.get(language)),
            **{field: wording.words.get(language, "") for field, wording in wordings.items()},
        )
        for language in languages
    }
    if original in texts:
        for language, text in texts.items():
            _follow(text, texts[original], earlier.get(language))
    return list(texts.values())


def _state(before: Text | None) -> str:
    return before.state if before is not None and not before.is_original else TextState.HUMAN


def _follow(text: Text, original: Text, before: Text | None) -> None:
    """A translation that stayed as it was keeps its age, field by field; one that changed says what the original says now."""
    if text is original:
        return
    text.made_from = dict(before.made_from) if before is not None and not before.is_original else {}
    kept = {field for field in text.made_from if before is not None and getattr(text, field) == getattr(before, field)}
    text.follow(original, [field for field in text.words if field not in kept])


class _Writer:
    """Makes the rows, few queries however long the form."""

    def __init__(self, version: InstrumentVersion, earlier: Earlier) -> None:
        self.version = version
        self.earlier = earlier
        self.lists: dict[str, OptionList] = {}
        self.texts: list[Text] = []

    def write(self, definition: Definition) -> None:
        for item in definition.items:
            self.write_list(item.options_code or f"{item.code}_options", item.options)
            self.write_list(item.rows_code or f"{item.code}_rows", item.rows)
        for position, section in enumerate(definition.sections):
            self.write_section(section, position)
        for model in {type(text) for text in self.texts}:
            model._default_manager.bulk_create([text for text in self.texts if type(text) is model])

    def put(self, subject: tuple[str, str], owner: Any, wordings: Mapping[str, Wording]) -> None:
        texts = texts_for(owner.texts.model, wordings, original=self.version.language, earlier=self.earlier.get(subject, {}))
        for text in texts:
            text.record = owner
            # Bulk creation passes `save` by, which notes the digests of an original.
            text.made_from = text.noted()
        self.texts += texts

    def write_list(self, code: str, options: tuple[OptionDefinition, ...]) -> None:
        if not options or code in self.lists:
            return
        entries = self.lists[code] = OptionList.objects.create(version=self.version, code=code)
        rows = [Option(options=entries, code=option.code, position=position) for position, option in enumerate(options)]
        for row, option in zip(Option.objects.bulk_create(rows), options, strict=True):
            self.put(("option", f"{code}/{option.code}"), row, {"label": option.label})

    def write_section(self, section: SectionDefinition, position: int) -> None:
        row = Section.objects.create(version=self.version, code=section.code, position=position, condition=section.condition)
        self.put(("section", section.code), row, {"title": section.title, "introduction": section.introduction})
        self.write_items(section.items, row, None)

    def write_items(self, items: Iterable[ItemDefinition], section: Section, group: Item | None) -> None:
        for position, item in enumerate(items):
            row = Item.objects.create(section=section, group=group, position=position, version=self.version, **self.facts(item))
            self.put(("item", item.code), row, {"label": item.label, "hint": item.hint, "constraint_message": item.constraint_message})
            self.write_items(item.items, section, row)

    def facts(self, item: ItemDefinition) -> dict[str, Any]:
        plain = ("code", "type", "unit", "required", "condition", "constraint", "calculation")
        flags = ("allows_not_applicable", "is_personal", "is_prefilled")
        return {
            **{name: getattr(item, name) for name in (*plain, *flags)},
            "scheme_id": item.scheme or None,
            "options": self.lists.get(item.options_code or f"{item.code}_options") if item.options else None,
            "rows": self.lists.get(item.rows_code or f"{item.code}_rows") if item.rows else None,
        }


def _name(version: InstrumentVersion, definition: Definition, earlier: Earlier) -> None:
    instrument = version.instrument
    wordings = {"title": definition.title, "introduction": definition.introduction, "closing": definition.closing}
    texts = texts_for(instrument.texts.model, wordings, original=definition.language, earlier=earlier["whole", ""])
    instrument.texts.all().delete()
    for text in texts:
        text.record = instrument
        text.save()
    if definition.purpose in instrument.Purpose.values:
        instrument.purpose = definition.purpose
        instrument.save(update_fields=["purpose"])
