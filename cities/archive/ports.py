"""Who is told that erasing a person has changed rows: what is made of them elsewhere must be made anew."""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Model

# Is given the keys of the rows whose words have changed, inside the transaction that changes them.
Listener = Callable[[Collection[Any]], None]

_listeners: dict[type[Model], Listener] = {}


def tell_of_cleaned(model: type[Model], listener: Listener) -> None:
    """Called once by the app that makes something of these rows, when it is ready."""
    _listeners[model] = listener


def rows_cleaned(model: type[Model], keys: Collection[Any]) -> None:
    if listener := _listeners.get(model):
        listener(keys)
