"""Who gets what at every address of the desk: a generated table compared with a committed one.

A new address without a row fails; so does one that answers somebody else than before. To take a wanted change over, look at the
difference and run the tests once with DESK_MATRIX=write.
"""

import os
from pathlib import Path

import pytest
from django.contrib.admin.utils import quote
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.snippets.models import get_snippet_models

from cities.commons.members.models import Organisation, Person, Stewardship
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.commons.vocabulary.models import Concept, Scheme
from cities.desk import urls
from cities.desk.actions import withdraw_with_reason
from cities.provenance.models import Source
from tests.factories import (
    ConceptFactory,
    OrganisationFactory,
    PersonFactory,
    PracticeFactory,
    ResourceFactory,
    SchemeFactory,
    SourceFactory,
    StewardshipFactory,
    TerritoryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).parent / "permissions.txt"
WHO = ("anonymous", "member", "facilitator", "steward", "translator", "editor", "administrator")
ROLES = {
    "facilitator": "Facilitators",
    "steward": "Regional stewards",
    "translator": "Translators",
    "editor": "Editors",
    "administrator": "Administrators",
}
FACTORIES = {
    Organisation: OrganisationFactory,
    Practice: PracticeFactory,
    Resource: ResourceFactory,
    Territory: TerritoryFactory,
    Concept: ConceptFactory,
    Scheme: SchemeFactory,
    Source: SourceFactory,
    Person: PersonFactory,
    Stewardship: StewardshipFactory,
}
RECORDS = (Organisation, Practice, Resource)
# Addresses about a review under way.
OF_A_REVIEW = {"workflow_action", "collect_workflow_action_data", "workflow_preview", "workflow_history_detail"}


def objects(model):
    """One of each state an address can be asked about."""
    make = FACTORIES[model]
    if model not in RECORDS:
        return {"stored": make()}
    live = make(published=True)
    live.save_revision()
    if model is not Practice:
        return {"live": live}
    draft = make()
    draft.save_revision()
    withdrawn = withdraw_with_reason(make(published=True), reason="Asked for", by=None)
    return {"draft": draft, "live": live, "withdrawn": withdrawn}


def in_review(model):
    record = FACTORIES[model](published=True)
    record.save_revision()
    record.get_workflow().start(record, UserFactory())
    return record


def addresses(model):
    """Name and address of every view of a model, for each state."""
    viewset = model.snippet_viewset
    stored = objects(model)
    for pattern in viewset.get_urlpatterns():
        name = f"{model._meta.model_name}:{pattern.name}"
        if pattern.name in OF_A_REVIEW:
            row = in_review(model)
            yield f"{name} review", reverse(viewset.get_url_name(pattern.name), args=review_arguments(pattern, row))
        elif "pk" not in str(pattern.pattern):
            yield name, reverse(viewset.get_url_name(pattern.name))
        else:
            for state, row in stored.items():
                yield f"{name} {state}", reverse(viewset.get_url_name(pattern.name), args=arguments(pattern, row))


def arguments(pattern, row):
    if pattern.name == "revisions_compare":
        return [quote(row.pk), "live", "latest"]
    if "revision_id" in str(pattern.pattern):
        return [quote(row.pk), row.latest_revision_id]
    return [quote(row.pk)]


def review_arguments(pattern, row):
    task_state = row.current_workflow_task_state
    last = {"workflow_preview": [task_state.task_id], "workflow_history_detail": [row.current_workflow_state.pk]}
    return [quote(row.pk), *last.get(pattern.name, ["approve", task_state.pk])]


def desk_addresses():
    for pattern in urls.urlpatterns:
        if "imports" in str(pattern.pattern) or (pattern.pattern.converters and pattern.name != "choices"):
            continue  # the import has its own; what needs a row is in the table of all addresses, tests/security/addresses.csv
        if pattern.name == "choices":
            for kind in ("organisation", "practice", "territory", "source", "concept"):
                yield f"desk:choices {kind}", reverse("desk:choices", args=[kind])
        else:
            yield f"desk:{pattern.name}", reverse(f"desk:{pattern.name}")


def answer(client, address):
    """`yes` for the page, `no` for a refusal, which leads to the start or to signing in, else the status."""
    response = client.get(address)
    if response.status_code == 302:
        return (
            "no" if response.headers["Location"].partition("?")[0] in ("/admin/login/", "/en/account/login/", "/admin/") else "leads away"
        )
    return {200: "yes", 403: "no"}.get(response.status_code, str(response.status_code))


def table(sign_in):
    clients = {who: sign_in(ROLES.get(who, who)) if who != "anonymous" else Client() for who in WHO}
    rows = [f"{'address':<52}" + "".join(f"{who:<15}" for who in WHO).rstrip()]
    asked = [pair for model in FACTORIES for pair in addresses(model)] + list(desk_addresses())
    for name, address in asked:
        rows.append(f"{name:<52}" + "".join(f"{answer(clients[who], address):<15}" for who in WHO).rstrip())
    return "\n".join(rows) + "\n"


def test_every_address_answers_whom_it_should(sign_in):
    found = table(sign_in)

    if os.environ.get("DESK_MATRIX") == "write":
        TABLE.write_text(found, encoding="utf-8")
    assert found.splitlines() == TABLE.read_text(encoding="utf-8").splitlines()


def test_every_kept_model_is_in_the_table():
    ours = {model for model in get_snippet_models() if model.__module__.startswith("cities.")}

    assert ours == set(FACTORIES)


def test_forms_sent_without_rights_change_nothing(sign_in):
    practice = PracticeFactory(published=True)
    before = Practice.objects.values().get(pk=practice.pk)
    viewset = Practice.snippet_viewset
    revisions = practice.revisions.count()

    for who in ("anonymous", "member"):
        client = sign_in(who) if who != "anonymous" else Client()
        for name in ("edit", "delete", "unpublish", "restore", "lock", "unlock"):
            client.post(reverse(viewset.get_url_name(name), args=[practice.pk]), {"reason": "Because", "action-publish": "1"})

    assert Practice.objects.values().get(pk=practice.pk) == before
    assert practice.revisions.count() == revisions
    assert timezone.now() > practice.updated_at
