"""Fields of words, one for each language a questionnaire is asked in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from cities.commons.instruments.definition import Wording
from cities.desk.forms.texts import WordsInput, plain_words
from cities.translation.languages import language_name, text_direction


@dataclass(frozen=True, slots=True)
class Tongue:
    """One tab: a language, its fields on one form, and how its words stand (original, missing, stale, or how they were translated)."""

    tag: str
    autonym: str
    direction: str
    state: str
    fields: list[forms.BoundField]
    hidden: list[forms.BoundField]

    @property
    def is_missing(self) -> bool:
        return self.state == "missing"


class WordedForm(forms.Form):
    """A form with words in several languages; `worded` names them with their labels."""

    worded: Mapping[str, Any] = {}

    def __init__(self, *args: Any, languages: Sequence[str], original: str, states: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        self.original = original
        self.states = states or {}
        for language in languages:
            for name, label in self.worded.items():
                self.fields[f"{name}_{language}"] = self.word_field(name, label, language)

    def word_field(self, name: str, label: Any, language: str) -> forms.CharField:
        attrs = {"lang": language, "dir": text_direction(language)}
        return forms.CharField(label=label, required=False, max_length=20_000, widget=WordsInput(attrs=attrs))

    def tongues(self) -> Iterable[Tongue]:
        for language in self.languages:
            fields = {name: self[f"{name}_{language}"] for name in self.worded}
            shown = [field for name, field in fields.items() if self.shows(name)]
            hidden = [field for name, field in fields.items() if not self.shows(name)]
            state = self.state_of(language, shown[0])
            yield Tongue(language, language_name(language), text_direction(language), state, shown, hidden)

    def shows(self, name: str) -> bool:
        """Whether words of this kind mean something here."""
        return True

    def state_of(self, language: str, first: forms.BoundField) -> str:
        """The first field says whether there are words: a question without its hint is asked all the same."""
        if not str(first.value() or "").strip():
            return "missing"
        return "original" if language == self.original else self.states.get(language, "human")

    def wording(self, name: str) -> Wording:
        said = {language: plain_words(str(self.cleaned_data.get(f"{name}_{language}") or "")) for language in self.languages}
        return Wording({language: words for language, words in said.items() if words}, self.original)


def initial_words(name: str, wording: Wording) -> dict[str, str]:
    return {f"{name}_{language}": words for language, words in wording.words.items()}
