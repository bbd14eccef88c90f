"""The fields a table can fill, and the names people give their columns."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HEADERS = Path(__file__).parent / "headers.toml"


@dataclass(frozen=True)
class Field:
    code: str
    label: Promise
    kinds: tuple[str, ...] = ("member", "practice")
    is_text: bool = False  # words of a language: "name_fr" fills the French text

    @property
    def headers(self) -> frozenset[str]:
        """Folded headers that mean this field."""
        return _headers()[self.code]


@cache
def _headers() -> dict[str, frozenset[str]]:
    return {code: frozenset(names) for code, names in tomllib.loads(HEADERS.read_text("utf-8")).items()}


FIELDS: tuple[Field, ...] = (
    Field("name", _("name or title"), is_text=True),
    Field("acronym", _("acronym"), ("member",)),
    Field("member_since", _("member since"), ("member",)),
    Field("category", _("category of member"), ("member",)),
    Field("organisation_kind", _("kind of organisation"), ("member",)),
    Field("city", _("city")),
    Field("country", _("country")),
    Field("place", _("city and country in one")),
    Field("region", _("region of the world")),
    Field("websites", _("website")),
    Field("emails", _("e-mail address (stays private)")),
    Field("phone", _("telephone (not taken in)")),
    Field("contact_person", _("contact person (not taken in)")),
    Field("summary", _("summary"), is_text=True),
    Field("text", _("description"), is_text=True),
    Field("problem", _("the problem"), ("practice",), is_text=True),
    Field("results", _("results"), ("practice",), is_text=True),
    Field("founded", _("founded in"), ("member",)),
    Field("started", _("started in"), ("practice",)),
    Field("ended", _("ended in"), ("practice",)),
    Field("status", _("status"), ("practice",)),
    Field("organisations", _("organisations that took part"), ("practice",)),
    Field("themes", _("themes")),
    Field("sectors", _("sectors")),
    Field("sdgs", _("Sustainable Development Goals"), ("practice",)),
    Field("language", _("language of the text")),
    Field("latitude", _("latitude")),
    Field("longitude", _("longitude")),
)
BY_CODE: dict[str, Field] = {field.code: field for field in FIELDS}
IGNORED = "-"  # a column that a person chose to leave out


def fields_of(kind: str) -> tuple[Field, ...]:
    return tuple(field for field in FIELDS if kind in field.kinds)
