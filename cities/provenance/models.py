"""Where a figure or a statement comes from."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.core.models import web_address


class Source(models.Model):
    """A document or page facts were taken from."""

    code = models.SlugField(_("code"), max_length=120, unique=True)
    title = models.CharField(_("title as published"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)

    class Meta:
        ordering = ("title",)
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = (web_address("url", name="source_has_a_web_address"),)

    def __str__(self) -> str:
        return self.title


class Reference(models.Model):
    """Points into a source: the child rows of records build on it."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", verbose_name=_("source"))
    locator = models.CharField(_("page, line or section"), max_length=100, blank=True)

    class Meta:
        abstract = True


class Figure(Reference):
    """A number that says what it counts, when, and who says so.

    “Not applicable” and “no answer” are values of their own: then `value` is empty and `absence` tells which, never 0.
    """

    class Qualifier(models.TextChoices):
        EXACT = "exact", _("exactly")
        ABOUT = "about", _("about")
        MORE_THAN = "more-than", _("more than")
        LESS_THAN = "less-than", _("less than")
        UP_TO = "up-to", _("up to")

    class Absence(models.TextChoices):
        NOT_APPLICABLE = "not-applicable", _("not applicable")
        NO_ANSWER = "no-answer", _("no answer")

    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4, null=True, blank=True)
    absence = models.CharField(_("why there is no value"), max_length=20, choices=Absence, blank=True)
    qualifier = models.CharField(_("precision"), max_length=20, choices=Qualifier, default=Qualifier.EXACT)
    unit = models.CharField(_("unit"), max_length=20, help_text=_("A currency by its code (EUR, XOF), “percent”, “people”, “units” …"))
    year = models.PositiveSmallIntegerField(_("year it speaks of"), null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    entered_at = models.DateTimeField(auto_now_add=True, editable=False)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=models.Q(value__isnull=False, absence="") | (models.Q(value__isnull=True) & ~models.Q(absence="")),
                name="%(class)s_has_a_value_or_says_why_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_absence_display() if self.value is None else self.plain_value} {self.unit}"

    @property
    def plain_value(self) -> Decimal:
        """Without the zeros the column pads it with."""
        value = Decimal(0) if self.value is None else self.value
        return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()

    @property
    def is_money(self) -> bool:
        return len(self.unit) == 3 and self.unit.isupper()
