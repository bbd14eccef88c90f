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
]

urlpatterns = [
    path("", views.front_door, name="front_door"),
    path("id/<uuid:identifier>", views.identifier, name="identifier"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
