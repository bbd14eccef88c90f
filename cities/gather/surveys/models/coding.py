"""What staff make of open answers: themes they are sorted into, and translations."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.commons.instruments.models import AnswerSheet
from cities.gather.surveys.models.campaigns import Campaign
from cities.translation.models import Text, Texted, TextState, TranslatedAnswer

is_theme_code = RegexValidator(r"\A[a-z0-9][a-z0-9-]*\Z", _("Small letters, digits and “-” only."))


class CodingTheme(Texted, models.Model):
    """An entry of a campaign's codebook for one open question. The next campaign takes it over, so that years can be compared."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="themes")
    item_code = models.CharField(_("question"), max_length=64)
    code = models.CharField(_("code"), max_length=64, validators=[is_theme_code])
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=("campaign", "item_code", "code"), name="one_theme_per_code_and_question"),)

    def __str__(self) -> str:
        return self.code


class CodingThemeText(Text):
    words: ClassVar[tuple[str, ...]] = ("label",)

    record = models.ForeignKey(CodingTheme, on_delete=models.CASCADE, related_name="texts")
    label = models.CharField(_("theme"), max_length=200)

    class Meta(Text.Meta):
        pass


class OpenAnswer(models.Model):
    """Points at somebody's words: a sheet, the question, and which repetition of its group (0 outside groups)."""

    sheet = models.ForeignKey(AnswerSheet, on_delete=models.CASCADE, related_name="+")
    item_code = models.CharField(max_length=64)
    repetition = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def place(self) -> tuple[str, str, int]:
        return str(self.sheet_id), self.item_code, self.repetition


class Coding(OpenAnswer):
    """An open answer speaks of a theme, says somebody of the staff."""

    theme = models.ForeignKey(CodingTheme, on_delete=models.CASCADE, related_name="codings")
    coded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    coded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("sheet", "item_code", "repetition", "theme"), name="an_answer_is_coded_once_with_a_theme"),
        )

    def __str__(self) -> str:
        return f"{self.item_code}: {self.theme}"


class AnswerTranslation(TranslatedAnswer, OpenAnswer):
    """An open answer in another language."""

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("sheet", "item_code", "repetition", "language"), name="one_translation_per_answer_and_language"
            ),
            models.CheckConstraint(condition=~models.Q(state=TextState.ORIGINAL), name="a_translated_answer_is_no_original"),
        )
