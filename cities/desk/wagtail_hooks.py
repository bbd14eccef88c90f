"""Puts the desk into Wagtail's admin and takes away what is about pages: there are none here."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.admin.views.home import LockedPagesPanel, RecentEditsPanel
from wagtail.permissions import register_permission_policy
from wagtail.snippets.action_menu import PublishMenuItem, RestartWorkflowMenuItem, SubmitForModerationMenuItem, UnpublishMenuItem
from wagtail.snippets.models import register_snippet

from cities.desk import urls
from cities.desk.rules import RECORD_MODELS, RecordPolicy, is_steward, may_edit_instruments, may_invite, may_read_table
from cities.desk.views.editing import forget_references, index_reference, refuse_deletion_of_what_is_used
from cities.desk.views.start import WaitingPanel
from cities.desk.views.viewsets import VIEWSETS
from cities.editions.rules import may_make_editions
from cities.gather.intake.rules import may_import
from cities.gather.surveys.rules import may_run_surveys
from cities.transfer.advice.rules import may_run_advice
from cities.transfer.comparisons.rules import may_run_comparisons
from cities.transfer.matching.rules import may_coordinate
from cities.transfer.projects.rules import may_run_transfers

# About pages, or leading out of the house.
PAGE_MENU = {"explorer", "snippets"}
PAGE_REPORTS = {"locked-pages", "aging-pages", "page-types-usage"}
OUTSIDE_HELP = ("whats-new-in-wagtail", "editor-guide")

# Before anything asks for the policy of a record.
for model in RECORD_MODELS:
    register_permission_policy(model, RecordPolicy(model), exact_class=True)
for viewset in VIEWSETS:
    register_snippet(viewset)

hooks.register("before_delete_snippet", refuse_deletion_of_what_is_used)
hooks.register("after_create_snippet", index_reference)
hooks.register("after_edit_snippet", index_reference)
hooks.register("after_delete_snippet", forget_references)


@hooks.register("register_admin_urls")
def register_desk_urls() -> list[URLResolver]:
    return [path("", include(urls))]


class RuledMenuItem(MenuItem):  # type: ignore[misc]  # Wagtail is untyped
    """Shown to those a rule lets in."""

    def __init__(self, rule: Callable[[Any], bool], *args: Any, **kwargs: Any) -> None:
        self.rule = rule
        super().__init__(*args, **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        return self.rule(request.user)


@hooks.register("register_admin_menu_item")
def register_translations_menu_item() -> MenuItem:
    return RuledMenuItem(may_read_table, _("Translations"), reverse("desk:translations"), name="translations", icon_name="globe", order=140)


@hooks.register("register_admin_menu_item")
def register_imports_menu_item() -> MenuItem:
    return RuledMenuItem(may_import, _("Import"), reverse("desk:imports"), name="imports", icon_name="download", order=150)


@hooks.register("register_admin_menu_item")
def register_instruments_menu_item() -> MenuItem:
    return RuledMenuItem(
        may_edit_instruments, _("Questionnaires"), reverse("desk:instruments"), name="instruments", icon_name="list-ul", order=135
    )


@hooks.register("register_admin_menu_item")
def register_applications_menu_item() -> MenuItem:
    return RuledMenuItem(may_invite, _("Applications"), reverse("desk:applications"), name="applications", icon_name="mail", order=112)


@hooks.register("register_admin_menu_item")
def register_access_menu_item() -> MenuItem:
    return RuledMenuItem(may_invite, _("Access of members"), reverse("desk:access"), name="access", icon_name="key", order=114)


@hooks.register("register_reports_menu_item")
def register_reported_menu_item() -> MenuItem:
    return RuledMenuItem(may_invite, _("Reported conversations"), reverse("desk:reported"), name="reported", icon_name="warning", order=910)


@hooks.register("register_reports_menu_item")
def register_confirmations_menu_item() -> MenuItem:
    return RuledMenuItem(
        may_invite, _("Still right?"), reverse("desk:confirmations"), name="confirmations", icon_name="circle-check", order=890
    )


@hooks.register("register_admin_menu_item")
def register_surveys_menu_item() -> MenuItem:
    return RuledMenuItem(may_run_surveys, _("Surveys"), reverse("desk:surveys"), name="surveys", icon_name="form", order=145)


@hooks.register("register_admin_menu_item")
def register_editions_menu_item() -> MenuItem:
    return RuledMenuItem(may_make_editions, _("Editions"), reverse("desk:editions"), name="editions", icon_name="doc-full", order=147)


@hooks.register("register_admin_menu_item")
def register_transfers_menu_item() -> MenuItem:
    return RuledMenuItem(may_run_transfers, _("Transfers"), reverse("desk:transfers"), name="transfers", icon_name="redirect", order=125)


@hooks.register("register_admin_menu_item")
def register_comparisons_menu_item() -> MenuItem:
    return RuledMenuItem(
        may_run_comparisons, _("Comparisons"), reverse("desk:comparisons"), name="comparisons", icon_name="table", order=127
    )


@hooks.register("register_admin_menu_item")
def register_matching_menu_item() -> MenuItem:
    return RuledMenuItem(may_coordinate, _("Matching"), reverse("desk:matching"), name="matching", icon_name="link", order=116)


@hooks.register("register_admin_menu_item")
def register_advice_menu_item() -> MenuItem:
    return RuledMenuItem(may_run_advice, _("Advice"), reverse("desk:advice"), name="advice", icon_name="help", order=118)


@hooks.register("register_reports_menu_item")
def register_ranking_menu_item() -> MenuItem:
    return MenuItem(_("Why was this found?"), reverse("desk:ranking"), name="ranking", icon_name="search", order=900)


@hooks.register("register_admin_search_area")
def register_search_area() -> SearchArea:
    return SearchArea(_("Everything"), reverse("desk:find"), name="everything", icon_name="search", order=1)


@hooks.register("construct_main_menu")
def leave_out_page_menus(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in PAGE_MENU]


@hooks.register("construct_reports_menu")
def leave_out_page_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [] if is_steward(request.user) else [item for item in items if item.name not in PAGE_REPORTS]


@hooks.register("construct_help_menu")
def leave_out_outside_help(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if not item.name.startswith(OUTSIDE_HELP)]


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [WaitingPanel(request), *(panel for panel in panels if not isinstance(panel, (RecentEditsPanel, LockedPagesPanel)))]


@hooks.register("construct_homepage_summary_items")
def leave_out_summary(request: HttpRequest, items: list[Any]) -> None:
    """Counts that never go to zero tell nobody what to do."""
    items.clear()


@hooks.register("construct_snippet_action_menu")
def withdraw_instead_of_unpublishing(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Unpublishing asks no reason; what is withdrawn is restored before it is published again."""
    left_out: tuple[type, ...] = (UnpublishMenuItem,)
    instance = context.get("instance")
    if instance is not None and getattr(instance, "withdrawn_at", None):
        left_out = (UnpublishMenuItem, PublishMenuItem, SubmitForModerationMenuItem, RestartWorkflowMenuItem)
    items[:] = [item for item in items if not isinstance(item, left_out)]


@hooks.register("insert_global_admin_css")
def desk_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))


@hooks.register("insert_global_admin_js")
def desk_scripts() -> SafeString:
    return format_html('<script src="{}"></script>', static("desk/desk.js"))
