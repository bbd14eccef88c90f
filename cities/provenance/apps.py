from django.apps import AppConfig


class ProvenanceConfig(AppConfig):
    name = "cities.provenance"
    label = "provenance"
    verbose_name = "Sources"
