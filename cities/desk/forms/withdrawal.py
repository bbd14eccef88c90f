from django import forms
from django.utils.translation import gettext_lazy as _


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        help_text=_("Readers who follow its address see this reason. One or two plain sentences."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
