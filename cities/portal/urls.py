"""Addresses of the portal.

`localized_patterns` stand under /en, /fr, /es in the namespace `portal`, those of an organisation's space among them;
`urlpatterns` under no language, in `root`.
"""

from django.urls import path

from cities.portal import views

app_name = "root"

space_patterns = [
    path("my/<slug:code>/", views.space.my_organisation, name="my_organisation"),
    path("my/<slug:code>/still-right/", views.space.confirm_profile, name="confirm_profile"),
    path("my/<slug:code>/profile/", views.space.my_profile, name="my_profile"),
    path("my/<slug:code>/profile/words/<str:language>/", views.space.my_words, name="my_words"),
    path("my/<slug:code>/profile/facts/", views.space.my_facts, name="my_facts"),
    path("my/<slug:code>/profile/topics/", views.space.my_topics, name="my_topics"),
    path("my/<slug:code>/profile/picture/", views.space.my_picture, name="my_picture"),
    path("my/<slug:code>/profile/send/", views.space.submit_profile, name="submit_profile"),
    path("my/<slug:code>/profile/take-back/", views.space.withdraw_profile_change, name="withdraw_profile_change"),
    path("my/<slug:code>/practices/", views.space.my_practices, name="my_practices"),
    path("my/<slug:code>/practices/new/", views.space.new_practice, name="new_practice"),
    path("my/<slug:code>/practices/<uuid:key>/", views.space.my_practice, name="my_practice"),
    path("my/<slug:code>/practices/<uuid:key>/send/", views.space.submit_practice, name="submit_practice"),
    path("my/<slug:code>/practices/<uuid:key>/take-back/", views.space.withdraw_practice_change, name="withdraw_practice_change"),
    path("my/<slug:code>/practices/<uuid:key>/<slug:step>/", views.space.my_practice_step, name="my_practice_step"),
    path("my/<slug:code>/needs/", views.space.my_needs, name="my_needs"),
    path("my/<slug:code>/needs/new/<slug:kind>/", views.space.new_need, name="new_need"),
    path("my/<slug:code>/needs/<slug:kind>/<uuid:key>/", views.space.my_need, name="my_need"),
    path("my/<slug:code>/needs/<slug:kind>/<uuid:key>/close/", views.space.close_need, name="close_need"),
    path("my/<slug:code>/people/", views.space.my_people, name="my_people"),
    path("my/<slug:code>/people/new/", views.space.new_person, name="new_person"),
    path("my/<slug:code>/people/<uuid:key>/", views.space.my_person, name="my_person"),
    path("my/<slug:code>/people/<uuid:key>/consents/", views.space.set_consents, name="set_consents"),
    path("my/<slug:code>/people/<uuid:key>/hide/", views.space.hide_person, name="hide_person"),
    path("my/<slug:code>/people/<uuid:key>/left/", views.space.end_role, name="end_role"),
]

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
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("design/", views.design, name="design"),
    path("still-right/<str:key>/", views.space.still_right, name="still_right"),
    path("my/", views.space.my_organisations, name="my_organisations"),
    path("my/places", views.space.my_places, name="my_places"),
    *space_patterns,
]

urlpatterns = [
    path("", views.front_door, name="front_door"),
    path("id/<uuid:identifier>", views.identifier, name="identifier"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
