"""Rows of a record's form: what the database would refuse is said in words beside the field."""

from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms.models import WagtailAdminModelForm

# No network of ours is older; what is smaller is a slip of the keyboard.
FIRST_YEAR = 1800


class RowFormSet(BaseChildFormSet):  # type: ignore[misc]  # modelcluster is untyped
    """Rows a draft added have no key yet; they keep what the form does not show by their place."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        rows = self.get_queryset()
        if self.is_bound and form.instance.pk is None and i < self.initial_form_count() and i < len(rows) and rows[i].pk is None:
            for field in rows[i]._meta.concrete_fields:
                if not field.editable:
                    setattr(form.instance, field.attname, getattr(rows[i], field.attname))
        return form


class FigureForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail is untyped
    """A figure has a value or says why not, and remembers who entered it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Said once above the rows.
        self.fields["unit"].help_text = ""
        if self.instance.value is not None:
            self.initial["value"] = self.instance.plain_value

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        value, absence = cleaned.get("value"), cleaned.get("absence")
        if value is None and not absence and "value" not in self.errors:
            self.add_error("value", _("Give a number, or say why there is none."))
        if value is not None and absence:
            self.add_error("absence", _("There is a number: leave this empty."))
        if self.instance.entered_by_id is None and self.instance._state.adding:
            self.instance.entered_by = self.for_user
        return cleaned


class ParticipationForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail is untyped
    """Who took part has a record or a name, not both; a record knows what kind of actor it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["actor_kind"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        organisation, name = cleaned.get("organisation"), cleaned.get("name")
        if organisation and name:
            self.add_error("name", _("This organisation has a record: leave the name empty."))
        elif not organisation and not name and "organisation" not in self.errors:
            self.add_error("organisation", _("Choose an organisation, or write its name if it has no record here."))
        if not cleaned.get("actor_kind"):
            if organisation:
                cleaned["actor_kind"] = organisation.actor_kind
            else:
                self.add_error("actor_kind", _("Say what kind of actor it is."))
        return cleaned


class MembershipForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail is untyped
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("It cannot end before it began."))
        return cleaned


class MembershipFormSet(RowFormSet):
    def clean(self) -> None:
        super().clean()
        running = [form for form in _kept(self) if not form.cleaned_data.get("until")]
        if len(running) > 1:
            raise ValidationError(_("Only one membership can be running: say when the others ended."))


class MembershipYearForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail is untyped
    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if not FIRST_YEAR <= year <= timezone.localdate().year + 1:
            raise ValidationError(_("Write the year in four digits, not later than next year."))
        return year


class MembershipYearFormSet(RowFormSet):
    def get_unique_error_message(self, unique_check: Any) -> str:
        return _("The same year stands here twice: one status a year is enough.")


class ConsentFormSet(RowFormSet):
    def clean(self) -> None:
        super().clean()
        standing = Counter(form.cleaned_data.get("field") for form in _kept(self) if not form.cleaned_data.get("withdrawn_at"))
        if any(count > 1 for count in standing.values()):
            raise ValidationError(_("There are two standing consents for the same field: say when the older one was withdrawn."))


def _kept(formset: BaseChildFormSet) -> list[Any]:
    """Rows that stay and say something."""
    return [form for form in formset.forms if form not in formset.deleted_forms and (form.has_changed() or form.instance.pk)]
