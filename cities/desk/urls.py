"""Desk screens that are not lists or forms of one kind of record; under /admin/ (wagtail_hooks)."""

from django.urls import path

from cities.desk.views import imports
from cities.desk.views.choices import choices
from cities.desk.views.confirmations import ConfirmationsView
from cities.desk.views.find import FindView
from cities.desk.views.ranking import RankingView
from cities.desk.views.translations import TranslationTableView

app_name = "desk"

urlpatterns = [
    path("choices/<slug:kind>/", choices, name="choices"),
    path("confirmations/", ConfirmationsView.as_view(), name="confirmations"),
    path("find/", FindView.as_view(), name="find"),
    path("imports/", imports.ImportsView.as_view(), name="imports"),
    path("imports/<int:batch_id>/", imports.BatchView.as_view(), name="import"),
    path("imports/<int:batch_id>/columns/", imports.ColumnsView.as_view(), name="import_columns"),
    path("imports/<int:batch_id>/items/", imports.decide_all, name="import_items"),
    path("imports/<int:batch_id>/items/<int:item_id>/", imports.ItemView.as_view(), name="import_item"),
    path("imports/<int:batch_id>/apply/", imports.apply_import, name="apply_import"),
    path("imports/<int:batch_id>/undo/", imports.undo_import, name="undo_import"),
    path("imports/<int:batch_id>/discard/", imports.discard_import, name="discard_import"),
    path("imports/<int:batch_id>/resume/", imports.resume_import, name="resume_import"),
    path("ranking/", RankingView.as_view(), name="ranking"),
    path("translations/", TranslationTableView.as_view(), name="translations"),
]
