"""Making accounts and the roles they have."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from cities.accounts.models import User
from cities.accounts.rules import MEDIA_ROLES, REFERENCE_ROLES, ROLES, STAFF_ROLES

Models = Iterable[type[Model]]


@transaction.atomic
def create_administrator(address: str, *, password: str) -> User:
    """An account that may do everything; used on the command line, where there is nobody signed in yet."""
    user = User.objects.create_superuser(address, password)
    trust_address(user)
    return user


def trust_address(user: User) -> None:
    """The address of an account is known to be its owner's: who runs the site typed it, or a key in a letter came back from it."""
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


@transaction.atomic
def ensure_roles(records: Models, *, references: Models = (), media: Models = (), staff: Models = ()) -> list[Group]:
    """Make one group a role with exactly the rights `rules` gives it; running it again changes nothing.

    The upper apps say which models are which: accounts knows no domain.
    """
    by_role = {
        role: [
            *_permissions(records, ROLES[role]),
            *_permissions(references, REFERENCE_ROLES.get(role, ())),
            *_permissions(staff, STAFF_ROLES.get(role, ())),
            Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
        ]
        for role in ROLES
    }
    groups = [_ensure_group(role, permissions) for role, permissions in by_role.items()]
    for group in groups:
        _ensure_collection_rights(group, _permissions(media, MEDIA_ROLES[group.name]))
    return groups


def _ensure_group(role: str, permissions: list[Permission]) -> Group:
    group, _is_new = Group.objects.get_or_create(name=role)
    group.permissions.set(permissions)
    # Wagtail makes a group “Editors” with rights on pages; there are no pages here.
    GroupPagePermission.objects.filter(group=group).delete()
    return group


def _permissions(models: Models, actions: Iterable[str]) -> list[Permission]:
    """Those that exist: not every model can be published or locked."""
    kinds = ContentType.objects.get_for_models(*models, for_concrete_models=False)
    names = [(kind.pk, f"{action}_{model._meta.model_name}") for model, kind in kinds.items() for action in actions]
    known = {
        (permission.content_type_id, permission.codename): permission
        for permission in Permission.objects.filter(content_type__in=kinds.values())
    }
    return [known[name] for name in names if name in known]


def _ensure_collection_rights(group: Group, permissions: list[Permission]) -> None:
    root = Collection.get_first_root_node()
    GroupCollectionPermission.objects.filter(group=group, collection=root).exclude(permission__in=permissions).delete()
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
