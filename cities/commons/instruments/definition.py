"""A version of an instrument as one frozen value: what filling, checking, analysing and exporting work on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cities.translation.languages import best_language


@dataclass(frozen=True, slots=True)
class Wording:
    """Words in several languages. `original` is the language they were written in."""

    words: Mapping[str, str]
    original: str = ""

    def __bool__(self) -> bool:
        return any(self.words.values())

    def language_for(self, language: str) -> str:
        """The language a reader of `language` is shown; empty when there are no words."""
        said = {tag: word for tag, word in self.words.items() if word}
        return best_language(said, language, original=self.original or None) or ""

    def shown_in(self, language: str) -> str:
        """The words a reader of `language` understands best; empty when there are none."""
        return self.words.get(self.language_for(language), "")


@dataclass(frozen=True, slots=True)
class OptionDefinition:
    code: str
    label: Wording


@dataclass(frozen=True, slots=True)
class ItemDefinition:
    """One question. `type` is a value of `Item.Type`; conditions are ODK expressions as `expressions` reads them."""

    pk: int
    code: str
    type: str
    label: Wording
    hint: Wording
    constraint_message: Wording
    options: tuple[OptionDefinition, ...] = ()
    rows: tuple[OptionDefinition, ...] = ()
    options_code: str = ""
    rows_code: str = ""
    scheme: str = ""
    unit: str = ""
    required: str = ""
    condition: str = ""
    constraint: str = ""
    calculation: str = ""
    allows_not_applicable: bool = False
    is_personal: bool = False
    is_prefilled: bool = False
    items: tuple["ItemDefinition", ...] = ()


@dataclass(frozen=True, slots=True)
class SectionDefinition:
    pk: int
    code: str
    title: Wording
    introduction: Wording
    condition: str = ""
    items: tuple[ItemDefinition, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole version. `language` is the one it was written in, `languages` those it is asked in."""

    version: int
    instrument: str
    number: int
    purpose: str
    language: str
    languages: tuple[str, ...]
    title: Wording
    introduction: Wording
    closing: Wording
    sections: tuple[SectionDefinition, ...] = field(default=())

    @property
    def items(self) -> Iterator[ItemDefinition]:
        """Every item in the order it is asked, groups before what they hold."""
        for section in self.sections:
            for item in section.items:
                yield item
                yield from item.items

    def item(self, code: str) -> ItemDefinition | None:
        return next((item for item in self.items if item.code == code), None)

    def section(self, code: str) -> SectionDefinition | None:
        return next((section for section in self.sections if section.code == code), None)
