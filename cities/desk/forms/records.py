"""One form a record: its facts, its concepts by vocabulary, and its words in every language."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from cities.commons.vocabulary.models import Concept
from cities.core.naming import numbered_code
from cities.desk.codes import derived_code, is_derived
from cities.desk.forms.concepts import ConceptsField
from cities.desk.rules import may_edit_facts, may_schedule
from cities.translation.models import TextedRecord

TEXTS = "texts"
SCHEDULE = ("go_live_at", "expire_at")


class RecordForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail is untyped
    """Who may not say what is true of a record gets its words only; who may not publish gets no schedule."""

    fields: dict[str, Any]
    formsets: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code_before: str = self.instance.code
        self.titles_before = _titles(self.instance) if TEXTS in self.formsets else []
        if "code" in self.fields:
            self.fields["code"].required = False
        if self.for_user is not None:
            self._leave_out_what_is_not_theirs()
        self._fill_concepts()

    def _leave_out_what_is_not_theirs(self) -> None:
        model = type(self.instance)
        if not may_edit_facts(self.for_user, model):
            self.fields = {}
            self.formsets = {name: formset for name, formset in self.formsets.items() if name == TEXTS}
        elif not may_schedule(self.for_user, model):
            self.fields = {name: field for name, field in self.fields.items() if name not in SCHEDULE}

    @property
    def concept_fields(self) -> dict[str, ConceptsField]:
        return {name: field for name, field in self.fields.items() if isinstance(field, ConceptsField)}

    def _fill_concepts(self) -> None:
        fields = self.concept_fields
        if fields:
            keys = [concept.key for concept in self.instance.concepts.all()]
            for name, field in fields.items():
                self.initial[name] = [key for key in keys if key.startswith(f"{field.scheme}:")]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "code" in self.fields and "code" not in self.errors:
            cleaned["code"] = self._code(cleaned.get("code") or "")
        started, ended = cleaned.get("started"), cleaned.get("ended")
        if started and ended and ended < started:
            self.add_error("ended", ValidationError(_("It cannot end before it started.")))
        return cleaned

    def _code(self, typed: str) -> str:
        """What was typed; else, until the record is first published, what follows from its title; then it stays."""
        titles = self.formsets[TEXTS].titles()
        if typed and typed != self.code_before:
            return typed
        if self.instance.first_published_at or not is_derived(self.code_before, self.titles_before):
            return self.code_before
        base = derived_code(titles) or f"{self.instance.kind_code}-{self.instance.pk.hex[:8]}"
        others = type(self.instance)._default_manager.exclude(pk=self.instance.pk)
        return numbered_code(base, is_taken=lambda code: others.filter(code=code).exists())

    def save_cluster_m2m(self) -> None:
        super().save_cluster_m2m()
        fields = self.concept_fields
        if fields:
            shown = {field.scheme for field in fields.values()}
            kept = [concept for concept in self.instance.concepts.all() if concept.scheme_id not in shown]
            ticked = [key for name in fields for key in self.cleaned_data.get(name, ())]
            self.instance.concepts.set([*kept, *Concept.objects.filter(key__in=ticked)])

    @property
    def confirmed_languages(self) -> list[str]:
        """Translations somebody declared up to date in the form just saved."""
        return list(getattr(self.formsets.get(TEXTS), "confirmed", []))

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        updates: list[tuple[str, str]] = super().get_field_updates_for_resave()
        return [*updates, *(self.formsets[TEXTS].updates_after_save() if TEXTS in self.formsets else [])]


class OrganisationForm(RecordForm):
    concepts_themes = ConceptsField("themes")
    concepts_sectors = ConceptsField("sectors")
    concepts_policy_areas = ConceptsField("policy-areas")
    concepts_sdgs = ConceptsField("sdgs")
    concepts_beneficiaries = ConceptsField("beneficiaries")
    concepts_legal_forms = ConceptsField("legal-forms")
    concepts_support_measures = ConceptsField("support-measures")


class PracticeForm(RecordForm):
    concepts_themes = ConceptsField("themes")
    concepts_sectors = ConceptsField("sectors")
    concepts_policy_areas = ConceptsField("policy-areas")
    concepts_sdgs = ConceptsField("sdgs")
    concepts_legal_forms = ConceptsField("legal-forms")
    concepts_beneficiaries = ConceptsField("beneficiaries")
    concepts_scales = ConceptsField("scales")
    concepts_support_measures = ConceptsField("support-measures")


class ResourceForm(RecordForm):
    concepts_themes = ConceptsField("themes")
    concepts_sectors = ConceptsField("sectors")
    concepts_policy_areas = ConceptsField("policy-areas")
    concepts_sdgs = ConceptsField("sdgs")
    concepts_beneficiaries = ConceptsField("beneficiaries")
    concepts_legal_forms = ConceptsField("legal-forms")
    concepts_support_measures = ConceptsField("support-measures")


def _titles(record: TextedRecord) -> list[str]:
    """The original's first."""
    return [str(text) for text in sorted(record.texts.all(), key=lambda text: not text.is_original)]
