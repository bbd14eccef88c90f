"""Narrowing the lists of records."""

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.filters import WagtailFilterSet

from cities.commons.members.models import Membership
from cities.commons.places.models import Territory
from cities.commons.places.queries import places
from cities.commons.practices.models import Practice
from cities.commons.vocabulary.queries import vocabularies
from cities.desk.forms.concepts import concept_choices
from cities.desk.queries.completeness import completeness_of
from cities.desk.queries.translations import record_texts
from cities.desk.queries.waiting import in_review
from cities.translation.languages import language_name
from cities.translation.models import TextState

Rows = QuerySet[Any]


def status_choices() -> list[tuple[str, str]]:
    return [
        ("live", _("live")),
        ("draft", _("never published")),
        ("changed", _("live, with changes not published")),
        ("in-review", _("in review")),
        ("withdrawn", _("withdrawn")),
    ]


def text_choices() -> list[tuple[str, str]]:
    """`<state>` or `<state>.<language>`."""
    spoken = [(code, language_name(code, in_language=get_language())) for code, _name in settings.LANGUAGES]
    return [
        *((f"missing.{code}", _("nothing in %(language)s") % {"language": name}) for code, name in spoken),
        ("stale", _("a translation is stale")),
        ("machine", _("a machine translation not reviewed")),
        *((f"original.{code}", _("original in %(language)s") % {"language": name}) for code, name in spoken),
    ]


class RecordFilters(WagtailFilterSet):  # type: ignore[misc]  # Wagtail is untyped
    status = django_filters.ChoiceFilter(label=gettext_lazy("Status"), choices=status_choices, method="by_status")
    words = django_filters.ChoiceFilter(label=gettext_lazy("Words"), choices=text_choices, method="by_words")
    complete = django_filters.ChoiceFilter(
        label=gettext_lazy("Completeness"),
        choices=lambda: [("low", _("less than half")), ("middle", _("half and more")), ("full", _("complete"))],
        method="by_completeness",
    )
    region = django_filters.ChoiceFilter(
        label=gettext_lazy("World region"),
        choices=lambda: [(place.code, place.name) for place in places(get_language()).regions()],
        method="by_region",
    )
    theme = django_filters.ChoiceFilter(label=gettext_lazy("Theme"), choices=lambda: concept_choices("themes"), method="by_concept")

    def by_status(self, rows: Rows, name: str, value: str) -> Rows:
        conditions = {
            "live": Q(live=True, withdrawn_at=None),
            "draft": Q(live=False, withdrawn_at=None, first_published_at=None),
            "changed": Q(live=True, has_unpublished_changes=True),
            "withdrawn": Q(withdrawn_at__isnull=False),
        }
        return rows.filter(pk__in=in_review(rows.model)) if value == "in-review" else rows.filter(conditions[value])

    def by_words(self, rows: Rows, name: str, value: str) -> Rows:
        state, _dot, language = value.partition(".")
        if state == "missing":
            return rows.exclude(texts__language=language)
        if state == "stale":
            return rows.filter(
                pk__in=[pk for pk, record in record_texts(rows.model).items() if any(card.stale for card in record.cards.values())]
            )
        if state == "machine":
            return rows.filter(texts__state=TextState.MACHINE).distinct()
        return rows.filter(texts__state=TextState.ORIGINAL, texts__language=language)

    def by_completeness(self, rows: Rows, name: str, value: str) -> Rows:
        least, most = {"low": (0, 49), "middle": (50, 99), "full": (100, 100)}[value]
        scores = completeness_of(rows.model).items()
        return rows.filter(pk__in=[pk for pk, found in scores if least <= found.percent <= most])

    def by_region(self, rows: Rows, name: str, value: str) -> Rows:
        inside = Territory.objects.filter(places(get_language()).condition("path", [value]))
        return rows.filter(territories__in=inside).distinct()

    def by_concept(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.filter(concepts__in=vocabularies(get_language()).keys_under(value)).distinct()


class OrganisationFilters(RecordFilters):
    membership = django_filters.ChoiceFilter(
        label=gettext_lazy("Membership"),
        choices=lambda: [("running", _("member")), ("ended", _("former member")), ("none", _("never a member"))],
        method="by_membership",
    )
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=lambda: concept_choices("organisation-kinds"))

    def by_membership(self, rows: Rows, name: str, value: str) -> Rows:
        if value == "running":
            return rows.filter(memberships__isnull=False, memberships__until__isnull=True).distinct()
        if value == "ended":
            return (
                rows.filter(memberships__until__isnull=False)
                .exclude(memberships__in=Membership.objects.filter(until__isnull=True))
                .distinct()
            )
        return rows.filter(memberships__isnull=True)


class PracticeFilters(RecordFilters):
    run = django_filters.ChoiceFilter(
        field_name="status", label=gettext_lazy("Planned, running or ended"), choices=lambda: Practice.Status.choices
    )


class ResourceFilters(RecordFilters):
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=lambda: concept_choices("deliverable-types"))
