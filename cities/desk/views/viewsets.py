"""What the back office keeps: records, and what they build upon."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cities.commons.members.models import Organisation, Person, Stewardship
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.commons.vocabulary.models import Concept, Scheme
from cities.core.models import Record
from cities.desk.panels.records import organisation_form, practice_form, resource_form
from cities.desk.panels.references import concept_form, person_form, scheme_form, source_form, stewardship_form, territory_form
from cities.desk.rules import may_reach
from cities.desk.views import references
from cities.desk.views.editing import (
    RecordCompareView,
    RecordCreateView,
    RecordDeleteView,
    RecordEditView,
    RecordHistoryView,
    RecordRevertView,
    RestoreView,
    WithdrawView,
)
from cities.desk.views.filters import OrganisationFilters, PracticeFilters, ResourceFilters
from cities.desk.views.lists import RecordIndexView, SearchableIndexView
from cities.provenance.models import Source

# Addresses Wagtail makes that have no meaning here: where a record is used is asked of the rows themselves.
LEFT_OUT = {"usage"}


class DeskViewSet(SnippetViewSet):  # type: ignore[misc]  # Wagtail is untyped
    """No copies, no chooser dialogs (forms have pickers), no usage counts."""

    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = SearchableIndexView
    index_template_name = "wagtailadmin/generic/index.html"
    index_results_template_name = "wagtailadmin/generic/index_results.html"
    create_template_name = "desk/references/create.html"
    edit_template_name = "desk/references/edit.html"
    list_per_page = 50

    def register_chooser_viewset(self) -> None:
        """Fewer addresses to guard: see forms.pickers."""

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_common_view_kwargs(**kwargs), "usage_url_name": self.UNDEFINED}

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in LEFT_OUT]


def _only_within_reach(view: Callable[..., HttpResponseBase], model: type[Record]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = kwargs.get("pk", args[0] if args else None)
        if key is not None and not may_reach(request.user, model, unquote(str(key))):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


class RecordViewSet(DeskViewSet):
    """Drafts, review, revisions; withdrawal in place of deletion."""

    index_view_class = RecordIndexView
    add_view_class = RecordCreateView
    edit_view_class = RecordEditView
    delete_view_class = RecordDeleteView
    history_view_class = RecordHistoryView
    revisions_compare_view_class = RecordCompareView
    unpublish_view_class = WithdrawView
    create_template_name = "desk/records/create.html"
    edit_template_name = "desk/records/edit.html"

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        """Every screen of one record asks whether it is within reach of whoever looks: see rules.within_reach."""
        return _only_within_reach(super().construct_view(view_class, **kwargs), self.model)

    # Wagtail would make one from the edit view, for whoever may edit.
    revisions_revert_view_class = RecordRevertView

    @property
    def unpublish_view(self) -> Any:
        return self.construct_view(WithdrawView)

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        options: dict[str, Any] = super().get_edit_view_kwargs(restore_url_name=self.get_url_name("restore"), **kwargs)
        return options

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("restore/<uuid:pk>/", self.construct_view(RestoreView), name="restore")]


class OrganisationViewSet(RecordViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Members")
    menu_name = "members"
    menu_order = 110
    url_prefix = "members"
    filterset_class = OrganisationFilters

    def get_edit_handler(self) -> Any:
        return organisation_form().bind_to_model(self.model)


class PracticeViewSet(RecordViewSet):
    model = Practice
    icon = "doc-full-inverse"
    menu_label = _("Practices")
    menu_name = "practices"
    menu_order = 120
    url_prefix = "practices"
    filterset_class = PracticeFilters

    def get_edit_handler(self) -> Any:
        return practice_form().bind_to_model(self.model)


class ResourceViewSet(RecordViewSet):
    model = Resource
    icon = "doc-empty"
    menu_label = _("Resources")
    menu_name = "resources"
    menu_order = 130
    url_prefix = "resources"
    filterset_class = ResourceFilters

    def get_edit_handler(self) -> Any:
        return resource_form().bind_to_model(self.model)


class ConceptViewSet(DeskViewSet):
    model = Concept
    icon = "tag"
    menu_label = _("Concepts")
    menu_name = "concepts"
    menu_order = 10
    add_to_admin_menu = False
    url_prefix = "concepts"
    index_view_class = references.ConceptIndexView
    edit_view_class = references.ReferenceEditView
    filterset_class = references.ConceptFilters

    def get_edit_handler(self) -> Any:
        return concept_form().bind_to_model(self.model)


class SchemeViewSet(DeskViewSet):
    model = Scheme
    icon = "list-ul"
    menu_label = _("Vocabularies")
    menu_name = "schemes"
    menu_order = 20
    add_to_admin_menu = False
    url_prefix = "vocabularies"
    index_view_class = references.SchemeIndexView

    def get_edit_handler(self) -> Any:
        return scheme_form().bind_to_model(self.model)


class VocabularyGroup(SnippetViewSetGroup):  # type: ignore[misc]  # Wagtail is untyped
    items = (ConceptViewSet, SchemeViewSet)
    menu_label = _("Vocabularies")
    menu_name = "vocabularies"
    menu_icon = "tag"
    menu_order = 150
    add_to_admin_menu = True


class TerritoryViewSet(DeskViewSet):
    model = Territory
    icon = "site"
    menu_label = _("Territories")
    menu_name = "territories"
    menu_order = 160
    url_prefix = "territories"
    index_view_class = references.TerritoryIndexView
    edit_view_class = references.TerritoryEditView
    filterset_class = references.TerritoryFilters

    def get_edit_handler(self) -> Any:
        return territory_form().bind_to_model(self.model)


class SourceViewSet(DeskViewSet):
    model = Source
    icon = "openquote"
    menu_label = _("Sources")
    menu_name = "sources"
    menu_order = 170
    url_prefix = "sources"
    list_display = ("title", "publisher", "year", Column("language", label=_("Language")))
    ordering = ("title",)

    def get_edit_handler(self) -> Any:
        return source_form().bind_to_model(self.model)


class PersonViewSet(DeskViewSet):
    model = Person
    icon = "user"
    menu_label = _("People")
    menu_name = "people"
    menu_order = 180
    url_prefix = "people"
    index_view_class = references.PersonIndexView
    list_display = ("name", references.RolesColumn("roles", label=_("Roles")), DateColumn("created_at", label=_("Entered")))
    ordering = ("name",)

    def get_edit_handler(self) -> Any:
        return person_form().bind_to_model(self.model)


class StewardshipViewSet(DeskViewSet):
    model = Stewardship
    icon = "globe"
    menu_label = _("Regional stewards")
    menu_name = "stewards"
    menu_order = 700
    add_to_admin_menu = False
    add_to_settings_menu = True
    url_prefix = "stewards"
    list_display = ("user", "region")
    is_searchable = False

    def get_edit_handler(self) -> Any:
        return stewardship_form().bind_to_model(self.model)


VIEWSETS = (
    OrganisationViewSet,
    PracticeViewSet,
    ResourceViewSet,
    VocabularyGroup,
    TerritoryViewSet,
    SourceViewSet,
    PersonViewSet,
    StewardshipViewSet,
)
