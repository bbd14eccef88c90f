from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "cities.gather.surveys"
    label = "surveys"
    verbose_name = "Surveys"
