"""Who may bring documents in."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from cities.gather.intake.models import Batch, RecordKind

# Applying a batch makes records public: whoever may publish such records one by one may do it here.
PERMISSIONS = {RecordKind.MEMBER: "members.publish_organisation", RecordKind.PRACTICE: "practices.publish_practice"}


def may_import(user: AbstractBaseUser | AnonymousUser) -> bool:
    return any(user.has_perm(permission) for permission in PERMISSIONS.values())  # type: ignore[union-attr]  # every user of ours has PermissionsMixin


def may_review(user: AbstractBaseUser | AnonymousUser, batch: Batch) -> bool:
    """A batch may be reviewed, applied and undone by whoever may publish its kind of records."""
    return bool(user.has_perm(PERMISSIONS[RecordKind(batch.kind)]))  # type: ignore[union-attr]  # every user of ours has PermissionsMixin
