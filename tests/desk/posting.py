"""What a browser would send for a form left as it is, to change and post in tests."""

from typing import Any

from django.contrib.admin.utils import quote
from django.forms import BaseForm
from django.urls import reverse


def posted(form: BaseForm) -> dict[str, Any]:
    """Fields of the form and of its rows; what is empty is sent empty, as browsers do."""
    data = {bound.html_name: sent(bound.value()) for bound in form}
    for formset in getattr(form, "formsets", {}).values():
        data |= {bound.html_name: sent(bound.value()) for bound in formset.management_form}
        for row in formset.forms:
            data |= posted(row)  # with rows of its own
    return {name: value for name, value in data.items() if value is not None and not name.endswith(("-DELETE", "-up_to_date"))}


def sent(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [sent(item) for item in value]
    if value is None or value is False:
        return "" if value is None else None
    return str(getattr(value, "pk", value))


def form_for(model: Any, instance: Any = None, *, user: Any = None, data: Any = None) -> Any:
    """The form the desk shows for a record."""
    form_class = model.snippet_viewset.get_form_class()
    return form_class(data, instance=instance if instance is not None else model(), for_user=user)


def language_index(form: Any, language: str) -> int:
    """Which row of the words is this language."""
    return next(index for index, row in enumerate(form.formsets["texts"].forms) if row.instance.language == language)


def edited(form: Any, language: str, **words: str) -> dict[str, Any]:
    """The data of an unbound form with words written in one language."""
    index = language_index(form, language)
    return {**posted(form), **{f"texts-{index}-{field}": value for field, value in words.items()}}


def url(record: Any, view: str = "edit") -> str:
    return reverse(type(record).snippet_viewset.get_url_name(view), args=[quote(record.pk)])
