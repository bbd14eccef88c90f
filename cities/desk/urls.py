"""Desk screens that are not lists or forms of one kind of record; under /admin/ (wagtail_hooks)."""

from django.urls import path

from cities.desk.views import advice, editions, imports, instruments, matching, surveys
from cities.desk.views.access import AccessView, InviteView, ReportedView
from cities.desk.views.choices import choices
from cities.desk.views.comparisons import ComparisonsView, GridView, add_ready_grid
from cities.desk.views.confirmations import ConfirmationsView
from cities.desk.views.find import FindView
from cities.desk.views.joining import ApplicationsView, ApplicationView, application_file
from cities.desk.views.ranking import RankingView
from cities.desk.views.transfers import TransfersView
from cities.desk.views.translations import TranslationTableView

app_name = "desk"

urlpatterns = [
    path("access/", AccessView.as_view(), name="access"),
    path("access/<slug:code>/", InviteView.as_view(), name="invite"),
    path("advice/", advice.TriageView.as_view(), name="advice"),
    path("advice/engagements/", advice.EngagementsView.as_view(), name="advice_engagements"),
    path("advice/request/<uuid:key>/", advice.RequestView.as_view(), name="advice_request"),
    path("advice/roster/", advice.RosterView.as_view(), name="advice_roster"),
    path("advice/tables/<slug:table>.csv", advice.advice_table, name="advice_table"),
    path("applications/", ApplicationsView.as_view(), name="applications"),
    path("applications/<uuid:pk>/", ApplicationView.as_view(), name="application"),
    path("applications/<uuid:pk>/files/<int:file_pk>/", application_file, name="application_file"),
    path("choices/<slug:kind>/", choices, name="choices"),
    path("comparisons/", ComparisonsView.as_view(), name="comparisons"),
    path("comparisons/ready-grid/", add_ready_grid, name="add_ready_grid"),
    path("comparisons/grids/<slug:code>/", GridView.as_view(), name="comparison_grid"),
    path("confirmations/", ConfirmationsView.as_view(), name="confirmations"),
    path("editions/", editions.EditionsView.as_view(), name="editions"),
    path("editions/new/", editions.NewEditionView.as_view(), name="new_edition"),
    path("editions/edition/<slug:edition>/", editions.EditionView.as_view(), name="edition"),
    path("editions/edition/<slug:edition>/facts/", editions.EditEditionView.as_view(), name="edit_edition"),
    path("editions/edition/<slug:edition>/sections/", editions.SectionsView.as_view(), name="edition_sections"),
    path("editions/edition/<slug:edition>/words/<str:language>/", editions.WordsView.as_view(), name="edition_words"),
    path("editions/edition/<slug:edition>/cases/", editions.CasesView.as_view(), name="edition_cases"),
    path("editions/new-kit/", editions.NewKitView.as_view(), name="new_kit"),
    path("editions/edition/<slug:edition>/contents/", editions.ContentsView.as_view(), name="kit_contents"),
    path("editions/edition/<slug:edition>/preview/<str:language>.epub", editions.preview_book, name="kit_preview"),
    path("editions/edition/<slug:edition>/preview/folder.zip", editions.preview_all, name="kit_preview_folder"),
    path("editions/edition/<slug:edition>/figures/", editions.FiguresView.as_view(), name="edition_figures"),
    path("editions/edition/<slug:edition>/preview/<str:language>.pdf", editions.preview, name="edition_preview"),
    path("editions/edition/<slug:edition>/act/<slug:act>/", editions.act, name="act_on_edition"),
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
    path("instruments/", instruments.InstrumentsView.as_view(), name="instruments"),
    path("instruments/new/", instruments.NewInstrumentView.as_view(), name="new_instrument"),
    path("instruments/<slug:code>/", instruments.InstrumentView.as_view(), name="instrument"),
    path("instruments/<slug:code>/upload/", instruments.UploadView.as_view(), name="instrument_upload"),
    path("instruments/<slug:code>/draft/", instruments.OutlineView.as_view(), name="instrument_outline"),
    path("instruments/<slug:code>/draft/<slug:section>/", instruments.SectionView.as_view(), name="instrument_section"),
    path("instruments/<slug:code>/translate/<str:language>/", instruments.TranslateView.as_view(), name="instrument_translate"),
    path("instruments/<slug:code>/<int:number>/xlsform/", instruments.xlsform, name="instrument_xlsform"),
    path("instruments/<slug:code>/<int:number>/<str:language>/", instruments.PreviewView.as_view(), name="instrument_preview"),
    path("matching/", matching.NetworkView.as_view(), name="matching"),
    path("matching/weights/", matching.WeightsView.as_view(), name="matching_weights"),
    path("matching/need/<uuid:key>/", matching.NeedView.as_view(), name="matching_need"),
    path("matching/<slug:kind>/", matching.CallsView.as_view(), name="matching_calls"),
    path("ranking/", RankingView.as_view(), name="ranking"),
    path("reported/", ReportedView.as_view(), name="reported"),
    path("surveys/", surveys.CampaignsView.as_view(), name="surveys"),
    path("surveys/new/", surveys.NewView.as_view(), name="new_survey"),
    path("surveys/audience/", surveys.audience, name="survey_audience"),
    path("surveys/campaign/<slug:campaign>/", surveys.DashboardView.as_view(), name="survey"),
    path("surveys/campaign/<slug:campaign>/edit/", surveys.EditView.as_view(), name="edit_survey"),
    path("surveys/campaign/<slug:campaign>/again/", surveys.AgainView.as_view(), name="survey_again"),
    path("surveys/campaign/<slug:campaign>/letters/", surveys.LettersView.as_view(), name="survey_letters"),
    path("surveys/campaign/<slug:campaign>/results/", surveys.ResultsView.as_view(), name="survey_results"),
    path("surveys/campaign/<slug:campaign>/words/<slug:item>/", surveys.WordsView.as_view(), name="survey_words"),
    path("surveys/campaign/<slug:campaign>/charts/<slug:item>.<slug:width>.<slug:shade>.svg", surveys.chart, name="survey_chart"),
    path("surveys/campaign/<slug:campaign>/export/<slug:audience>.<slug:ending>", surveys.export, name="export_survey"),
    path("surveys/campaign/<slug:campaign>/act/<slug:act>/", surveys.act, name="act_on_survey"),
    path("transfers/", TransfersView.as_view(), name="transfers"),
    path("translations/", TranslationTableView.as_view(), name="translations"),
]
