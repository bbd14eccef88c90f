from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "cities.commons.instruments"
    label = "instruments"
    verbose_name = "Instruments"
