"""Addresses of feeds and downloads, under /{language}/feeds/."""

from django.urls import path

from cities.feeds import views

app_name = "feeds"

urlpatterns = [
    path("cite/<uuid:identifier>.<slug:ending>", views.cite, name="cite"),
]
