"""What the screens of advice share."""

from typing import Any

from django import forms
from django.utils.translation import get_language

from cities.desk.views.screens import DeskScreen
from cities.transfer.advice.rules import may_run_advice


class AdviceScreen(DeskScreen):
    header_icon = "help"
    screen = ""

    def may_see(self, user: Any) -> bool:
        return may_run_advice(user)

    @property
    def language(self) -> str:
        return get_language() or "en"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "screen": self.screen}


class PeriodForm(forms.Form):
    """Without days: everything."""

    since = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
