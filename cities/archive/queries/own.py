"""What is held about one account, read off the models."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import EmailField, ForeignKey, Model, OneToOneField, Q

# Columns that are secrets or of no meaning outside: never handed out, not even to whom they are about.
LEFT_OUT = frozenset({"password", "key_digest", "asker_digest", "member_digest", "session_key", "made_from", "search_text"})
# A version of a record holds all there is of it, as private addresses of others: that it was written is told, and of what.
CONTENTS = frozenset({("wagtailcore.Revision", "content")})
# Rows of other software that only repeat what is here, or hold secrets alone.
NOT_TOLD = frozenset({"mfa.Authenticator", "sessions.Session", "account.EmailConfirmation"})


@dataclass(frozen=True, slots=True)
class OwnRows:
    """Rows of one model: its label, its columns, and the values of each row as text, numbers or JSON."""

    model: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def own_rows(user: Any) -> Iterator[OwnRows]:
    """Every row that points to the account or its person, or has its address, by model. Models added later are found too."""
    for model in sorted(apps.get_models(), key=lambda found: found._meta.label):
        condition = _about(model, user)
        if condition is None or model._meta.label in NOT_TOLD or model._meta.proxy or not model._meta.managed:
            continue
        columns = tuple(field.attname for field in model._meta.local_concrete_fields if _is_told(model, field.name))
        rows = tuple(model._base_manager.filter(condition).order_by("pk").values_list(*columns))
        if rows:
            yield OwnRows(model._meta.label, columns, rows)


def _is_told(model: type[Model], column: str) -> bool:
    return column not in LEFT_OUT and (model._meta.label, column) not in CONTENTS


def _about(model: type[Model], user: Any) -> Q | None:
    if model is get_user_model():
        return Q(pk=user.pk)
    conditions = [
        *(Q(**{field.name: user}) for field in model._meta.local_concrete_fields if _points_to_users(field)),
        *(Q(**{f"{field.name}__{own}": user}) for field in model._meta.local_concrete_fields for own in _ways_to_the_account(field)),
        *(Q(**{f"{field.name}__iexact": user.email}) for field in model._meta.local_concrete_fields if isinstance(field, EmailField)),
    ]
    found: Q | None = None
    for condition in conditions:
        found = condition if found is None else found | condition
    return found


def _points_to_users(field: Any) -> bool:
    return isinstance(field, ForeignKey) and field.related_model is get_user_model()


def _ways_to_the_account(field: Any) -> list[str]:
    """A row that points to what an account has one of, as a person of an organisation, is about its owner too."""
    if not isinstance(field, ForeignKey) or not isinstance(field.related_model, type) or field.related_model is get_user_model():
        return []
    held = field.related_model._meta.local_concrete_fields
    return [one.name for one in held if isinstance(one, OneToOneField) and _points_to_users(one)]
