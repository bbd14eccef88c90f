"""Making and editing a record, withdrawing it, taking that back."""

from functools import cached_property
from typing import Any

from django import forms
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic.edit import FormView
from wagtail.admin import messages
from wagtail.admin.ui.side_panels import StatusSidePanel
from wagtail.admin.views.generic import RevisionsRevertMixin
from wagtail.admin.views.generic.base import BaseObjectMixin, BaseOperationView, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, HistoryView, RevisionsCompareView

from cities.core.models import Record
from cities.desk.actions import confirm_translations, restore_withdrawn, withdraw_with_reason
from cities.desk.forms.withdrawal import WithdrawalForm
from cities.desk.queries.completeness import completeness_of, missing_labels
from cities.desk.queries.references import drafts_naming, referring_rows
from cities.desk.rules import may_delete, may_restore, may_schedule, may_withdraw
from cities.desk.views.columns import best_title
from cities.search.actions import index_record
from cities.search.content import is_indexed
from cities.search.tasks import renew_index


class TitledInLanguage:
    """Screens about one record name it in the editor's language."""

    object: Any

    def get_page_subtitle(self) -> str:
        return best_title(self.object)


class RecordHistoryView(TitledInLanguage, HistoryView):  # type: ignore[misc]  # Wagtail is untyped
    pass


class RecordCompareView(TitledInLanguage, RevisionsCompareView):  # type: ignore[misc]  # Wagtail is untyped
    pass


class RecordCreateView(CreateView):  # type: ignore[misc]  # Wagtail is untyped
    template_name = "desk/records/create.html"


class RecordEditView(TitledInLanguage, EditView):  # type: ignore[misc]  # Wagtail is untyped
    template_name = "desk/records/edit.html"
    restore_url_name: str = ""

    def is_valid(self, form: forms.ModelForm[Any]) -> bool:
        """Somebody else saved meanwhile: say so, keep what was typed, and let saving again decide."""
        if self.is_out_of_date and not self.expects_json_response:
            self.produced_error_code = "invalid_revision"
            self.produced_error_message = _(
                "Someone saved a newer version while you were writing. Nothing was saved, and what you typed is still here. "
                "Look at the newer version in the history; saving again puts yours in its place."
            )
            form.is_valid()
            return False
        return bool(super().is_valid(form))

    def get_available_actions(self) -> list[str]:
        actions: list[str] = super().get_available_actions()
        if self.object.withdrawn_at is None:
            return actions
        return [action for action in actions if action not in ("publish", "submit", "restart-workflow")]

    def save_instance(self) -> Any:
        instance = super().save_instance()
        confirm_translations(instance, languages=self.form.confirmed_languages, by=self.request.user)
        return instance

    def get_side_panels(self) -> Any:
        panels = super().get_side_panels()
        for panel in panels:
            if isinstance(panel, StatusSidePanel):
                panel.show_schedule_publishing_toggle = may_schedule(self.request.user, self.model)
        return panels

    @cached_property
    def can_delete(self) -> bool:
        return may_delete(self.request.user, self.live_object)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = super().header_more_buttons
        if self.object.is_public:
            address = self.object.get_absolute_url()
            buttons.append(Button(_("See it on the site"), url=address, icon_name="globe", priority=5))
        if may_withdraw(self.request.user, self.live_object):
            url = reverse(self.unpublish_url_name, args=[quote(self.object.pk)])
            buttons.append(Button(_("Withdraw …"), url=url, icon_name="circle-xmark", priority=90))
        return buttons

    # Wagtail hands its addresses to views that have an attribute for them.
    unpublish_url_name: str = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        found = completeness_of(self.model).get(self.object.pk)
        context["completeness"] = found
        context["missing"] = missing_labels(found, self.model, get_language()) if found else []
        context["withdrawn"] = self.live_object if self.live_object.withdrawn_at else None
        if may_restore(self.request.user, self.live_object):
            context["restore_url"] = reverse(self.restore_url_name, args=[quote(self.object.pk)])
        return context


