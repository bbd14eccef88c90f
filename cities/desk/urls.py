"""Desk screens that are not lists or forms of one kind of record; under /admin/ (wagtail_hooks)."""

from django.urls import path

from cities.desk.views import imports, surveys
from cities.desk.views.choices import choices
from cities.desk.views.find import FindView
from cities.desk.views.ranking import RankingView
from cities.desk.views.translations import TranslationTableView

app_name = "desk"

urlpatterns = [
    path("choices/<slug:kind>/", choices, name="choices"),
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
    path("surveys/", surveys.CampaignsView.as_view(), name="surveys"),
    path("surveys/new/", surveys.NewView.as_view(), name="new_survey"),
    path("surveys/audience/", surveys.audience, name="survey_audience"),
    path("surveys/campaign/<slug:campaign>/", surveys.DashboardView.as_view(), name="survey"),
    path("surveys/campaign/<slug:campaign>/edit/", surveys.EditView.as_view(), name="edit_survey"),
    path("surveys/campaign/<slug:campaign>/letters/", surveys.LettersView.as_view(), name="survey_letters"),
    path("surveys/campaign/<slug:campaign>/results/", surveys.ResultsView.as_view(), name="survey_results"),
    path("surveys/campaign/<slug:campaign>/words/<slug:item>/", surveys.WordsView.as_view(), name="survey_words"),
    path("surveys/campaign/<slug:campaign>/charts/<slug:item>.<slug:width>.<slug:shade>.svg", surveys.chart, name="survey_chart"),
    path("surveys/campaign/<slug:campaign>/export/<slug:audience>.<slug:ending>", surveys.export, name="export_survey"),
    path("surveys/campaign/<slug:campaign>/act/<slug:act>/", surveys.act, name="act_on_survey"),
    path("translations/", TranslationTableView.as_view(), name="translations"),
]
