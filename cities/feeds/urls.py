"""Addresses of feeds and downloads, under /{language}/feeds/."""

from django.urls import path

from cities.feeds import views

app_name = "feeds"

urlpatterns = [
    path("transfers.atom", views.transfers, name="transfers"),
    path("transfers.csv", views.transfers_table, name="transfers_table"),
    path("transfers-codebook.csv", views.transfers_codebook, name="transfers_codebook"),
    path("lineage/<uuid:identifier>.json", views.lineage, name="lineage"),
    path("cite/<uuid:identifier>.<slug:ending>", views.cite, name="cite"),
]
