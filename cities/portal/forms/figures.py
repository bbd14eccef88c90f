"""Figures as rows: a number, its year, what it counts, and who says so."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cities.commons.instruments.answering.numbers import Unreadable, read_number
from cities.commons.vocabulary.queries import concept_tree
from cities.portal.forms.base import FIRST_YEAR
from cities.portal.forms.fields import Column, RowsField, web_address
from cities.provenance.actions import FigureRow
from cities.provenance.models import Figure

# What the column holds.
MOST_DIGITS, PLACES, LONGEST_UNIT = 15, Decimal("0.0001"), 20


class FiguresField(RowsField):
    """A tuple of `provenance.actions.FigureRow`; numbers are read as the page's language writes them."""

    needs_first = False

    def __init__(self, **kwargs: Any) -> None:
        measures = tuple((node.key, node.label) for node in concept_tree("measures", get_language() or "en"))
        columns = (
            Column("year", _("Year")),
            Column("value", _("Number")),
            Column("qualifier", _("How exact"), tuple(Figure.Qualifier.choices)),
            Column("measure", _("What is counted"), measures),
            Column("unit", _("Unit (units, people, EUR …)")),
            Column("title", _("Who says so")),
            Column("url", _("Web address"), kind="url"),
        )
        super().__init__(columns, **kwargs)

    def clean(self, value: list[tuple[str, ...]]) -> tuple[FigureRow, ...]:
        return tuple(_figure_row(row) for row in super().clean(value))

    def is_told(self, row: tuple[str, ...]) -> bool:
        year, value, _qualifier, _measure, _unit, title, _url = row
        return bool(year or value or title)


def year_typed(typed: str) -> str:
    """Four digits or nothing. Raise ValidationError for anything else."""
    if not typed:
        return ""
    if not (typed.isascii() and typed.isdigit() and FIRST_YEAR <= int(typed) <= timezone.localdate().year + 1):
        raise ValidationError(_("Write the year in four digits, not in the future."))
    return typed


def _figure_row(row: tuple[str, ...]) -> FigureRow:
    year, value, qualifier, measure, unit, title, url = row
    try:
        number = read_number(value, get_language() or "en", unit=unit)
    except Unreadable as error:
        raise ValidationError(_("“%(value)s” is not a number.") % {"value": value[:40]}) from error
    if number.adjusted() >= MOST_DIGITS or len(unit) > LONGEST_UNIT:
        raise ValidationError(_("This is more than fits here."))
    if not title:
        raise ValidationError(
            _("Say where the figure “%(value)s” comes from: your own count is a source too, by your name.") % {"value": value[:40]}
        )
    shown = f"{number.quantize(PLACES).normalize():f}" if number % 1 else f"{number:.0f}"
    return (year_typed(year), shown, qualifier, measure, unit or "units", title, web_address(url) if url else "")
