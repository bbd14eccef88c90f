"""Fields of the members' space: they work without a script, and a script only makes them quicker."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.commons.places.queries import Place, Places, places, places_called
from cities.commons.vocabulary.queries import ConceptNode, concept_tree
from cities.search.folding import fold

MOST_WORDS = 20_000


class OwnTemplate:
    """A widget drawn by a template of the project: Django looks for those of widgets inside apps only."""

    def _render(self, template_name: str, context: dict[str, Any], renderer: object = None) -> SafeString:
        return render_to_string(template_name, context)


class WordsField(forms.CharField):
    """What a person writes: composed characters, one kind of line end."""

    def to_python(self, value: Any) -> str:
        words = unicodedata.normalize("NFC", super().to_python(value) or "")
        return words.replace("\r\n", "\n").replace("\r", "\n").strip()


@dataclass(frozen=True)
class Typed:
    """What a place field was sent: places chosen, and a name typed but not chosen yet."""

    chosen: tuple[str, ...]
    name: str = ""


class PlacesWidget(OwnTemplate, forms.Widget):
    """The chosen ones, each with a tick, and a box to type a name into. `name-typed` is that box."""

    template_name = "portal/widgets/places.html"

    def __init__(self, *, single: bool, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.single = single

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        return Typed(tuple(dict.fromkeys(filter(None, data.getlist(name)))), data.get(f"{name}-typed", "").strip())

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def use_required_attribute(self, initial: Any) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        language = get_language() or "en"
        typed = value if isinstance(value, Typed) else Typed(tuple(filter(None, [value] if isinstance(value, str) else value or ())))
        known = places(language)
        proposed = [place for place in places_called(typed.name, language=language) if str(place.id) not in typed.chosen]
        return {
            **super().get_context(name, value, attrs),
            "chosen": [_option(place, known) for place in known_places(typed.chosen, known)],
            "proposed": [_option(place, known) for place in proposed],
            "typed": typed.name,
            "single": self.single,
        }


class PlacesField(forms.Field):
    """Territories by key: a tuple, or one key for a `single`. A typed name that fits one place is taken; else it is asked which."""

    def __init__(self, *, single: bool = False, **kwargs: Any) -> None:
        self.single = single
        super().__init__(widget=PlacesWidget(single=single), required=False, **kwargs)

    def clean(self, value: Typed) -> Any:
        chosen = [str(place.id) for place in known_places(value.chosen, places(get_language() or "en"))]
        if value.name:
            named = self._named(value.name, chosen)
            chosen = [named] if self.single else [*chosen, named]
        if self.single:
            return chosen[0] if chosen else ""
        return tuple(sorted(set(chosen)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True

    def _named(self, name: str, chosen: Sequence[str]) -> str:
        """The place meant by a name: the one ticked among those called so, the only one, or the only one called exactly so."""
        found = places_called(name, language=get_language() or "en")
        ticked = [place for place in found if str(place.id) in chosen]
        exact = [place for place in found if fold(place.name) == fold(name)]
        meant = next((some for some in (ticked, exact, found) if len(some) == 1), None)
        if meant:
            return str(meant[0].id)
        if found:
            raise ValidationError(_("Several places are called so: tick the one you mean."))
        raise ValidationError(_("No place is called so here. Choose the region or country it lies in; the secretariat adds the place."))


class ConceptsWidget(OwnTemplate, forms.CheckboxSelectMultiple):
    """A tick for each concept, narrower ones under broader ones."""

    template_name = "portal/widgets/concepts.html"

    def __init__(self, scheme: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.scheme = scheme

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        tree = concept_tree(self.scheme, get_language() or "en")
        ticked = {str(key) for key in value or ()}
        names = [node.label for node in _nodes(tree) if node.key in ticked]
        return {**forms.Widget.get_context(self, name, value, attrs), "tree": tree, "ticked": ticked, "names": names}


class ConceptsField(forms.Field):
    """Keys of concepts of one vocabulary, as a sorted tuple; keys nobody knows are left out."""

    def __init__(self, scheme: str, **kwargs: Any) -> None:
        self.scheme = scheme
        super().__init__(widget=ConceptsWidget(scheme), required=False, **kwargs)

    def clean(self, value: Any) -> tuple[str, ...]:
        known = {node.key for node in _nodes(concept_tree(self.scheme, get_language() or "en"))}
        return tuple(sorted(known & set(value or ())))


class AddressesField(forms.CharField):
    """Web addresses, one a line; `https://` is added where somebody left it out."""

    widget = forms.Textarea(attrs={"rows": 3, "inputmode": "url", "autocapitalize": "none", "spellcheck": "false"})
    most = 10

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else "\n".join(value or ())

    def clean(self, value: Any) -> tuple[str, ...]:
        lines = [line.strip() for line in super().clean(value).splitlines()]
        addresses = [web_address(line) for line in lines if line]
        if len(addresses) > self.most:
            raise ValidationError(_("At most %(most)d addresses.") % {"most": self.most})
        return tuple(dict.fromkeys(addresses))


@dataclass(frozen=True)
class Column:
    """One input of a row; with `choices` it is a choice."""

    name: str
    label: Any
    choices: tuple[tuple[str, Any], ...] = ()
    kind: str = "text"


class RowsWidget(OwnTemplate, forms.Widget):
    """Rows of inputs; the browser sends each column as a list. There are always two empty rows more."""

    template_name = "portal/widgets/rows.html"

    def __init__(self, columns: Sequence[Column], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.columns = columns

    def id_for_label(self, id_: str | None) -> str:
        """Each input has a label of its own."""
        return ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[tuple[str, ...]]:
        lists = [data.getlist(f"{name}-{column.name}") for column in self.columns]
        return [tuple(value.strip() for value in row) for row in zip(*lists, strict=False)]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        empty = ("",) * len(self.columns)
        filled = [row for row in value or () if any(row)]
        rows = [[*zip(self.columns, row, strict=True)] for row in (*filled, empty, empty)]
        return {**super().get_context(name, value, attrs), "rows": rows}


class RowsField(forms.Field):
    """A tuple of rows, those that say nothing left out."""

    # The first value is what a row is about.
    needs_first = True

    def __init__(self, columns: Sequence[Column], **kwargs: Any) -> None:
        self.columns = columns
        super().__init__(widget=RowsWidget(columns), required=False, **kwargs)

    def clean(self, value: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
        rows = tuple(row for row in value if self.is_told(row))
        if len(rows) > 60 or any(len(cell) > 300 or "\0" in cell for row in rows for cell in row):
            raise ValidationError(_("This is more than fits here."))
        for row in rows:
            self._check(row)
        return tuple(tuple(unicodedata.normalize("NFC", cell) for cell in row) for row in rows)

    def is_told(self, row: tuple[str, ...]) -> bool:
        """Whatever was written counts; what was chosen beside nothing written does not."""
        return any(cell for column, cell in zip(self.columns, row, strict=True) if not column.choices)

    def _check(self, row: tuple[str, ...]) -> None:
        if self.needs_first and not row[0]:
            written = next(cell for column, cell in zip(self.columns, row, strict=True) if cell and not column.choices)
            raise ValidationError(_("Write “%(column)s” for “%(name)s”.") % {"column": self.columns[0].label, "name": written[:80]})
        for column, cell in zip(self.columns, row, strict=True):
            if column.choices and cell not in dict(column.choices):
                raise ValidationError(_("Choose “%(column)s” for “%(name)s”.") % {"column": column.label, "name": row[0]})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True


def web_address(typed: str) -> str:
    """An address of the web. Raise ValidationError for anything else."""
    address = typed if "://" in typed else f"https://{typed}"
    try:
        URLValidator(schemes=["http", "https"])(address)
        is_long = len(address) > 300 or not urlsplit(address).netloc
    except ValidationError as error:
        raise ValidationError(_("“%(typed)s” is not a web address.") % {"typed": typed[:80]}) from error
    if is_long:
        raise ValidationError(_("“%(typed)s” is not a web address.") % {"typed": typed[:80]})
    return address


def known_places(keys: Sequence[str], known: Places) -> list[Place]:
    """What is no key of a place is left out."""
    found = []
    for key in keys:
        try:
            place = known.by_id.get(UUID(str(key)))
        except ValueError:
            continue
        found += [place] if place else []
    return found


def _option(place: Place, known: Places) -> tuple[str, str]:
    return str(place.id), known.full_name(place)


def _nodes(tree: Sequence[ConceptNode]) -> list[ConceptNode]:
    return [node for top in tree for node in (top, *_nodes(top.narrower))]
