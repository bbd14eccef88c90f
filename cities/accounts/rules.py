"""The roles of staff and what each may do."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

# Django permission actions a role has on every kind of record: what passes through drafts and review.
ROLES: dict[str, tuple[str, ...]] = {
    "Administrators": ("view", "add", "change", "delete", "publish", "lock", "unlock"),
    "Editors": ("view", "add", "change", "publish", "lock", "unlock"),
    "Translators": ("view", "change"),
    # Prepares sessions and campaigns; reads every record, changes none.
    "Facilitators": ("view",),
    # Edits the records of a region, which a stewardship names.
    "Regional stewards": ("view", "change"),
}
STEWARDS = "Regional stewards"
# On what records build upon (territories, vocabularies, sources, people): a change there is seen at once, so translators only look on.
REFERENCE_ROLES: dict[str, tuple[str, ...]] = {
    "Administrators": ("view", "add", "change", "delete"),
    "Editors": ("view", "add", "change"),
}
# On pictures and documents.
MEDIA_ROLES: dict[str, tuple[str, ...]] = {
    "Administrators": ("add", "change", "delete", "choose"),
    "Editors": ("add", "change", "choose"),
    "Translators": ("choose",),
    "Facilitators": ("choose",),
    "Regional stewards": ("add", "choose"),
}
# On who may do what.
STAFF_ROLES: dict[str, tuple[str, ...]] = {"Administrators": ("view", "add", "change", "delete")}


def may_enter_desk(user: "AbstractBaseUser | AnonymousUser") -> bool:
    return user.has_perm("wagtailadmin.access_admin")  # type: ignore[union-attr]  # every user of ours has PermissionsMixin
