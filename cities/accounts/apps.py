from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cities.accounts"
    label = "accounts"
    verbose_name = "Accounts"
