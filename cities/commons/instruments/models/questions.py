"""What is asked: instrument, version, section, item, options; each with its words per language."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.commons.vocabulary.models import Scheme
from cities.translation.models import Text, Texted

# A name as XLSForm allows it, without the colon and the dot its expressions use.
is_item_code = RegexValidator(r"\A[A-Za-z_][A-Za-z0-9_-]*\Z", _("Begin with a letter; then letters, digits, “_” and “-”."))


class Instrument(Texted, models.Model):
    """A questionnaire as it lives through the years; what is asked is said by its versions."""

    class Purpose(models.TextChoices):
        SURVEY = "survey", _("survey")
        ASSESSMENT = "assessment", _("assessment")
        COMPARISON = "comparison", _("comparison grid")
        SESSION = "session", _("session sheet")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("code"), max_length=80, unique=True)
    purpose = models.CharField(_("what it is for"), max_length=20, choices=Purpose, default=Purpose.SURVEY)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("code",)
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")

    def __str__(self) -> str:
        original = self.original_text
        return str(original) if original and str(original) else self.code


class InstrumentText(Text):
    words: ClassVar[tuple[str, ...]] = ("title", "introduction", "closing")

    record = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=250)
    introduction = models.TextField(_("what it says before the first question"), blank=True)
    closing = models.TextField(_("what it says after the last"), blank=True)

    class Meta(Text.Meta):
        pass


class InstrumentVersion(models.Model):
    """One wording of an instrument. A draft can be changed; once published it never is, so that its answers stay readable."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        RETIRED = "retired", _("retired")

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    # The language the questions were written in; labels missing elsewhere fall back to it.
    language = models.CharField(_("language it was written in"), max_length=35)
    languages = models.JSONField(_("languages it is asked in"), default=list)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ("instrument", "-number")
        constraints = (
            models.UniqueConstraint(fields=("instrument", "number"), name="one_version_per_number_of_an_instrument"),
            models.UniqueConstraint(fields=("instrument",), condition=models.Q(state="draft"), name="one_draft_version_per_instrument"),
        )

    def __str__(self) -> str:
        return f"{self.instrument.code} {self.number}"


class Section(Texted, models.Model):
    """One page of questions."""

    version = models.ForeignKey(InstrumentVersion, on_delete=models.CASCADE, related_name="sections")
    code = models.CharField(_("code"), max_length=64, validators=[is_item_code])
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    condition = models.TextField(_("asked only if"), blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=("version", "code"), name="one_section_per_code_in_a_version"),)

    def __str__(self) -> str:
        return self.code


class SectionText(Text):
    words: ClassVar[tuple[str, ...]] = ("title", "introduction")

    record = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=250, blank=True)
    introduction = models.TextField(_("introduction"), blank=True)

    class Meta(Text.Meta):
        pass


class OptionList(models.Model):
    """Codes to choose from; several items may share one."""

    version = models.ForeignKey(InstrumentVersion, on_delete=models.CASCADE, related_name="option_lists")
    code = models.CharField(_("code"), max_length=64, validators=[is_item_code])

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("version", "code"), name="one_option_list_per_code_in_a_version"),)

    def __str__(self) -> str:
        return self.code


class Option(Texted, models.Model):
    options = models.ForeignKey(OptionList, on_delete=models.CASCADE, related_name="entries")
    code = models.CharField(_("code"), max_length=64)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=("options", "code"), name="one_option_per_code_in_a_list"),)

    def __str__(self) -> str:
        return self.code


class OptionText(Text):
    words: ClassVar[tuple[str, ...]] = ("label",)

    record = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="texts")
    label = models.CharField(_("label"), max_length=500, blank=True)

    class Meta(Text.Meta):
        pass


class Item(Texted, models.Model):
    """A question. Its code stays the same across versions and years: answers are compared by it."""

    class Type(models.TextChoices):
        TEXT = "text", _("text")
        LONG_TEXT = "long-text", _("long text")
        NUMBER = "number", _("number")
        WHOLE_NUMBER = "whole-number", _("whole number")
        MONEY = "money", _("money")
        DATE = "date", _("date")
        YES_NO = "yes-no", _("yes or no")
        ONE_OF = "one-of", _("one of")
        SEVERAL_OF = "several-of", _("several of")
        RANK = "rank", _("ranking")
        SCALE = "scale", _("scale")
        MATRIX = "matrix", _("matrix")
        FILE = "file", _("file")
        TERRITORY = "territory", _("territory")
        CONCEPT = "concept", _("concept")
        ORGANISATION = "organisation", _("organisation")
        REPEAT = "repeat", _("repeated group")
        NOTE = "note", _("text to read")
        CALCULATION = "calculation", _("calculation")

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="items")
    version = models.ForeignKey(InstrumentVersion, on_delete=models.CASCADE, related_name="items")
    # The repeated group it belongs to; groups do not hold groups.
    group = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="items")
    code = models.CharField(_("code"), max_length=64, validators=[is_item_code])
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    type = models.CharField(_("type"), max_length=20, choices=Type)
    options = models.ForeignKey(OptionList, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("options"))
    # A matrix asks the same options of each of these.
    rows = models.ForeignKey(OptionList, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("rows"))
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vocabulary"))
    # A currency by its code (EUR, XOF) for money, anything readable for a number.
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    # "true()" for always; empty for never.
    required = models.TextField(_("must be answered if"), blank=True)
    condition = models.TextField(_("asked only if"), blank=True)
    constraint = models.TextField(_("accepted only if"), blank=True)
    calculation = models.TextField(_("computed as"), blank=True)
    # Whether “does not apply” is offered beside the answer.
    allows_not_applicable = models.BooleanField(_("may not apply"), default=False)
    # Whether who answers says if it may be published: for words of a person and anything about one.
    is_personal = models.BooleanField(_("ask before publishing"), default=False)
    # Whether the last campaign's answer is filled in, rather than only shown.
    is_prefilled = models.BooleanField(_("fill in the last answer"), default=False)

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=("version", "code"), name="one_item_per_code_in_a_version"),)

    def __str__(self) -> str:
        return self.code


class ItemText(Text):
    words: ClassVar[tuple[str, ...]] = ("label", "hint", "constraint_message")

    record = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="texts")
    label = models.TextField(_("question"), blank=True)
    hint = models.TextField(_("help"), blank=True)
    constraint_message = models.TextField(_("what to say when it is not accepted"), blank=True)

    class Meta(Text.Meta):
        pass