class RecordRevertView(RevisionsRevertMixin, RecordEditView):  # type: ignore[misc]  # Wagtail is untyped
    """An older version brings its facts back too: not for those who write words only."""

    view_name = "revisions_revert"
    permission_required = "add"


class RecordDeleteView(DeleteView):  # type: ignore[misc]  # Wagtail is untyped
    """For drafts nobody ever saw; everything else is withdrawn."""

    def user_has_permission(self, permission: str) -> bool:
        return may_delete(self.request.user, self.object)


class WithdrawView(TitledInLanguage, BaseObjectMixin, WagtailAdminTemplateMixin, FormView):  # type: ignore[misc,type-arg]  # Wagtail is untyped
    """Asks for the reason readers will be told. Stands where Wagtail would unpublish without one."""

    form_class = WithdrawalForm
    template_name = "desk/records/withdraw.html"
    page_title = gettext_lazy("Withdraw")
    header_icon = "circle-xmark"
    edit_url_name: str = ""
    index_url_name: str = ""
    object: Record

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        lock = self.object.get_lock()
        if not may_withdraw(request.user, self.object) or (lock and lock.for_user(request.user)):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": str(self.object._meta.verbose_name_plural).capitalize()},
            {"url": self.edit_url, "label": best_title(self.object)},
            {"url": "", "label": str(self.page_title)},
        ]

    @property
    def edit_url(self) -> str:
        return reverse(self.edit_url_name, args=[quote(self.object.pk)])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "edit_url": self.edit_url, "record": self.object}

    def form_valid(self, form: WithdrawalForm) -> HttpResponseRedirect:
        withdraw_with_reason(self.object, reason=form.cleaned_data["reason"], by=self.request.user)  # type: ignore[arg-type]  # may_withdraw let nobody anonymous through
        messages.success(self.request, _("“%(title)s” is withdrawn. It can be restored here.") % {"title": best_title(self.object)})
        return redirect(self.edit_url)


class RestoreView(BaseOperationView):  # type: ignore[misc]  # Wagtail is untyped
    """Public again as it was. Only by POST."""

    http_method_names = ["post"]
    edit_url_name: str = ""
    object: Record

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_restore(request.user, self.object):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def perform_operation(self) -> None:
        restore_withdrawn(self.object, by=self.request.user)

    def get_success_message(self) -> str:
        return _("“%(title)s” is public again.") % {"title": best_title(self.object)}

    def get_success_url(self) -> str:
        return reverse(self.edit_url_name, args=[quote(self.object.pk)])


def refuse_deletion_of_what_is_used(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """For Wagtail's hook before it deletes: say what keeps a row, instead of failing."""
    for instance in instances:
        kept_by = referring_rows(instance)
        reason = ""
        if kept_by:
            reason = _("“%(title)s” is in use, for example by “%(example)s”, and cannot be deleted.") % {
                "title": instance,
                "example": kept_by[0],
            }
        elif drafts_naming(instance):
            reason = _("“%(title)s” is named by a version of a record and cannot be deleted.") % {"title": instance}
        if reason:
            messages.error(request, reason)
            return redirect(instance.snippet_viewset.get_url_name("list"))
    return None


def index_reference(request: HttpRequest, instance: Any) -> None:
    """For Wagtail's hooks after it saves a concept or a territory: found by the new names at once, records with it soon after.

    Records enter the index when they are published.
    """
    if is_indexed(instance) and not isinstance(instance, Record):
        index_record(instance)
        renew_index.enqueue()


def forget_references(request: HttpRequest, instances: list[Any]) -> None:
    """For Wagtail's hook after it deletes a concept or a territory, when it has no key any more: the index forgets what has no record."""
    if any(is_indexed(instance) for instance in instances):
        renew_index.enqueue()
