"""Addresses of the portal.

`localized_patterns` stand under /en, /fr, /es in the namespace `portal`; `urlpatterns` under no language, in `root`.
"""

from django.urls import path

from cities.portal import views

app_name = "root"

localized_patterns = [
    path("", views.home, name="home"),
    path("members/", views.directory, name="directory"),
    path("members/<slug:code>/", views.member, name="member"),
    path("members/<slug:code>/write/", views.write, name="write"),
    path("practices/", views.library, name="library"),
    path("practices/<slug:code>/", views.practice, name="practice"),
    path("resources/", views.resource_list, name="resources"),
    path("resources/<slug:code>/", views.resource, name="resource"),
    path("territories/", views.territory, {"code": "world"}, name="territories"),
    path("territories/<slug:code>/", views.territory, name="territory"),
    path("topics/", views.topics, name="topics"),
    path("topics/<slug:scheme>/<slug:code>/", views.topic, name="topic"),
    path("search/", views.search, name="search"),
    path("search/suggestions", views.suggestions, name="suggestions"),
    path("search/description.xml", views.search_description, name="search_description"),
    path("feeds/search.atom", views.search_feed, name="search_feed"),
    path("survey/<slug:key>/", views.survey_link, name="survey_link"),
    path("survey/<slug:key>/decline/", views.survey_decline_link, name="survey_decline_link"),
    path("surveys/", views.surveys, name="surveys"),
    path("surveys/<slug:campaign>/", views.survey, name="survey"),
    path("surveys/<slug:campaign>/begin/", views.begin_survey, name="begin_survey"),
    path("surveys/<slug:campaign>/decline/", views.decline_survey, name="decline_survey"),
    path("surveys/<slug:campaign>/return/", views.return_to_survey, name="return_to_survey"),
    path("surveys/<slug:campaign>/results/", views.survey_results, name="survey_results"),
    path("surveys/<slug:campaign>/results.csv", views.survey_results_table, name="survey_results_table"),
    path("surveys/<slug:campaign>/charts/<slug:item>.<slug:width>.<slug:shade>.svg", views.survey_chart, name="survey_chart"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("design/", views.design, name="design"),
    path("answer/<uuid:sheet_id>/", views.sheet, name="sheet"),
    path("answer/<uuid:sheet_id>/section/<str:code>/", views.sheet_section, name="sheet_section"),
    path("answer/<uuid:sheet_id>/save", views.sheet_save, name="sheet_save"),
    path("answer/<uuid:sheet_id>/presence", views.sheet_presence, name="sheet_presence"),
    path("answer/<uuid:sheet_id>/check/", views.sheet_check, name="sheet_check"),
    path("answer/<uuid:sheet_id>/thanks/", views.sheet_thanks, name="sheet_thanks"),
    path("answer/<uuid:sheet_id>/answers.txt", views.sheet_answers, name="sheet_answers"),
    path("answer/<uuid:sheet_id>/link/", views.sheet_new_link, name="sheet_new_link"),
    path("answer/<uuid:sheet_id>/link/<str:key>/", views.sheet_link, name="sheet_link"),
    path("answer/<uuid:sheet_id>/reopen/", views.sheet_reopen, name="sheet_reopen"),
    path("answer/<uuid:sheet_id>/file/<uuid:file_id>/", views.sheet_file, name="sheet_file"),
    path("account/", views.account, name="account"),
    path("account/data/", views.own_data, name="own_data"),
    path("account/leave/", views.leave_site, name="leave"),
    path("conversation/<uuid:pk>/", views.conversation, name="conversation"),
    path("conversation/<uuid:pk>/confirm/", views.confirm, name="confirm_conversation"),
    path("conversation/<uuid:pk>/end/", views.end, name="end_conversation"),
    path("conversation/<uuid:pk>/<str:key>/", views.open_conversation, name="open_conversation"),
    path("join/", views.join, name="join"),
    path("join/<uuid:pk>/", views.application, name="application"),
    path("join/<uuid:pk>/<str:key>/", views.open_application, name="open_application"),
    path("invitation/", views.invitation, name="invitation"),
    path("invitation/<str:key>/", views.open_invitation, name="open_invitation"),
    path("my/", views.account, name="space"),
    path("my/<slug:code>/", views.access, name="space_home"),
    path("my/<slug:code>/access/", views.access, name="access"),
    path("my/<slug:code>/access/<int:pk>/role/", views.change_part, name="change_part"),
    path("my/<slug:code>/access/<int:pk>/end/", views.end_delegation, name="end_delegation"),
    path("my/<slug:code>/access/invitations/<int:pk>/revoke/", views.revoke_invitation, name="revoke_invitation"),
]

urlpatterns = [
    path("", views.front_door, name="front_door"),
    path("id/<uuid:identifier>", views.identifier, name="identifier"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
