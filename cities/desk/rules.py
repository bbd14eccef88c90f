"""Who may do what in the back office."""

from typing import Any

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Model, Q, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from cities.accounts.models import User
from cities.accounts.rules import ROLES, STEWARDS
from cities.commons.instruments.models import Instrument
from cities.commons.members.models import Organisation, Person, Stewardship
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.commons.vocabulary.models import Concept, Scheme
from cities.core.models import Record
from cities.editions.models import Edition
from cities.gather.surveys.models import Campaign
from cities.provenance.models import Source
from cities.transfer.comparisons.models import Comparison
from cities.transfer.projects.models import Transfer

Someone = AbstractBaseUser | AnonymousUser

# What passes through drafts and review.
RECORD_MODELS: tuple[type[Record], ...] = (Organisation, Practice, Resource)
# What records build upon; a change is seen at once.
STAFF_MODELS: tuple[type[Model], ...] = (Stewardship,)
REFERENCE_MODELS: tuple[type[Model], ...] = (Territory, Concept, Scheme, Source, Person)
# What the secretariat runs, with screens of its own; the same roles as for references.
RUN_MODELS: tuple[type[Model], ...] = (Campaign, Instrument, Edition, Transfer, Comparison)


def may(user: Someone, action: str, model: type[Model]) -> bool:
    permission = f"{model._meta.app_label}.{get_permission_codename(action, model._meta)}"
    return bool(user.has_perm(permission))  # type: ignore[union-attr]  # every user of ours has PermissionsMixin


def may_edit_facts(user: Someone, model: type[Model]) -> bool:
    """Who may make such a record may say what is true of it; others who may change it change its words only."""
    return may(user, "add", model)


def may_schedule(user: Someone, model: type[Model]) -> bool:
    return may(user, "publish", model)


def may_withdraw(user: Someone, record: Record) -> bool:
    """Only what was once public can be withdrawn; a draft nobody saw is deleted or left."""
    return record.withdrawn_at is None and record.first_published_at is not None and may(user, "publish", type(record))


def may_restore(user: Someone, record: Record) -> bool:
    return record.withdrawn_at is not None and may(user, "publish", type(record))


def may_delete(user: Someone, record: Record) -> bool:
    """What readers have seen keeps its address for ever: it is withdrawn, not deleted."""
    return record.first_published_at is None and not record.live and may(user, "delete", type(record))


def is_steward(user: Someone) -> bool:
    """Whether this account looks after regions only: it has no other role of the staff."""
    return isinstance(user, User) and not user.is_superuser and user.group_names & set(ROLES) == {STEWARDS}


def within_reach(user: Someone, records: QuerySet[Any]) -> QuerySet[Any]:
    """Those of `records` this account may see in the desk: all of them, or for a steward those of the regions they look after."""
    if user.pk is None or not is_steward(user):
        return records
    reached = Q(pk__in=[])
    for path in Stewardship.objects.filter(user_id=user.pk).values_list("region__path", flat=True):
        reached |= Q(territories__path__startswith=path)
        if records.model is Organisation:
            reached |= Q(seat__path__startswith=path)
    # A subquery, so that a record in two places of a region comes once and can still be ordered and counted.
    return records.filter(pk__in=records.model._default_manager.filter(reached).values("pk"))


def within_reach_or_public(user: Someone, records: QuerySet[Any]) -> QuerySet[Any]:
    """Those of `records` this account may name in a form: what it may see in the desk, and what everybody sees."""
    if not is_steward(user):
        return records
    everything = records.model._default_manager
    return records.filter(Q(pk__in=within_reach(user, everything.all()).values("pk")) | Q(pk__in=everything.public().values("pk")))


def may_reach(user: Someone, model: type[Record], key: Any) -> bool:
    return not is_steward(user) or within_reach(user, model._default_manager.filter(pk=key)).exists()


class RecordPolicy(ModelPermissionPolicy):  # type: ignore[misc]  # Wagtail is untyped
    """Tells every screen of Wagtail, bulk actions too, that published records are not deleted."""

    def user_has_permission_for_instance(self, user: Someone, action: str, instance: Any) -> bool:
        if action == "delete":
            return may_delete(user, instance)
        return bool(super().user_has_permission_for_instance(user, action, instance))


def may_read_table(user: Someone) -> bool:
    """The translation table: who may change the words of some kind of record."""
    return any(may(user, "change", model) for model in RECORD_MODELS) and not is_steward(user)


def may_edit_instruments(user: Someone) -> bool:
    """Who writes and publishes questionnaires; they are asked everywhere, so nobody bound to a region does."""
    return may(user, "change", Instrument) and not is_steward(user)


def may_judge_applications(user: Someone) -> bool:
    """Who may make a member: whoever may publish one and is not bound to a region."""
    return may(user, "publish", Organisation) and not is_steward(user)


def may_invite(user: Someone) -> bool:
    return may(user, "publish", Organisation) and not is_steward(user)
