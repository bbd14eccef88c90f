"""What was published of a campaign before its sheets were here: facts with their source, never mixed with counted answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.gather.surveys.models.campaigns import Campaign
from cities.provenance.models import Reference


class PublishedResult(Reference):
    """What a source says of one question or one of its options: a number with its unit, or a statement without one."""

    class Statement(models.TextChoices):
        MOST = "most", _("named most often")
        OFTEN = "often", _("named often")
        MAJORITY = "majority", _("taken together, what most answered")
        SOME = "some", _("said by some")

    class Unit(models.TextChoices):
        RESPONDENTS = "respondents", _("respondents")
        PERCENT = "percent", _("percent of respondents")
        COUNTRIES = "countries", _("countries named")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="published_results")
    item_code = models.CharField(_("question"), max_length=64)
    # Empty when it speaks of the question as a whole.
    option_code = models.CharField(_("option"), max_length=64, blank=True)
    statement = models.CharField(_("statement"), max_length=10, choices=Statement, blank=True)
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=12, choices=Unit, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("published result")
        verbose_name_plural = _("published results")
        constraints = (
            models.UniqueConstraint(
                fields=("campaign", "item_code", "option_code", "statement", "unit", "source"), name="a_source_says_a_result_once"
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=False) & ~models.Q(unit="")
                | models.Q(value__isnull=True, unit="") & ~models.Q(statement=""),
                name="a_published_result_says_something",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_code} {self.option_code}".strip()
